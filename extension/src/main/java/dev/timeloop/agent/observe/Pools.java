package dev.timeloop.agent.observe;

import dev.timeloop.internal.origin.Origin;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.concurrent.ExecutorService;

/**
 * The pools and {@code Timer}s that a test has made, and where.
 *
 * <p>One that is garbage does no harm: idle threads keep a pool from being that, and those of
 * {@code Timer}s end with them.
 */
final class Pools {
    private static final int FIRST_SWEEP = 64;

    /** A pool, and what is said of it. */
    record Made(WeakReference<Object> pool, Origin origin, long at, long number) {
        boolean isShutDown() {
            Object its = pool.get();
            if (its instanceof Timer timer) {
                return !Timers.isOpen(timer);
            }
            return its == null || ((ExecutorService) its).isShutdown();
        }
    }

    private final List<Made> pools = new ArrayList<>();
    private int sweepAt = FIRST_SWEEP;

    synchronized void add(Object pool, Observation observation, Origin origin) {
        if (pools.size() >= sweepAt) {
            pools.removeIf(Made::isShutDown);
            sweepAt = Math.max(FIRST_SWEEP, 2 * pools.size());
        }
        pools.add(
                new Made(
                        new WeakReference<>(pool),
                        origin,
                        observation.elapsed(),
                        observation.nextNumber()));
    }

    synchronized List<Made> open() {
        List<Made> open = new ArrayList<>(pools);
        open.removeIf(Made::isShutDown);
        return open;
    }

    synchronized void clear() {
        pools.clear();
    }
}
