package dev.timeloop.leaks;

import static dev.timeloop.leaks.Row.Verdict.NOTHING;
import static dev.timeloop.leaks.Row.Verdict.PENDING;
import static dev.timeloop.leaks.Row.Verdict.POOL;
import static dev.timeloop.leaks.Row.Verdict.THREAD;
import static dev.timeloop.leaks.Row.Verdict.TIMER;
import static java.util.concurrent.TimeUnit.HOURS;

import dev.timeloop.leaks.Row.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** What is, or isn't, left behind when it hasn't ended. */
final class PendingRows {
    /** What blocks is let go after each row. */
    private static volatile CountDownLatch end = new CountDownLatch(1);

    /** Made before any test, and so nobody's. */
    private static final ScheduledExecutorService SHARED = Executors.newScheduledThreadPool(1);

    private final List<Row> rows = new ArrayList<>();

    private PendingRows() {}

    static List<Row> all() {
        PendingRows made = new PendingRows();
        made.futures();
        made.jobs();
        made.threads();
        return made.rows;
    }

    private void row(String code, Verdict verdict, Observed.Deed deed) {
        rows.add(new Row(code, verdict, deed));
    }

    /** Lets go what the last row has left. */
    static void release() {
        end.countDown();
        end = new CountDownLatch(1);
    }

    static void block() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void futures() {
        row("new CompletableFuture(), dropped", NOTHING, CompletableFuture::new);
        row(
                "new CompletableFuture().thenAccept(save)",
                PENDING,
                () -> new CompletableFuture<String>().thenAccept(x -> {}));
        row(
                "new CompletableFuture().thenAccept(save).complete(null)",
                NOTHING,
                () -> new CompletableFuture<String>().thenAccept(x -> {}).complete(null));
        row(
                "anyOf(new CompletableFuture()).complete(x)",
                NOTHING,
                () -> CompletableFuture.anyOf(new CompletableFuture<>()).complete("x"));
        row(
                "new CompletableFuture().thenApply(g).thenAccept(save)",
                PENDING,
                () -> new CompletableFuture<String>().thenApply(x -> x).thenAccept(x -> {}));
        row("runAsync(blocking)", PENDING, () -> CompletableFuture.runAsync(PendingRows::block));
        row(
                "supplyAsync(g, delayedExecutor(1 h))",
                PENDING,
                () ->
                        CompletableFuture.supplyAsync(
                                () -> "x", CompletableFuture.delayedExecutor(1, HOURS)));
        row(
                "new CompletableFuture().orTimeout(1 h)",
                PENDING,
                () -> new CompletableFuture<String>().orTimeout(1, HOURS));
    }

    private void jobs() {
        row(
                "pool.submit(blocking), then pool.shutdown()",
                PENDING,
                () -> {
                    ExecutorService pool = Executors.newSingleThreadExecutor();
                    pool.submit(PendingRows::block);
                    pool.shutdown();
                });
        row("sharedPool.schedule(g, 1 h)", TIMER, () -> SHARED.schedule(() -> "x", 1, HOURS));
        row(
                "sharedPool.scheduleAtFixedRate(g, 1 h)",
                TIMER,
                () -> SHARED.scheduleAtFixedRate(() -> {}, 1, 1, HOURS));
        row(
                "sharedPool.schedule(g, 1 h), then cancel",
                NOTHING,
                () -> SHARED.schedule(() -> "x", 1, HOURS).cancel(false));
        row(
                "pool.schedule(g, 1 h), then pool.shutdownNow()",
                NOTHING,
                () -> {
                    ScheduledExecutorService pool = Executors.newScheduledThreadPool(1);
                    pool.schedule(() -> "x", 1, HOURS);
                    pool.shutdownNow();
                });
        row(
                "timer.schedule(task, 1 h)",
                TIMER,
                () -> new Timer("timer", true).schedule(task(), HOURS.toMillis(1)));
        row(
                "timer.schedule(task, 1 h), then timer.cancel()",
                NOTHING,
                () -> {
                    Timer timer = new Timer("timer", true);
                    timer.schedule(task(), HOURS.toMillis(1));
                    timer.cancel();
                });
    }

    private static TimerTask task() {
        return new TimerTask() {
            @Override
            public void run() {}
        };
    }

    private void threads() {
        row("a thread that blocks", THREAD, () -> new Thread(PendingRows::block).start());
        row(
                "a daemon thread that blocks",
                THREAD,
                () -> {
                    Thread thread = new Thread(PendingRows::block);
                    thread.setDaemon(true);
                    thread.start();
                });
        row("a thread that ends", NOTHING, () -> new Thread(() -> {}).start());
        row("a pool, idle", POOL, () -> Executors.newFixedThreadPool(1).submit(() -> "x").get());
        row("a pool, shut down", NOTHING, () -> Executors.newFixedThreadPool(1).shutdown());
        row("a Timer, idle", POOL, () -> new Timer("timer", true));
        row("a Timer, cancelled", NOTHING, () -> new Timer("timer", true).cancel());
        row("a job of a shared pool, done", NOTHING, () -> SHARED.submit(() -> "x").get());
    }
}
