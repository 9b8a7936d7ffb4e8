package dev.timeloop.behaviour;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What many tests use at the same time, and a gate that all of them pass together. */
final class SharedPools {
    private static final int BOUND_SECONDS = 60;

    /** Few threads, so that each works for many tests. */
    final ExecutorService pool = Executors.newFixedThreadPool(3);

    final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
    final ForkJoinPool forkJoin = new ForkJoinPool(2);

    /** One thread for each that blocks one. */
    final ExecutorService blocked = Executors.newCachedThreadPool();

    /** Lets all go that was left blocked. */
    final CountDownLatch end = new CountDownLatch(1);

    private final CyclicBarrier gate;

    SharedPools(int tests) {
        gate = new CyclicBarrier(tests);
    }

    /** Waits until all tests are here. */
    void meet() throws Exception {
        int unused = gate.await(BOUND_SECONDS, TimeUnit.SECONDS);
    }

    void awaitEnd() {
        try {
            end.await(2 * BOUND_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void close() throws Exception {
        end.countDown();
        for (ExecutorService each : new ExecutorService[] {pool, scheduler, forkJoin, blocked}) {
            each.shutdownNow();
            boolean unused = each.awaitTermination(BOUND_SECONDS, TimeUnit.SECONDS);
        }
    }
}
