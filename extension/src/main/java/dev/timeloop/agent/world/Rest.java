package dev.timeloop.agent.world;

import java.util.ArrayList;
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
    /** Those that use a processor for longer are left alone. */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** Those that could go on, and get no processor, are waited for so long, once. */
    private static final long STARVED_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final long LOOK_EVERY_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    /** A thread between two waits can look as if it rested. */
    private static final int LOOKS = 2;

    private static final int MARGIN = 16;

    private final long start = System.nanoTime();
    private final CpuTimes sinceBegun = new CpuTimes();
    private final CpuTimes sinceLooked = new CpuTimes();

    private Rest() {}

    static void awaitOutside() {
        new Rest().await();
    }

    private void await() {
        for (int quiet = 0; quiet < LOOKS; ) {
            long waited = System.nanoTime() - start;
            List<Thread> busy = busy();
            if (waited >= PATIENCE_NANOS) {
                busy.removeIf(thread -> !isStarved(thread));
            }
            if (busy.isEmpty()) {
                quiet++;
            } else if (waited >= STARVED_NANOS) {
                Standstill.remember(busy);
                return;
            } else {
                busy.forEach(sinceBegun::see);
                busy.forEach(sinceLooked::renew);
                quiet = 0;
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
            }
        }
    }

    /** Those that go on, as far as can be seen. */
    private List<Thread> busy() {
        List<Thread> busy = new ArrayList<>();
        for (Thread thread : threads()) {
            if (isBusy(thread)) {
                busy.add(thread);
            }
        }
        return busy;
    }

    private boolean isStarved(Thread thread) {
        return thread.getState() == Thread.State.RUNNABLE
                && !isInNativeCode(thread)
                && sinceBegun.since(thread) < PATIENCE_NANOS;
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
        boolean isOfVirtualThreads = group != null && group.getName().equals("VirtualThreads");
        return isOfVirtualThreads && above != null ? mainGroup(above) : group;
    }

    private static ThreadGroup mainGroup(ThreadGroup root) {
        ThreadGroup[] groups = new ThreadGroup[root.activeGroupCount() + MARGIN];
        int found = root.enumerate(groups, false);
        for (ThreadGroup group : Arrays.asList(groups).subList(0, found)) {
            if (group.getName().equals("main")) {
                return group;
            }
        }
        return root;
    }

    private boolean isBusy(Thread thread) {
        Thread.State state = thread.getState();
        if ((state != Thread.State.RUNNABLE && state != Thread.State.BLOCKED)
                || thread == Thread.currentThread()
                || Directory.residentOf(thread) != null
                || Housekeepers.isOne(thread)
                || Standstill.isIn(thread)) {
            return false;
        }
        boolean isAtRest =
                state == Thread.State.RUNNABLE
                        && isInNativeCode(thread)
                        && sinceLooked.since(thread) == 0;
        if (isAtRest) {
            Standstill.remember(List.of(thread)); // until it goes on
        }
        return !isAtRest;
    }

    /**
     * If it uses no processor there, it waits for input, most likely. One that begins has no
     * frames.
     */
    private static boolean isInNativeCode(Thread thread) {
        StackTraceElement[] stack = thread.getStackTrace();
        return stack.length > 0 && stack[0].isNativeMethod();
    }
}
