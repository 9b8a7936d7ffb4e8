package dev.timeloop.world.suite;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Code that somebody might have: it sleeps, makes threads, and reads the clock. */
final class Code {
    private Code() {}

    /** When the world of a test begins. */
    static final Instant START = Instant.parse("2000-01-01T00:00:00Z");

    /** How long it takes to sleep for a time, by the clock. */
    static Duration slept(Duration time) throws InterruptedException {
        Instant before = Instant.now();
        Thread.sleep(time.toMillis());
        return Duration.between(before, Instant.now());
    }

    /** The same on a thread of a pool. */
    static Duration sleptIn(ExecutorService pool, Duration time)
            throws InterruptedException, ExecutionException {
        Future<Duration> slept = pool.submit(() -> slept(time));
        return slept.get();
    }

    /** The same on a thread of a pool of its own. */
    static Duration sleptElsewhere(Duration time) throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            return sleptIn(pool, time);
        } finally {
            pool.shutdown();
        }
    }

    static boolean isOnRealTime() {
        return Instant.now().isAfter(START.plus(Duration.ofDays(20 * 365)));
    }
}
