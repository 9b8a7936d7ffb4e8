package dev.timeloop.leaks;

import static dev.timeloop.leaks.Row.Verdict.FOUND;
import static dev.timeloop.leaks.Row.Verdict.LOOKED_AT;
import static dev.timeloop.leaks.Row.Verdict.NOTHING;
import static dev.timeloop.leaks.Row.Verdict.PENDING;
import static dev.timeloop.leaks.Row.attempt;
import static dev.timeloop.leaks.Row.await;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.timeloop.leaks.Row.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CountedCompleter;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.RecursiveTask;
import java.util.stream.IntStream;

/** The same for tasks of fork-join pools. */
final class ForkRows {
    private static final Callable<String> THROWING = Row::boom;

    private final List<Row> rows = new ArrayList<>();

    private ForkRows() {}

    static List<Row> all() {
        ForkRows made = new ForkRows();
        made.submitted();
        made.forked();
        made.parents();
        made.many();
        made.jdks();
        made.pending();
        return made.rows;
    }

    private void row(String code, Verdict verdict, Observed.Deed deed) {
        rows.add(new Row(code, verdict, deed));
    }

    interface Use {
        void of(ForkJoinPool pool) throws Exception;
    }

    /** With a pool that is shut down, and has ended, afterwards. */
    private void pool(String code, Verdict verdict, Use use) {
        row(
                code,
                verdict,
                () -> {
                    ForkJoinPool pool = new ForkJoinPool(2);
                    try {
                        use.of(pool);
                    } finally {
                        end(pool);
                    }
                });
    }

    static void end(ForkJoinPool pool) throws InterruptedException {
        pool.shutdown();
        if (!pool.awaitTermination(10, SECONDS)) {
            throw new IllegalStateException("the pool doesn't end");
        }
    }

