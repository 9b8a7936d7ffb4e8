package dev.timeloop.agent.world;

import java.util.Arrays;
import java.util.List;
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

    private static final long LOOK_EVERY_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    /** A thread between two waits can look as if it rested. */
    private static final int LOOKS = 2;

    private static final int MARGIN = 16;

    private Rest() {}

    static void awaitOutside() {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        for (int quiet = 0; quiet < LOOKS && System.nanoTime() - deadline < 0; ) {
            if (isAnyBusy()) {
                quiet = 0;
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
            } else {
                quiet++;
            }
        }
    }

    private static boolean isAnyBusy() {
        for (Thread thread : threads()) {
            if (isBusy(thread)) {
                return true;
            }
        }
        return false;
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
