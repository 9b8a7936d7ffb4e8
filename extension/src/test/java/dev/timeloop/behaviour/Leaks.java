package dev.timeloop.behaviour;

import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Ways to leave something behind, and the same done right; all wait until it has happened. */
enum Leaks {
    /** A future that fails on a shared thread. */
    FUTURE {
        @Override
        void leave(String name, SharedPools pools) throws Exception {
            CompletableFuture<?> failing = failing(name, pools.pool);
            settle(failing);
        }

        @Override
        void avoid(String name, SharedPools pools) {
            CompletableFuture<?> unused =
                    failing(name, pools.pool).handle((value, failure) -> "handled");
            unused.join();
        }
    },

    /** As before, on a shared {@code ForkJoinPool}, and down a chain. */
    CHAIN {
        @Override
        void leave(String name, SharedPools pools) throws Exception {
            settle(failing(name, pools.forkJoin).thenApply(x -> x));
        }

        @Override
        void avoid(String name, SharedPools pools) {
            CompletableFuture<?> unused =
                    failing(name, pools.forkJoin)
                            .thenApply(x -> x)
                            .exceptionally(failure -> "handled");
            unused.join();
        }
    },

    /** A submitted job that fails. */
    SUBMITTED {
        @Override
        void leave(String name, SharedPools pools) throws Exception {
            settle(pools.pool.submit(() -> boom(name)));
        }

        @Override
        void avoid(String name, SharedPools pools) throws Exception {
            expectFailure(pools.pool.submit(() -> boom(name)));
        }
    },

    /** A future made by a submitted job. */
    MADE_BY_JOB {
        @Override
        void leave(String name, SharedPools pools) throws Exception {
            pools.pool.submit(() -> fail(name)).get();
        }

        @Override
        void avoid(String name, SharedPools pools) throws Exception {
            pools.pool.submit(() -> fail(name).handle((x, e) -> "handled")).get();
        }
    },

    /** A future made by a job that nobody has a future of. */
    MADE_BY_EXECUTED_JOB {
        @Override
        void leave(String name, SharedPools pools) throws Exception {
            CountDownLatch done = new CountDownLatch(1);
            pools.pool.execute(
                    () -> {
                        fail(name);
                        done.countDown();
                    });
            await(done);
        }

        @Override
        void avoid(String name, SharedPools pools) throws Exception {
            CountDownLatch done = new CountDownLatch(1);
            pools.pool.execute(
                    () -> {
                        fail(name).handle((x, e) -> "handled");
                        done.countDown();
                    });
            await(done);
        }
    },

    /** A future made by the code of another one, on a shared {@code ForkJoinPool}. */
    MADE_BY_FUTURE {
        @Override
        void leave(String name, SharedPools pools) {
            CompletableFuture.runAsync(() -> fail(name), pools.forkJoin).join();
        }

        @Override
        void avoid(String name, SharedPools pools) {
            CompletableFuture.runAsync(() -> fail(name).handle((x, e) -> ""), pools.forkJoin)
                    .join();
        }
    },

    /** A future made by a scheduled job. */
    MADE_BY_SCHEDULED_JOB {
        @Override
        void leave(String name, SharedPools pools) throws Exception {
            pools.scheduler.schedule(() -> fail(name), 1, TimeUnit.MILLISECONDS).get();
        }

        @Override
        void avoid(String name, SharedPools pools) throws Exception {
            pools.scheduler
                    .schedule(() -> fail(name).handle((x, e) -> ""), 1, TimeUnit.MILLISECONDS)
                    .get();
        }
    },

    /** A thread that goes on. */
    THREAD {
        @Override
        void leave(String name, SharedPools pools) {
            new Thread(pools::awaitEnd, name).start();
        }

        @Override
        void avoid(String name, SharedPools pools) throws Exception {
            Thread thread = new Thread(() -> {}, name);
            thread.start();
            thread.join();
        }

        @Override
        String finding(String name) {
            return "BUSY_THREAD thread \"" + name + '"';
        }
    },

    /** A job that is still to run. */
    TIMER {
        @Override
        void leave(String name, SharedPools pools) {
            new Timer(name, true).schedule(task(), 3_600_000);
        }

        @Override
        void avoid(String name, SharedPools pools) {
            Timer timer = new Timer(name, true);
            timer.schedule(task(), 3_600_000);
            timer.cancel();
        }

        private TimerTask task() {
            return new TimerTask() {
                @Override
                public void run() {}
            };
        }

        @Override
        String finding(String name) {
            return "LIVE_TIMER TimerTask";
        }
    },

    /** A job that never ends, on a thread of a pool that tests share. */
    RUNNING {
        @Override
        void leave(String name, SharedPools pools) throws Exception {
            CountDownLatch begun = new CountDownLatch(1);
            pools.blocked.submit(
                    () -> {
                        begun.countDown();
                        pools.awaitEnd();
                    });
            await(begun);
        }

        @Override
        void avoid(String name, SharedPools pools) throws Exception {
            pools.blocked.submit(() -> {}).get();
        }

        @Override
        String finding(String name) {
            return "PENDING_TASK FutureTask";
        }
    },

    /** A future that nobody completes, and that is waited for. */
    PENDING {
        @Override
        void leave(String name, SharedPools pools) {
            new CompletableFuture<String>().thenAccept(x -> {});
        }

        @Override
        void avoid(String name, SharedPools pools) {
            CompletableFuture<String> future = new CompletableFuture<>();
            future.thenAccept(x -> {});
            future.complete(name);
        }

        @Override
        String finding(String name) {
            return "PENDING_TASK CompletableFuture";
        }
    };

    /** Leaves it. */
    abstract void leave(String name, SharedPools pools) throws Exception;

    /** Does the same, and leaves nothing. */
    abstract void avoid(String name, SharedPools pools) throws Exception;

    /** What is to be found. */
    String finding(String name) {
        return "UNRETRIEVED_FAILURE " + name;
    }

    /** By turns. */
    static Leaks of(String name) {
        int number = Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
        return values()[number % values().length];
    }

    private static String boom(String name) {
        throw new IllegalStateException(name);
    }

    private static CompletableFuture<String> failing(
            String name, java.util.concurrent.Executor executor) {
        return CompletableFuture.supplyAsync(() -> boom(name), executor);
    }

    /** A future that fails here. */
    private static CompletableFuture<String> fail(String name) {
        CompletableFuture<String> future = new CompletableFuture<>();
        future.completeExceptionally(new IllegalStateException(name));
        return future;
    }

    private static final long MOST_SECONDS = 60;

    private static void await(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(MOST_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("it doesn't come");
        }
    }

    /** Waits without a look at what came of it. */
    private static void settle(Future<?> future) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        while (!future.isDone() && System.nanoTime() - deadline < 0) {
            Thread.sleep(1);
        }
    }

    private static void expectFailure(Future<?> future) throws Exception {
        try {
            Object unused = future.get();
        } catch (ExecutionException expected) {
            return;
        }
        throw new AssertionError("it has to fail");
    }
}
