package dev.timeloop.agent.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that have been parked since before the agent came: the method that they return into is
 * the one that they called, which asks nobody.
 */
final class EarlyParks {
    private static final String PARKING = "java.util.concurrent.locks.LockSupport";
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

    private EarlyParks() {}

    /**
     * Whether a stack is that of such a thread: the JVM has no source for code that was replaced.
     */
    static boolean isOne(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            if (frame.getClassName().equals(PARKING)) {
                return frame.getFileName() == null;
            }
        }
        return false;
    }

    /**
     * Wakes those that wait for work: they look, find none, and park anew. {@code park} may return
     * without a reason, and whoever parks expects that.
     */
    static void end() {
        List<Thread> woken = new ArrayList<>();
        for (Map.Entry<Thread, StackTraceElement[]> each : Thread.getAllStackTraces().entrySet()) {
            if (isOne(each.getValue()) && WorkSites.isOne(each.getValue())) {
                LockSupport.unpark(each.getKey());
                woken.add(each.getKey());
            }
        }
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        for (Thread thread : woken) {
            while (isOne(thread.getStackTrace()) && System.nanoTime() - deadline < 0) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }
}
