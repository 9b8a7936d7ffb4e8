package dev.timeloop;

import java.util.concurrent.CompletableFuture.AsynchronousCompletionTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The function of {@code completeAsync}. */
final class Supply<T extends @Nullable Object> implements Runnable, AsynchronousCompletionTask {
    private final Task<T> task;
    private final Supplier<? extends T> supplier;

    Supply(Task<T> task, Supplier<? extends T> supplier) {
        this.task = task;
        this.supplier = supplier;
    }

    @Override
    public void run() {
        if (task.isDone()) {
            return;
        }
        try {
            task.complete(supplier.get());
        } catch (Throwable failure) {
            task.completeExceptionally(Text.wrap(failure));
        }
    }
}
