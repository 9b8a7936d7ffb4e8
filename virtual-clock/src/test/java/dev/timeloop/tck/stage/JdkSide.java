package dev.timeloop.tck.stage;

import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Plain futures whose async functions wait in a queue until the side settles. */
final class JdkSide extends Side {
    private final ArrayDeque<Runnable> queue = new ArrayDeque<>();

    @Override
    CompletableFuture<Object> future() {
        return new Queued<>(queue::add);
    }

    @Override
    Executor executor() {
        return queue::add;
    }

    @Override
    void settle() {
        for (Runnable job; (job = queue.poll()) != null; ) {
            job.run();
        }
    }

    @Override
    public void close() {}

    private static final class Queued<T> extends CompletableFuture<T> {
        private final Executor executor;

        Queued(Executor executor) {
            this.executor = executor;
        }

        @Override
        public <U> CompletableFuture<U> newIncompleteFuture() {
            return new Queued<>(executor);
        }

        @Override
        public Executor defaultExecutor() {
            return executor;
        }
    }
}
