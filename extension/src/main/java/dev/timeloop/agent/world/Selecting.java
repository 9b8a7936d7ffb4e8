package dev.timeloop.agent.world;

import dev.timeloop.agent.boot.Resident;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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

        /** How often it has come there. */
        private final AtomicInteger rounds = new AtomicInteger();

        private Place(Thread thread) {
            this.thread = new WeakReference<>(thread);
        }
    }

    private Selecting() {}

    /** The calling thread, which lives in no world, is about to wait at a selector. */
    static void begins(Object selector) {
        Thread thread = Thread.currentThread();
        Place place;
        synchronized (PLACES) {
            place = PLACES.get(selector);
            if (place == null || place.thread.get() != thread) {
                place = new Place(thread);
                PLACES.put(selector, place);
            }
        }
        place.isAway = false;
        place.rounds.incrementAndGet();
    }

    /**
     * Lets those outside do first what has come for them, before a world opens: each that has run
     * since the last time is woken, and waited for until it is back.
     *
     * <p>One that has something to do, and gets no processor, looks as if it waited. When it runs,
     * it takes the new world's work, too, in real time.
     */
    static void settle() {
        List<Visit> visits = new ArrayList<>();
        synchronized (PLACES) {
            PLACES.forEach((selector, place) -> addVisit(visits, (Selector) selector, place));
        }
        visits.removeIf(visit -> visit.place.isAway || Standstill.isIn(visit.thread));
        visits.forEach(Visit::begin);
        long end = System.nanoTime() + PATIENCE_NANOS;
        visits.forEach(visit -> visit.await(end));
        Standstill.remember(visits.stream().map(visit -> visit.thread).toList());
    }

    private static void addVisit(List<Visit> visits, Selector selector, Place place) {
        Thread thread = place.thread.get();
        if (thread != null && isOutside(thread)) {
            visits.add(new Visit(selector, place, thread, place.rounds.get()));
        }
    }

    private static boolean isOutside(Thread thread) {
        ResidentThread known = Directory.residentOf(thread);
        return thread.isAlive() && (known == null || known.strand.isReleased());
    }

    private record Visit(Selector selector, Place place, Thread thread, int round) {
        /** Wherever it is: from its selector it returns once, now or when it comes there. */
        void begin() {
            if (selector.isOpen()) {
                Selector unused = selector.wakeup();
            }
        }

        void await(long end) {
            while (!isBack()) {
                if (!isOutside(thread)) {
                    return;
                }
                if (System.nanoTime() - end > 0) {
                    place.isAway = true;
                    return;
                }
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
            }
        }

        /** Whether it has come there again, and no wake-up is left that lets it go once more. */
        private boolean isBack() {
            return place.rounds.get() != round && isWaiting(thread) && !isWakeUpPending(selector);
        }
    }

    private static boolean isWakeUpPending(Selector selector) {
        try {
            Field field = selector.getClass().getDeclaredField("interruptTriggered");
            field.setAccessible(true);
            return field.getBoolean(selector);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return false; // a JDK that does it otherwise
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
            if (place.isAway || !isOutside(thread)) {
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
