package dev.timeloop.agent.pools;

import java.util.Timer;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes doubles of pools and timers: same class, size, factory and handler, with nothing to do yet.
 *
 * <p>To be called with the hooks off, or the pools' methods would go to their doubles.
 */
public final class Doubles {
    /** What the JDK runs for itself: its pools are no world's, whoever uses them. */
    private static final String[] INTERNAL = {"java.lang.", "jdk.internal.vm.", "sun.nio.ch."};

    /** What became of {@code CompletableFuture}'s default executor on machines with few cores. */
    private static final String PER_TASK = "java.util.concurrent.CompletableFuture$";

    private Doubles() {}

    /** Whether the JVM's common pool is meant. */
    public static boolean isCommon(Object pool) {
        return pool == ForkJoinPool.commonPool() || pool.getClass().getName().startsWith(PER_TASK);
    }

    /**
     * A double of a pool or timer, or that itself if it is to be used by all.
     *
     * @param problems is told what doesn't work as it should
     */
    public static Object of(Object pool, Consumer<String> problems) {
        try {
            if (isCommon(pool)) {
                return ForkJoinPools.common();
            }
            if (pool instanceof ForkJoinPool made) {
                return isInternal(made.getFactory()) ? pool : ForkJoinPools.doubleOf(made);
            }
            if (pool instanceof ThreadPoolExecutor made) {
                return isInternal(ThreadPools.factoryOf(made))
                        ? pool
                        : ThreadPools.doubleOf(made, problems);
            }
            if (pool instanceof Timer made) {
                return Timers.doubleOf(made);
            }
            if (NettyGlobal.isOne(pool)) {
                return NettyGlobal.another(pool);
            }
            return Coroutines.isShared(pool) ? Coroutines.doubleOf(pool) : pool;
        } catch (ReflectiveOperationException | RuntimeException e) {
            problems.accept(
                    "The "
                            + pool.getClass().getName()
                            + " that was made elsewhere runs in real time in a test's world: "
                            + e);
            return pool;
        }
    }

    /** Whether the double of a pool or timer begins with a thread, or an instant, of the world. */
    public static boolean beginsInWorld(Object pool) {
        return pool instanceof Timer || Coroutines.hasDelays(pool) || NettyGlobal.isOne(pool);
    }

    /** Whether it is something that may have a double, or is used as it is for good reasons. */
    public static boolean isPool(Object some) {
        return some instanceof Executor || some instanceof Timer || Coroutines.isShared(some);
    }

    /** Whether those of a pool's threads that have nothing to do wait for what is due later. */
    public static boolean keepsTimers(Object pool) {
        return pool instanceof ScheduledThreadPoolExecutor || Coroutines.keepsTimers(pool);
    }

    private static boolean isInternal(@Nullable Object factory) {
        if (factory == null) {
            return true;
        }
        String type = factory.getClass().getName();
        for (String prefix : INTERNAL) {
            if (type.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a fork-join pool has its timers in a thread, as it has on newer JDKs. */
    public static boolean hasTimersIn(Object pool, Thread thread) {
        return Fields.getIfAny(pool, ForkJoinPool.class, "delayScheduler") == thread;
    }

    /** Gives a double anew the settings of the pool that it stands in for. */
    public static void adjust(Object pool, Object standIn, Consumer<String> problems) {
        if (pool instanceof ThreadPoolExecutor from && standIn instanceof ThreadPoolExecutor to) {
            try {
                ThreadPools.adjust(from, to);
            } catch (ReflectiveOperationException | RuntimeException e) {
                problems.accept("A pool's settings don't reach a test's world: " + e);
            }
        }
    }
}
