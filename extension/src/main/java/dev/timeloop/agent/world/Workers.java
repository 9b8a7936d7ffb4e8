package dev.timeloop.agent.world;

import dev.timeloop.agent.boot.Hooks;
import dev.timeloop.agent.boot.Resident;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ForkJoinWorkerThread;
import org.jspecify.annotations.Nullable;

/**
 * Takes in worker threads that were made elsewhere, with loops of their own over queues of the JDK:
 * whoever wakes one that waits for work has it in its world, from its return from {@code park} on
 * and until that world ends.
 */
final class Workers {
    private static final Object LOCK = new Object();

    /** Taken in, and not there yet: by LOCK. */
    private static final Set<ResidentThread> EXPECTED = new HashSet<>();

    private Workers() {}

    /**
     * Takes in an outside thread that a resident is about to wake, if it waits for work.
     *
     * <p>It must really be woken after that.
     */
    static void woken(@Nullable Resident caller, Thread thread) {
        if (!(caller instanceof ResidentThread me)) {
            return;
        }
        me.inside++;
        try {
            if (!me.isOut() && mayBeTaken(thread)) {
                StackTraceElement[] stack = thread.getStackTrace();
                if (WorkSites.isOne(stack) && !EarlyParks.isOne(stack)) {
                    takeIn(me, thread, false);
                }
            }
        } finally {
            me.inside--;
        }
    }

    /** As {@link #woken(Resident, Thread)}, of whoever waits at a selector. */
    static void woken(ResidentThread me, Object selector) {
        me.inside++;
        try {
            Thread thread = me.isOut() ? null : Selecting.at(selector);
            if (thread != null && !WorkSites.isOfTool(thread.getStackTrace())) {
                takeIn(me, thread, true);
            }
        } finally {
            me.inside--;
        }
    }

    /**
     * Takes in an outside thread that waits on a monitor, which the caller holds: it begins when it
     * gets that. It must really be notified after that.
     *
     * @return null if it can't be had
     */
    static @Nullable ResidentThread notified(ResidentThread me, Thread thread, Object monitor) {
        if (Housekeepers.isOne(thread) || WorkSites.isOfTool(thread.getStackTrace())) {
            return null;
        }
        synchronized (LOCK) {
            ResidentThread known = Directory.residentOf(thread);
            if (known != null && !known.strand.isReleased()) {
                if (known.world != me.world) {
                    me.world.unreached.livesElsewhere(thread);
                }
                return null;
            }
            ResidentThread guest = me.world.takeInBlocked(thread);
            guest.worksOn = monitor;
            guest.strand.waitsOn(monitor);
            expect(guest);
            return guest;
        }
    }

    private static void takeIn(ResidentThread me, Thread thread, boolean isAtSelector) {
        synchronized (LOCK) { // two worlds may want the same one
            ResidentThread known = Directory.residentOf(thread);
            if (known == null || known.strand.isReleased()) {
                expect(me.world.takeIn(thread, isAtSelector));
            }
        }
    }

    private static void expect(ResidentThread guest) {
        guest.isGuest = true;
        EXPECTED.add(guest);
        Hooks.expect(true);
    }

    /** A thread lives in its world from now on, or never will. */
    static void begun(ResidentThread resident) {
        if (resident.isGuest) {
            synchronized (LOCK) {
                EXPECTED.remove(resident);
                Hooks.expect(!EXPECTED.isEmpty());
            }
        }
    }

    private static boolean mayBeTaken(Thread thread) {
        Thread.State state = thread.getState();
        return (state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING)
                && !(thread instanceof ForkJoinWorkerThread)
                && !Housekeepers.isOne(thread);
    }

    /** Whether the calling thread is about to wait for work. */
    static boolean isCallerOne() {
        return WorkSites.isCallersOne(new Throwable().getStackTrace());
    }
}
