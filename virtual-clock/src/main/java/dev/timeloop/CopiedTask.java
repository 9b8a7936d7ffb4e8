package dev.timeloop;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A stage that the JDK makes by {@code newIncompleteFuture}, and completes by itself: {@code anyOf}
 * of a single task is a copy of that task.
 *
 * <p>The JDK writes its outcome without a word to us. If the task is pending then, a stage of the
 * JDK's own kind tells us; if not, we notice when somebody looks.
 */
final class CopiedTask<T extends @Nullable Object> extends Task<T> {
    private final Task<?> original;
    private boolean hooked = true;

    CopiedTask(Task<?> original) {
        super(original.loop, original.rootName(), "stage", original);
        this.original = original;
        original.passedOn = true;
        @SuppressWarnings("unused") // of two stages, of which the other is never done
        Object hook =
                new CompletableFuture<>()
                        .applyToEither(this, value -> value)
                        .whenComplete((value, failure) -> unhook());
    }

    private void unhook() {
        hooked = false;
        catchUp();
    }

    @Override
    int foreignDependents() {
        return super.foreignDependents() - (hooked ? 1 : 0);
    }

    @Override
    void catchUp() {
        if (!isDone() || isEntered() || !loop.engine.isOnStrand()) {
            return;
        }
        Throwable failure = null;
        try {
            value();
        } catch (CancellationException | CompletionException thrown) {
            failure = thrown;
        }
        wasCompleted(failure, original);
    }
}
