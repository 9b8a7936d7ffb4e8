package dev.timeloop.agent.world;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * The doubles of pools, schedulers and timers that were made elsewhere: same size, factory and
 * handler, made when first used, gone with the world. With the baton held.
 */
final class StandIns {
    /** The same on every machine, so that work is split in the same way. */
    private static final int COMMON_PARALLELISM = 4;

    private final Set<Object> homed = Collections.newSetFromMap(new IdentityHashMap<>());
    private final IdentityHashMap<Object, Object> doubles = new IdentityHashMap<>();
    private @Nullable ForkJoinPool common;

    /** A pool was made in this world. */
    void made(Object pool) {
        homed.add(pool);
    }

    /** Whether a pool is one of the doubles. */
    boolean isOne(@Nullable Object pool) {
        return pool != null && (pool == common || doubles.containsValue(pool));
    }

    /** What is to be used in this world in place of a pool. */
    Object of(Object pool) {
        if (homed.contains(pool)) {
            return pool;
        }
        Object known = doubles.get(pool);
        if (known != null) {
            return known;
        }
        Object made = make(pool);
        if (made != pool) {
            doubles.put(pool, made);
            homed.add(made);
        }
        return made;
    }

    /** The JDK runs virtual threads and child processes with pools of its own. */
    private static boolean isOfTheJdk(Object pool) {
        Object factory = null;
        if (pool instanceof ForkJoinPool made) {
            factory = made.getFactory();
        } else if (pool instanceof ThreadPoolExecutor made) {
            factory = made.getThreadFactory();
        }
        return factory != null && factory.getClass().getName().startsWith("java.lang.");
    }

    private Object make(Object pool) {
        if (isOfTheJdk(pool)) {
            return pool;
        }
        if (pool == ForkJoinPool.commonPool()
                || pool.getClass()
                        .getName()
                        .startsWith("java.util.concurrent.CompletableFuture$")) {
            return common();
        }
        if (pool instanceof ForkJoinPool made) {
            return new ForkJoinPool(
                    made.getParallelism(),
                    made.getFactory(),
                    made.getUncaughtExceptionHandler(),
                    made.getAsyncMode());
        }
        if (pool instanceof ScheduledThreadPoolExecutor made) {
            ScheduledThreadPoolExecutor standIn =
                    new ScheduledThreadPoolExecutor(
                            made.getCorePoolSize(),
                            made.getThreadFactory(),
                            made.getRejectedExecutionHandler());
            standIn.setRemoveOnCancelPolicy(made.getRemoveOnCancelPolicy());
            return standIn;
        }
        if (pool instanceof Timer) {
            return new Timer("timer", true);
        }
        return pool;
    }

    private ForkJoinPool common() {
        ForkJoinPool pool = common;
        if (pool == null) {
            pool = new ForkJoinPool(COMMON_PARALLELISM);
            common = pool;
        }
        return pool;
    }

    /** Ends them all, and the pools that were made here; what they had left to do is dropped. */
    void shutDown() {
        for (Object standIn : List.copyOf(homed)) {
            if (standIn instanceof ThreadPoolExecutor pool) {
                pool.shutdownNow();
            } else if (standIn instanceof ForkJoinPool pool) {
                pool.shutdownNow();
            } else if (standIn instanceof Timer timer) {
                timer.cancel();
            }
        }
    }
}