    private static RecursiveTask<String> task(Callable<String> body) {
        return new RecursiveTask<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected String compute() {
                try {
                    return body.call();
                } catch (RuntimeException | Error e) {
                    throw e;
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    private static RecursiveTask<String> throwing() {
        return task(THROWING);
    }

    private void submitted() {
        pool("forkJoinPool.submit(throwing)", FOUND, pool -> pool.submit(THROWING));
        pool(
                "forkJoinPool.submit(throwing).get()",
                LOOKED_AT,
                pool -> attempt(pool.submit(THROWING)::get));
        pool(
                "forkJoinPool.submit(throwing).get(time)",
                LOOKED_AT,
                pool -> attempt(() -> pool.submit(THROWING).get(9, SECONDS)));
        pool(
                "forkJoinPool.submit(throwing).join()",
                LOOKED_AT,
                pool -> attempt(pool.submit(THROWING)::join));
        pool(
                "forkJoinPool.submit(throwing).isCompletedAbnormally()",
                FOUND,
                pool -> {
                    ForkJoinTask<String> task = pool.submit(THROWING);
                    await(task);
                    boolean unused = task.isCompletedAbnormally();
                });
        pool("forkJoinPool.submit(returning)", NOTHING, pool -> pool.submit(() -> "x"));
        pool("forkJoinPool.submit(throwingTask)", FOUND, pool -> pool.submit(throwing()));
        pool("forkJoinPool.execute(throwingTask)", FOUND, pool -> pool.execute(throwing()));
        pool("forkJoinPool.execute(throwing)", FOUND, pool -> pool.execute(Row::boom));
        pool(
                "forkJoinPool.invoke(throwingTask)",
                LOOKED_AT,
                pool -> attempt(() -> pool.invoke(throwing())));
        row(
                "ForkJoinPool.commonPool().submit(throwing)",
                FOUND,
                () -> await(ForkJoinPool.commonPool().submit(THROWING)));
        pool(
                "forkJoinPool.submit(task), then task.cancel(true)",
                NOTHING,
                pool -> {
                    CountDownLatch end = new CountDownLatch(1);
                    ForkJoinTask<?> task = pool.submit(() -> hold(end));
                    task.cancel(true);
                    end.countDown();
                });
    }

    private static void hold(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void forked() {
        row("throwingTask.fork()", FOUND, () -> await(throwing().fork()));
        row("throwingTask.fork().join()", LOOKED_AT, () -> attempt(throwing().fork()::join));
        row("throwingTask.fork().quietlyJoin()", FOUND, () -> throwing().fork().quietlyJoin());
        row(
                "throwingTask.fork().getException()",
                LOOKED_AT,
                () -> {
                    ForkJoinTask<String> task = throwing().fork();
                    await(task);
                    Throwable unused = task.getException();
                });
        row("throwingTask.invoke()", LOOKED_AT, () -> attempt(throwing()::invoke));
        row("throwingTask.quietlyInvoke()", FOUND, () -> throwing().quietlyInvoke());
        row("new RecursiveTask(), never forked", NOTHING, ForkRows::throwing);
    }

    private void parents() {
        Callable<String> joining = () -> throwing().fork().join();
        pool("a task that joins a throwing one", FOUND, pool -> pool.submit(task(joining)));
        pool(
                "a task that joins a throwing one, joined",
                LOOKED_AT,
                pool -> attempt(pool.submit(task(joining))::join));
        pool(
                "a task that forks a throwing one, and drops it",
                FOUND,
                pool -> pool.submit(task(() -> forkAndWait(throwing()))).join());
        pool(
                "a CountedCompleter whose part throws",
                FOUND,
                pool -> {
                    Whole whole = new Whole();
                    pool.execute(whole);
                    await(whole);
                });
        pool(
                "a CountedCompleter whose part throws, joined",
                LOOKED_AT,
                pool -> attempt(pool.submit(new Whole())::join));
        pool(
                "a CountedCompleter whose part throws while it runs itself",
                FOUND,
                pool -> {
                    Whole whole = new WaitingWhole();
                    pool.execute(whole);
                    await(whole);
                });
        pool(
                "a CountedCompleter whose part throws while it runs itself, joined",
                LOOKED_AT,
                pool -> attempt(pool.submit(new WaitingWhole())::join));
        row(
                "a task throws, joined, and a part of what it has forked does",
                LOOKED_AT,
                () -> {
                    ForkJoinPool pool = new ForkJoinPool(3);
                    attempt(pool.submit(task(ForkRows::forkWholeAndThrow))::join);
                    end(pool);
                });
    }

    private static String forkWholeAndThrow() throws InterruptedException {
        await(new WaitingWhole().fork());
        throw new Row.Boom();
    }

    private static String forkAndWait(RecursiveTask<String> task) throws InterruptedException {
        await(task.fork());
        return "x";
    }

    private static class Whole extends CountedCompleter<Void> {
        private static final long serialVersionUID = 1;

        @Override
        public final void compute() {
            setPendingCount(1);
            forked(new Part(this).fork());
            tryComplete();
        }

        void forked(ForkJoinTask<Void> part) {}
    }

    private static final class WaitingWhole extends Whole {
        private static final long serialVersionUID = 1;

        @Override
        void forked(ForkJoinTask<Void> part) {
            try {
                await(part);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final class Part extends CountedCompleter<Void> {
        private static final long serialVersionUID = 1;

        Part(CountedCompleter<?> of) {
            super(of);
        }

        @Override
        public void compute() {
            Row.boom();
        }
    }

    private void many() {
        row(
                "ForkJoinTask.invokeAll(throwing, throwing)",
                LOOKED_AT,
                () -> attempt(() -> ForkJoinTask.invokeAll(throwing(), throwing())));
        row(
                "ForkJoinTask.invokeAll(throwing, throwing, throwing)",
                LOOKED_AT,
                () -> attempt(() -> ForkJoinTask.invokeAll(throwing(), throwing(), throwing())));
        row(
                "ForkJoinTask.invokeAll(list of throwing)",
                LOOKED_AT,
                () -> attempt(() -> ForkJoinTask.invokeAll(Arrays.asList(throwing(), throwing()))));
        pool("forkJoinPool.invokeAll(throwing)", FOUND, pool -> pool.invokeAll(List.of(THROWING)));
        pool(
                "forkJoinPool.invokeAll(throwing).get(0).get()",
                LOOKED_AT,
                pool -> attempt(pool.invokeAll(List.of(THROWING)).get(0)::get));
        pool(
                "forkJoinPool.invokeAny(throwing, returning)",
                NOTHING,
                pool -> pool.invokeAny(List.of(THROWING, () -> "x")));
        pool(
                "forkJoinPool.invokeAny(throwing)",
                LOOKED_AT,
                pool -> attempt(() -> pool.invokeAny(List.of(THROWING))));
        pool(
                "a completion service of a fork-join pool, throwing",
                FOUND,
                pool -> new ExecutorCompletionService<String>(pool).submit(THROWING));
    }

    private void jdks() {
        row(
                "a parallel stream of throwing",
                LOOKED_AT,
                () -> attempt(() -> IntStream.range(0, 100).parallel().forEach(i -> Row.boom())));
        row(
                "Arrays.parallelSetAll(array, throwing)",
                LOOKED_AT,
                () -> attempt(() -> Arrays.parallelSetAll(new int[10_000], i -> Row.boom())));
        row(
                "Arrays.parallelSort(array)",
                NOTHING,
                () -> Arrays.parallelSort(IntStream.range(0, 100_000).map(i -> -i).toArray()));
    }

    private void pending() {
        row(
                "commonPool().submit(blocking)",
                PENDING,
                () -> ForkJoinPool.commonPool().submit(PendingRows::block));
        row(
                "commonPool().submit(blocking that has forked)",
                PENDING,
                () -> {
                    CountDownLatch forked = new CountDownLatch(1);
                    ForkJoinPool.commonPool()
                            .execute(
                                    new RecursiveAction() {
                                        private static final long serialVersionUID = 1;

                                        @Override
                                        protected void compute() {
                                            for (int i = 0; i < 3; i++) {
                                                task(() -> "x").fork();
                                            }
                                            forked.countDown();
                                            PendingRows.block();
                                        }
                                    });
                    forked.await();
                });
        row(
                "forkJoinPool.execute(blocking), then forkJoinPool.shutdown()",
                PENDING,
                () -> {
                    ForkJoinPool pool = new ForkJoinPool(1);
                    pool.execute(PendingRows::block);
                    pool.shutdown();
                });
    }
}
