package dev.timeloop.agent.world;

import dev.timeloop.agent.boot.Hooks;
import dev.timeloop.agent.boot.Resident;
import dev.timeloop.agent.boot.Worlds;
import dev.timeloop.internal.engine.Arrival;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Which thread lives in which world, and what one does to another. */
final class Directory extends Worlds {
    private static final Map<Thread, ResidentThread> RESIDENTS = new ConcurrentHashMap<>();

    /** Sees to it that a class of threads asks before it runs its body. */
    private final Consumer<Class<?>> gate;

    Directory(Consumer<Class<?>> gate) {
        this.gate = gate;
    }

    static @Nullable ResidentThread residentOf(Thread thread) {
        return RESIDENTS.get(thread);
    }

    /** By the number that the JVM gives threads. */
    static @Nullable ResidentThread residentOf(long threadId) {
        for (ResidentThread resident : RESIDENTS.values()) {
            if (resident.thread.getId() == threadId) {
                return resident;
            }
        }
        return null;
    }

    static List<ResidentThread> residentsOf(VirtualWorld world) {
        List<ResidentThread> found = new ArrayList<>();
        for (ResidentThread resident : RESIDENTS.values()) {
            if (resident.world == world) {
                found.add(resident);
            }
        }
        return found;
    }

    static void add(ResidentThread resident) {
        RESIDENTS.put(resident.thread, resident);
    }

    /** Makes a thread an outside one; by that thread, or for one that has ended. */
    static void remove(ResidentThread resident) {
        RESIDENTS.remove(resident.thread, resident);
        if (Hooks.current() == resident) {
            Hooks.reside(null);
        }
    }

    // --- threads ---

    @Override
    public void starting(Resident caller, Thread thread) {
        ResidentThread me = (ResidentThread) caller;
        me.inside++;
        try {
            if (!me.isOut()
                    && thread.getState() == Thread.State.NEW
                    && !RESIDENTS.containsKey(thread)
                    && !Housekeepers.isOne(thread)
                    && !me.world.standIns.isAnothers(thread)) {
                gate.accept(thread.getClass());
                boolean isGuest = me.world.standIns.isHousekeepers(thread);
                me.world.takeIn(thread).isGuest = isGuest;
            }
        } finally {
            me.inside--;
        }
    }

    @Override
    public void begin(Thread thread) {
        ResidentThread resident = RESIDENTS.get(thread);
        if (resident != null && !resident.isAtSelector) {
            begin(resident);
        }
    }

    private static void begin(ResidentThread resident) {
        if (resident.strand.isThread() && !resident.hasBegun) {
            resident.hasBegun = true;
            Hooks.reside(resident);
            Workers.begun(resident);
            resident.begin();
        }
    }

    @Override
    public void selecting(Object selector) {
        Selecting.begins(selector);
    }

    @Override
    public void selected(Thread thread) {
        ResidentThread resident = RESIDENTS.get(thread);
        if (resident != null) {
            begin(resident);
        }
    }

    @Override
    public void wakingSelector(Resident caller, Object selector) {
        Workers.woken((ResidentThread) caller, selector);
    }

    @Override
    public void ended(Thread thread) {
        ResidentThread resident = RESIDENTS.get(thread);
        if (resident != null && resident.strand.isThread()) {
            VirtualWorld.INSIDE.enter();
            try {
                resident.end();
                RESIDENTS.remove(thread, resident);
            } finally {
                VirtualWorld.INSIDE.exit();
            }
        }
    }

    @Override
    public boolean unpark(@Nullable Resident caller, Thread thread) {
        ResidentThread resident = RESIDENTS.get(thread);
        if (resident == null || resident.strand.isReleased()) {
            Workers.woken(caller, thread);
            return false;
        }
        if (resident.isGuest
                && caller instanceof ResidentThread me
                && me.world != resident.world
                && !me.isOut()) {
            me.world.unreached.livesElsewhere(thread);
        }
        // it may be parked for real, where our own code waits for a lock of the JDK's
        return act(caller, resident, "unpark", resident::unpark);
    }

    @Override
    public boolean interrupt(@Nullable Resident caller, Thread thread) {
        ResidentThread resident = RESIDENTS.get(thread);
        if (resident == null) {
            Workers.woken(caller, thread);
        }
        if (resident == null
                || resident == caller
                || resident.strand.isReleased()
                || (caller == null && !resident.strand.isThread())) {
            return false;
        }
        boolean unused =
                act(
                        caller,
                        resident,
                        "interrupt",
                        () -> resident.world.engine.interrupt(resident.strand));
        return true;
    }

    /**
     * Does something to a thread: at once within a world, else in order of arrival.
     *
     * @return whether it is done
     */
    private static boolean act(
            @Nullable Resident caller, ResidentThread target, String what, Runnable action) {
        VirtualWorld.INSIDE.enter();
        try {
            if (caller instanceof ResidentThread me && me.world == target.world && !me.isOut()) {
                action.run();
                return true;
            }
            target.world.engine.post(new Arrival(what, false, action));
            return false;
        } finally {
            VirtualWorld.INSIDE.exit();
        }
    }

    @Override
    public boolean isInterrupted(Thread thread) {
        ResidentThread target = residentOf(thread);
        return target != null && target.strand.hasPendingInterrupt();
    }

    // --- monitors ---

    @Override
    public boolean notify(@Nullable Resident caller, Object monitor, boolean all) {
        if (caller instanceof ResidentThread me && !me.isOut()) {
            me.inside++;
            try {
                return me.world.monitors.notify(me, monitor, all);
            } finally {
                me.inside--;
            }
        }
        VirtualWorld.notifyFromOutside(monitor, all);
        return false;
    }
}
