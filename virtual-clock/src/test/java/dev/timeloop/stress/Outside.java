package dev.timeloop.stress;

import dev.timeloop.EventLoop;
import dev.timeloop.ThrowingRunnable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A thread that belongs to no loop. What it throws is thrown where it is joined. */
final class Outside {
    private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(40);

    private final Thread thread;
    private volatile Throwable thrown;

    private Outside(ThrowingRunnable action) {
        thread =
                new Thread(
                        () -> {
                            try {
                                action.run();
                            } catch (Throwable failure) {
                                thrown = failure;
                            }
                        },
                        "outside");
        thread.setDaemon(true);
    }

    static Outside start(ThrowingRunnable action) {
        Outside outside = new Outside(action);
        outside.thread.start();
        return outside;
    }

    static List<Outside> start(int threads, Numbered action) {
        List<Outside> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int number = i;
            all.add(start(() -> action.run(number)));
        }
        return all;
    }

    /** Runs something on a thread outside, and waits for it, in real time. */
    static void run(ThrowingRunnable action) {
        start(action).join();
    }

    void join() {
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while a thread outside was busy", e);
        }
        if (thread.isAlive()) {
            AssertionError hung = new AssertionError("a thread outside hangs");
            hung.setStackTrace(thread.getStackTrace());
            throw hung;
        }
        if (thrown != null) {
            throw new AssertionError("a thread outside failed", thrown);
        }
    }

    /** Drives a loop without moving time for as long as threads outside are at work on it. */
    static void settleUntilJoined(EventLoop loop, List<Outside> threads) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        while (threads.stream().anyMatch(outside -> outside.thread.isAlive())
                && System.nanoTime() - deadline < 0) {
            loop.settle();
        }
        threads.forEach(Outside::join);
        loop.settle();
    }

    Thread thread() {
        return thread;
    }

    /** What several threads do, each with its number. */
    @FunctionalInterface
    interface Numbered {
        void run(int number) throws Exception;
    }
}
