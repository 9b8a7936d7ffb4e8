package dev.timeloop.agent.world;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Waits for threads outside to come to rest before a world begins.
 *
 * <p>A worker made elsewhere that is still awake would take work of the new world, in real time,
 * since nobody has to wake it.
 */
final class Rest {
    /** Those that go on for longer are left alone. */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** Those that could go on, and get no processor, are waited for so long. */
    private static final long STARVED_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final long LOOK_EVERY_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    /** A thread between two waits can look as if it rested. */
    private static final int LOOKS = 2;

    private static final int MARGIN = 16;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final boolean TELLS_CPU_TIME = THREADS.isThreadCpuTimeSupported();

    private Rest() {}

    static void awaitOutside() {
        long start = System.nanoTime();
        Map<Thread, Long> cpuTimes = new HashMap<>();
        for (int quiet = 0; quiet < LOOKS; ) {
            boolean isLate = System.nanoTime() - start >= PATIENCE_NANOS;
            if (isLate && System.nanoTime() - start >= STARVED_NANOS) {
                return;
            }
            if (isAnyBusy(cpuTimes, isLate)) {
                quiet = 0;
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
            } else {
                quiet++;
            }
        }
    }

    /**
     * Whether any of them goes on.
     *
     * @param cpuTimes of those that did when they were seen first
     * @param isLate whether only those are waited for that got no processor to speak of since
     */
    private static boolean isAnyBusy(Map<Thread, Long> cpuTimes, boolean isLate) {
        for (Thread thread : threads()) {
            if (isBusy(thread)) {
                long now = cpuTime(thread);
                Long first = cpuTimes.putIfAbsent(thread, now);
                if (!isLate || isStarved(thread, now - (first == null ? now : first))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isStarved(Thread thread, long cpuTime) {
        return TELLS_CPU_TIME
                && thread.getState() == Thread.State.RUNNABLE
                && cpuTime < PATIENCE_NANOS;
    }

    private static long cpuTime(Thread thread) {
        return TELLS_CPU_TIME ? THREADS.getThreadCpuTime(thread.getId()) : 0;
    }

    /** All platform threads but the JVM's own. */
    static List<Thread> threads() {
        ThreadGroup group = topGroup();
        if (group == null) {
            return List.of();
        }
        Thread[] threads = new Thread[group.activeCount() + MARGIN];
        int found = group.enumerate(threads);
        return Arrays.asList(threads).subList(0, found);
    }

    /** That below the JVM's own. */
    private static @Nullable ThreadGroup topGroup() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        ThreadGroup above = group == null ? null : group.getParent();
        while (above != null && above.getParent() != null) {
            group = above;
            above = group.getParent();
        }
        return group;
    }

    private static boolean isBusy(Thread thread) {
        Thread.State state = thread.getState();
        return (state == Thread.State.RUNNABLE || state == Thread.State.BLOCKED)
                && thread != Thread.currentThread()
                && Directory.residentOf(thread) == null
                && !Housekeepers.isOne(thread)
                && !(state == Thread.State.RUNNABLE && isInNativeWait(thread));
    }

    /** Waits for input, most likely. */
    private static boolean isInNativeWait(Thread thread) {
        StackTraceElement[] stack = thread.getStackTrace();
        return stack.length == 0 || stack[0].isNativeMethod();
    }
}
