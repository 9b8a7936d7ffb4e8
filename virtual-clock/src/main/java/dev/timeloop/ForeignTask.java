package dev.timeloop;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A future made elsewhere, as a task of this loop. */
final class ForeignTask<T extends @Nullable Object> extends Task<T> {
    private final CompletionStage<T> stage;

    /** Whether real time must pass for it: it was brought in with {@code track}. */
    private final boolean outside;

    ForeignTask(EventLoop loop, String name, CompletionStage<T> stage, boolean outside) {
        super(loop, name);
        this.stage = stage;
        this.outside = outside;
        if (outside) {
            loop.engine.enter("tracking of " + describe(), () -> loop.engine.outside(1));
        }
    }

    @Override
    void whenDone() {
        if (outside) {
            loop.engine.outside(-1);
        }
    }

    @Override
    boolean isForeign() {
        return true;
    }

    @Override
    boolean isFedFromOutside() {
        return outside && !isDone();
    }

    /** As asyncio's {@code wrap_future}: who cancels the one cancels the other. */
    @Override
    boolean requestCancel(CancellationException cancellation) {
        super.requestCancel(cancellation);
        cancelStage();
        return true;
    }

    @Override
    boolean cancelFromOutside(CancellationException cancellation) {
        return arrive(
                "cancellation of ",
                () -> {
                    boolean first = putFailure(cancellation);
                    cancelStage();
                    return first;
                });
    }

    private void cancelStage() {
        if (stage instanceof Future<?> future) {
            future.cancel(true);
        }
    }

    @Override
    String describe() {
        return outside ? super.describe() : name();
    }

    @Override
    String pendingState() {
        return outside
                ? "pending: a thread outside the loop has to complete it"
                : "pending: " + Text.brief(stage);
    }
}
