package dev.timeloop.leaks;

import static dev.timeloop.leaks.Row.Verdict.FOUND;
import static dev.timeloop.leaks.Row.Verdict.LOOKED_AT;
import static dev.timeloop.leaks.Row.attempt;
import static dev.timeloop.leaks.Row.await;

import dev.timeloop.leaks.Row.Boom;
import dev.timeloop.leaks.Row.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveAction;

/** Tasks that were forked by one that fails before it can join them. */
final class SiblingRows {
    private final List<Row> rows = new ArrayList<>();

    private SiblingRows() {}

    static List<Row> all() {
        SiblingRows made = new SiblingRows();
        made.failing();
        made.returning();
        return made.rows;
    }

    interface Use {
        void of(ForkJoinPool pool) throws Exception;
    }

    /** With a pool that is shut down, and has ended, afterwards. */
    private void pool(String code, Verdict verdict, Use use) {
        rows.add(
                new Row(
                        code,
                        verdict,
                        () -> {
                            ForkJoinPool pool = new ForkJoinPool(4);
                            try {
                                use.of(pool);
                            } finally {
                                ForkRows.end(pool);
                            }
                        }));
    }

    private static RecursiveAction task(Row.Attempt body) {
        return new RecursiveAction() {
            private static final long serialVersionUID = 1;

            @Override
            protected void compute() {
                try {
                    body.run();
                } catch (RuntimeException | Error e) {
                    throw e;
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    private static ForkJoinTask<?> throwing() {
        return task(Row::boom);
    }

    /** {@code a.fork(); b.compute(); a.join()}, of which a fails first, and b, too. */
    private static ForkJoinTask<?> bothFail() {
        return task(
                () -> {
                    ForkJoinTask<?> one = throwing().fork();
                    await(one);
                    Row.boom();
                    one.join();
                });
    }

    private void failing() {
        pool("a.fork(); b.compute(); a.join(), both throw", FOUND, pool -> pool.submit(bothFail()));
        pool(
                "a.fork(); b.compute(); a.join(), both throw, joined",
                LOOKED_AT,
                pool -> attempt(pool.submit(bothFail())::join));
        pool(
                "a.fork(); b.compute(); a.join(), both throw, invoked",
                LOOKED_AT,
                pool -> attempt(() -> pool.invoke(bothFail())));
        pool(
                "a task throws, and what it has forked does so later",
                FOUND,
                pool -> {
                    CountDownLatch later = new CountDownLatch(1);
                    ForkJoinTask<?> task =
                            pool.submit(
                                    task(
                                            () -> {
                                                task(() -> throwLater(later)).fork();
                                                Row.boom();
                                            }));
                    await(task);
                    later.countDown();
                });
        pool(
                "a task throws, joined, and what it has forked has forked one that throws",
                FOUND,
                pool -> {
                    ForkJoinTask<?> task =
                            task(
                                    () -> {
                                        await(task(() -> await(throwing().fork())).fork());
                                        Row.boom();
                                    });
                    attempt(pool.submit(task)::join);
                });
    }

    private static void throwLater(CountDownLatch later) throws InterruptedException {
        later.await();
        throw new Boom();
    }

    private void returning() {
        pool(
                "a task forks two that throw, joins one, and lets that through, joined",
                LOOKED_AT,
                pool ->
                        attempt(
                                pool.submit(
                                                task(
                                                        () -> {
                                                            ForkJoinTask<?> one = throwing().fork();
                                                            await(throwing().fork());
                                                            one.join();
                                                        }))
                                        ::join));
        pool(
                "a task forks one that throws, drops it, catches what another throws, joined",
                FOUND,
                pool ->
                        pool.submit(
                                        task(
                                                () -> {
                                                    await(throwing().fork());
                                                    attempt(Row::boom);
                                                }))
                                .join());
    }
}
