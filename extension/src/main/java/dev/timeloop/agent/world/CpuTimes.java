package dev.timeloop.agent.world;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;

/** How much of a processor threads have used since they were looked at; for one thread. */
final class CpuTimes {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final boolean ARE_TOLD = THREADS.isThreadCpuTimeSupported();
    private static final long NOT_TOLD = -1;

    private final Map<Long, Long> seen = new HashMap<>();

    /** Looks at a thread, unless that was done already. */
    void see(Thread thread) {
        seen.putIfAbsent(thread.getId(), used(thread));
    }

    /** Looks at a thread again. */
    void renew(Thread thread) {
        seen.put(thread.getId(), used(thread));
    }

    /** Of one that is about to begin the JVM doesn't tell: it has used none. */
    private static long used(Thread thread) {
        long now = now(thread.getId());
        return ARE_TOLD ? Math.max(now, 0) : now;
    }

    /**
     * Nanoseconds since the thread was looked at; the greatest number if it never was, has ended,
     * or the JVM doesn't tell.
     */
    long since(Thread thread) {
        Long before = seen.get(thread.getId());
        long now = now(thread.getId());
        return before == null || before == NOT_TOLD || now == NOT_TOLD
                ? Long.MAX_VALUE
                : now - before;
    }

    /** Forgets those that have ended. */
    void prune() {
        seen.keySet().removeIf(id -> now(id) == NOT_TOLD);
    }

    private static long now(long id) {
        return ARE_TOLD ? THREADS.getThreadCpuTime(id) : NOT_TOLD;
    }
}
