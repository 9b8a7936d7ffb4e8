package dev.timeloop.agent.world;

import dev.timeloop.internal.engine.Engine;
import dev.timeloop.internal.timer.TimerHeap;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The JDK's clocks, as a world shows them. */
final class WorldTime {
    private static final long GRAIN = 1L << 32;
    private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    /** Half of what {@code nanoTime} has room for, some 146 years. */
    private static final long FAR = 1L << 62;

    /** Where the last world to end stood: {@code nanoTime} never runs backwards in a JVM. */
    private static final AtomicLong LATEST = new AtomicLong(Long.MIN_VALUE);

    private final Engine engine;
    private final long startSecond;
    private final int startNano;
    private final long nanoTimeAtStart;

    WorldTime(Engine engine, Instant start) {
        this.engine = engine;
        startSecond = start.getEpochSecond();
        startNano = start.getNano();
        nanoTimeAtStart = round(earliest(System.nanoTime())) - engine.now();
    }

    /**
     * Where a world may begin: no earlier than the last one ended, unless that leaves it no room.
     * Much code compares instants by {@code <}, which is wrong where {@code nanoTime} overflows.
     */
    private static long earliest(long real) {
        return Math.max(real, LATEST.updateAndGet(latest -> latest < FAR ? latest : real));
    }

    /**
     * Timer wheels of libraries turn at multiples of a power of two: for them, all worlds are
     * alike.
     */
    private static long round(long nanos) {
        return (nanos + GRAIN - 1) & -GRAIN;
    }

    long nanoTime() {
        return nanoTimeAtStart + engine.now();
    }

    long currentTimeMillis() {
        return startSecond * 1_000 + (startNano + engine.now()) / 1_000_000;
    }

    /** Nanoseconds from an offset, as the JDK's clocks want them. */
    long adjustment(long offsetInSeconds) {
        long elapsed = engine.now();
        long seconds = startSecond + elapsed / NANOS_PER_SECOND - offsetInSeconds;
        return seconds * NANOS_PER_SECOND + startNano + elapsed % NANOS_PER_SECOND;
    }

    /** The loop's instant that a time of day stands for. */
    long dueAt(long epochMillis) {
        long startMillis = startSecond * 1_000;
        long limit = Long.MAX_VALUE / 1_000_000;
        long millis = epochMillis - startMillis;
        if (millis >= limit) {
            return TimerHeap.NEVER;
        }
        return millis <= -limit ? 0 : millis * 1_000_000 - startNano;
    }

    /** The world has ended. */
    void end() {
        LATEST.accumulateAndGet(nanoTime(), Math::max);
    }
}
