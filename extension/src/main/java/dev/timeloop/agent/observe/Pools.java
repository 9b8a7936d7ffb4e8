package dev.timeloop.agent.observe;

import dev.timeloop.internal.origin.Origin;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;

/**
 * The pools that a test has made, and where.
 *
 * <p>One that is garbage does no harm, and its idle threads keep it from being that.
 */
final class Pools {
    private static final int FIRST_SWEEP = 64;

    /** A pool, and what is said of it. */
    record Made(WeakReference<ExecutorService> pool, Origin origin, long at, long number) {
        boolean isShutDown() {
            ExecutorService its = pool.get();
            return its == null || its.isShutdown();
        }
    }

    private final List<Made> pools = new ArrayList<>();
    private int sweepAt = FIRST_SWEEP;

    synchronized void add(ExecutorService pool, Observation observation, Origin origin) {
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
