package dev.timeloop.agent.world;

import dev.timeloop.agent.pools.Delayed;
import dev.timeloop.agent.pools.Doubles;
import dev.timeloop.agent.pools.Ends;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A world's pools, schedulers and timers: those that were made in it, and the doubles of those that
 * were made elsewhere, which are made when first used and gone with the world. With the baton held.
 */
final class StandIns {
    private final Consumer<String> problems;

    /** What is used as it is, in the order in which it was made. */
    private final List<Object> used = new ArrayList<>();

    private final Set<Object> homed = newSet();
    private final Set<Object> standIns = newSet();
    private final IdentityHashMap<Object, Object> doubles = new IdentityHashMap<>();

    /** Made elsewhere, and got other settings since their doubles were made. */
    private final Set<Object> changed = newSet();

    private final Delayed delayed = new Delayed();
    private @Nullable Object common;
    private boolean isMaking;

    StandIns(Consumer<String> problems) {
        this.problems = problems;
    }

    private static Set<Object> newSet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    /** A pool was made in this world; some that are belong to others all the same. Or a job was. */
    void made(Object pool) {
        if (Delayed.isOne(pool)) {
            delayed.add(pool);
        } else if (isMaking || !Makers.ownPool()) {
            add(pool);
        }
    }

    private void add(Object pool) {
        if (homed.add(pool)) {
            used.add(pool);
        }
    }

    /** Whether a pool is one of the doubles. */
    boolean isOne(@Nullable Object pool) {
        return pool != null && standIns.contains(pool);
    }

    /** The pools, schedulers and timers of this world, in the order in which they were made. */
    List<Object> used() {
        return List.copyOf(used);
    }

    /** The fork-join pool that has its timers in a thread; some, if it is none of ours. */
    Object withTimers(Thread thread) {
        for (Object pool : used) {
            if (pool instanceof ForkJoinPool && Doubles.hasTimersIn(pool, thread)) {
                return pool;
            }
        }
        return thread;
    }

    /**
     * Whether a thread that is about to be started isn't for this world: it is a worker of a pool
     * that was made elsewhere, or what a class initialiser makes.
     */
    boolean isAnothers(Thread thread) {
        if (thread instanceof ForkJoinWorkerThread worker) {
            return !homed.contains(worker.getPool());
        }
        return !isMaking && !isVirtual(thread) && Makers.ownThread();
    }

    /** Whether a thread that is about to be started is a library's, which no test has to end. */
    boolean isHousekeepers(Thread thread) {
        return !isVirtual(thread) && Makers.ownHousekeeper();
    }

    private static boolean isVirtual(Thread thread) {
        return thread.getClass().getName().startsWith("java.lang.VirtualThread");
    }

    /** What is to be used in this world in place of a pool. */
    Object of(Object pool) {
        if (homed.contains(pool)) {
            return pool;
        }
        Object known = doubles.get(pool);
        if (known == null) {
            Object made = make(pool);
            return made != pool || Doubles.isPool(pool) ? add(pool, made) : pool;
        }
        if (!changed.isEmpty() && changed.remove(pool)) {
            Doubles.adjust(pool, known, problems);
        }
        return known;
    }

    private Object add(Object pool, Object standIn) {
        doubles.put(pool, standIn);
        if (standIn != pool) {
            add(standIn);
            standIns.add(standIn);
        }
        return standIn;
    }

    private Object make(Object pool) {
        boolean isCommon = Doubles.isCommon(pool);
        Object made = common;
        if (!isCommon || made == null) {
            // A timer starts its thread at once, which must be seen; and so must clocks be.
            int depth = Doubles.beginsInWorld(pool) ? VirtualWorld.INSIDE.suspend() : -1;
            isMaking = true;
            try {
                made = Doubles.of(pool, problems);
            } finally {
                isMaking = false;
                if (depth >= 0) {
                    VirtualWorld.INSIDE.resume(depth);
                }
            }
        }
        if (isCommon) {
            common = made;
        }
        return made;
    }

    /** A pool is about to get other settings, itself: they must outlive this world. */
    void changing(Object pool) {
        if (doubles.containsKey(pool)) {
            changed.add(pool);
        }
    }

    /**
     * A pool is about to be shut down.
     *
     * @return what is to be shut down in its place; it itself is then, if it isn't the JVM's own
     */
    Object ending(Object pool, boolean now) {
        Object standIn = of(pool);
        if (standIn != pool && !Doubles.isCommon(pool)) {
            Ends.shutDown(pool, now);
        }
        return standIn;
    }

    /**
     * Ends the doubles, and drops what the pools that were made here had left to do: another test
     * may go on to use them.
     */
    void shutDown() {
        for (Object pool : List.copyOf(used)) {
            if (pool == common) {
                Ends.endCommon(pool);
            } else if (!standIns.contains(pool)) {
                empty(pool);
            } else if (pool instanceof ForkJoinPool) {
                Ends.shutDown(pool, true);
            } else {
                asResident(() -> Ends.shutDown(pool, true));
            }
        }
    }

    /** Whoever is woken by it has to be woken in this world. */
    private static void asResident(Runnable action) {
        int depth = VirtualWorld.INSIDE.suspend();
        try {
            action.run();
        } finally {
            VirtualWorld.INSIDE.resume(depth);
        }
    }

    private void empty(Object pool) {
        Ends.empty(pool);
        if (pool instanceof ForkJoinPool some) {
            asResident(() -> delayed.cancel(some));
        }
    }

    /** Ends what is left, after the last thread was let go: they are outside threads now. */
    void close() {
        for (Object pool : used) {
            if (pool == common) {
                Ends.endCommon(pool);
            } else if (standIns.contains(pool)) {
                Ends.shutDown(pool, true);
            } else {
                Ends.empty(pool);
                if (pool instanceof ForkJoinPool some) {
                    delayed.cancel(some);
                }
            }
        }
    }
}
