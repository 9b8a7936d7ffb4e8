package dev.timeloop.agent.world;

import dev.timeloop.agent.boot.Resident;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Which thread outside waits at which selector: who wakes it takes it in. */
final class Selecting {
    private static final String SELECTORS = "sun.nio.ch.";

    /** So long one is waited for that is on its way to its selector. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long LOOK_EVERY_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    /** By selector, as long as there is one. */
    private static final Map<Object, Place> PLACES = new WeakHashMap<>();

    /** Who waited at a selector last, in no world. */
    private static final class Place {
        private final WeakReference<Thread> thread;

        /** Since it was waited for in vain: it does something else. */
        private volatile boolean isAway;

        private Place(Thread thread) {
            this.thread = new WeakReference<>(thread);
        }
    }

    private Selecting() {}

    /** The calling thread, which lives in no world, is about to wait at a selector. */
    static void begins(Object selector) {
        Thread thread = Thread.currentThread();
        synchronized (PLACES) {
            Place known = PLACES.get(selector);
            if (known == null || known.thread.get() != thread) {
                PLACES.put(selector, new Place(thread));
            } else if (known.isAway) {
                known.isAway = false;
            }
        }
    }

    /**
     * Who waits at a selector outside, in no world, right now or before long; null if nobody does.
     *
     * <p>One that isn't back yet from what it did in real time would take new work in real time,
     * too. It is waited for, in real time: so with {@link Resident#inside}.
     */
    static @Nullable Thread at(Object selector) {
        Place place;
        synchronized (PLACES) {
            place = PLACES.get(selector);
        }
        Thread thread = place == null ? null : place.thread.get();
        if (place == null || thread == null) {
            return null;
        }
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!isWaiting(thread)) {
            ResidentThread known = Directory.residentOf(thread);
            boolean livesInWorld = known != null && !known.strand.isReleased();
            if (livesInWorld || place.isAway || !thread.isAlive()) {
                return null;
            }
            if (System.nanoTime() - end > 0) {
                place.isAway = true;
                return null;
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        return thread;
    }

    /** Whether a thread is in the system's own wait for the files of a selector. */
    static boolean isWaiting(Thread thread) {
        if (thread.getState() != Thread.State.RUNNABLE) {
            return false;
        }
        StackTraceElement[] stack = thread.getStackTrace();
        return stack.length > 1
                && stack[0].isNativeMethod()
                && stack[0].getClassName().startsWith(SELECTORS)
                && stack[1].getClassName().startsWith(SELECTORS);
    }
}
