package dev.timeloop.leaks;

import static dev.timeloop.leaks.Row.Verdict.FOUND;
import static dev.timeloop.leaks.Row.Verdict.LOOKED_AT;
import static dev.timeloop.leaks.Row.Verdict.NOTHING;
import static dev.timeloop.leaks.Row.attempt;
import static dev.timeloop.leaks.Row.await;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.timeloop.leaks.Row.Boom;
import dev.timeloop.leaks.Row.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;

/** The same for tasks of executors, and for threads. */
final class TaskRows {
    private final List<Row> rows = new ArrayList<>();

    private TaskRows() {}

    static List<Row> all() {
        TaskRows made = new TaskRows();
        made.submitted();
        made.many();
        made.scheduled();
        made.threads();
        return made.rows;
    }

    private void row(String code, Verdict verdict, Observed.Deed deed) {
        rows.add(new Row(code, verdict, deed));
    }

    interface Use {
        void of(ScheduledExecutorService pool) throws Exception;
    }

    /** With a pool that is shut down, and has ended, afterwards. */
    private void pool(String code, Verdict verdict, Use use) {
        row(
                code,
                verdict,
                () -> {
                    ScheduledExecutorService pool = Executors.newScheduledThreadPool(2);
                    try {
                        use.of(pool);
                    } finally {
                        end(pool);
                    }
                });
    }

    private static void end(ExecutorService pool) throws InterruptedException {
        pool.shutdown();
        if (!pool.awaitTermination(10, SECONDS)) {
            throw new IllegalStateException("the pool doesn't end");
        }
    }

    private static final Callable<String> THROWING = Row::boom;

    private void submitted() {
        pool("pool.submit(throwing)", FOUND, pool -> pool.submit(THROWING));
        pool("pool.submit(throwing).get()", LOOKED_AT, pool -> attempt(pool.submit(THROWING)::get));
        pool(
                "pool.submit(throwing).get(time)",
                LOOKED_AT,
                pool -> attempt(() -> pool.submit(THROWING).get(9, SECONDS)));
        pool(
                "pool.submit(throwing).isDone()",
                FOUND,
                pool -> {
                    Future<String> task = pool.submit(THROWING);
                    await(task);
                });
        pool(
                "pool.submit(throwing), then cancel, too late",
                FOUND,
                pool -> {
                    Future<String> task = pool.submit(THROWING);
                    await(task);
                    task.cancel(true);
                });
        pool("pool.submit(returning)", NOTHING, pool -> pool.submit(() -> "x"));
        row("new FutureTask(throwing).run()", FOUND, () -> new FutureTask<>(THROWING).run());
        row(
                "new FutureTask(throwing), never run",
                NOTHING,
                () -> new FutureTask<>(THROWING).isDone());
        row(
                "new FutureTask(throwing).cancel(true)",
                NOTHING,
                () -> new FutureTask<>(THROWING).cancel(true));
    }

    private void many() {
        pool("pool.invokeAll(throwing)", FOUND, pool -> pool.invokeAll(List.of(THROWING)));
        pool(
                "pool.invokeAll(throwing).get(0).get()",
                LOOKED_AT,
                pool -> attempt(pool.invokeAll(List.of(THROWING)).get(0)::get));
        pool(
                "pool.invokeAll(throwing, time)",
                FOUND,
                pool -> pool.invokeAll(List.of(THROWING), 9, SECONDS));
        pool(
                "pool.invokeAny(throwing, returning)",
                NOTHING,
                pool -> pool.invokeAny(List.of(THROWING, () -> "x")));
        pool(
                "pool.invokeAny(throwing)",
                LOOKED_AT,
                pool -> attempt(() -> pool.invokeAny(List.of(THROWING))));
        pool(
                "completionService.submit(throwing)",
                FOUND,
                pool -> {
                    CompletionService<String> service = new ExecutorCompletionService<>(pool);
                    service.submit(THROWING);
                    service.take();
                });
        pool(
                "completionService.submit(throwing); take().get()",
                LOOKED_AT,
                pool -> {
                    CompletionService<String> service = new ExecutorCompletionService<>(pool);
                    service.submit(THROWING);
                    attempt(service.take()::get);
                });
    }

    private void scheduled() {
        pool(
                "pool.schedule(throwing)",
                FOUND,
                pool -> await(pool.schedule(THROWING, 1, MILLISECONDS)));
        pool(
                "pool.schedule(throwing).get()",
                LOOKED_AT,
                pool -> attempt(pool.schedule(THROWING, 1, MILLISECONDS)::get));
        pool(
                "pool.scheduleAtFixedRate(throwing)",
                FOUND,
                pool -> await(pool.scheduleAtFixedRate(Row::boom, 1, 1, MILLISECONDS)));
        pool(
                "pool.scheduleWithFixedDelay(throwing).get()",
                LOOKED_AT,
                pool -> attempt(pool.scheduleWithFixedDelay(Row::boom, 1, 1, MILLISECONDS)::get));
        pool(
                "pool.scheduleAtFixedRate(...), then cancel",
                NOTHING,
                pool -> pool.scheduleAtFixedRate(() -> {}, 1, 1, MILLISECONDS).cancel(true));
    }

    private void threads() {
        row("a thread throws", FOUND, () -> run(new Thread(Row::boom)));
        row(
                "a thread with an uncaught-exception handler throws",
                LOOKED_AT,
                () -> {
                    Thread thread = new Thread(Row::boom);
                    thread.setUncaughtExceptionHandler((it, thrown) -> {});
                    run(thread);
                });
        row(
                "pool.execute(throwing)",
                FOUND,
                () -> {
                    ExecutorService pool = Executors.newSingleThreadExecutor();
                    pool.execute(Row::boom);
                    end(pool);
                });
        row(
                "an Error that a thread throws",
                FOUND,
                () ->
                        run(
                                new Thread(
                                        () -> {
                                            throw new AssertionError(new Boom());
                                        })));
    }

    private static void run(Thread thread) throws InterruptedException {
        thread.start();
        thread.join();
    }
}
