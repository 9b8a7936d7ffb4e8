package dev.timeloop.agent.pools;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Timer;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/** Ends pools and timers, or what they have to do, past methods that subclasses override. */
public final class Ends {
    private static final @Nullable MethodHandle SHUTDOWN =
            find(ThreadPoolExecutor.class, "shutdown", MethodType.methodType(void.class));
    private static final @Nullable MethodHandle SHUTDOWN_NOW =
            find(ThreadPoolExecutor.class, "shutdownNow", MethodType.methodType(List.class));
    private static final @Nullable MethodHandle DRAIN =
            find(
                    ForkJoinPool.class,
                    "drainTasksTo",
                    MethodType.methodType(int.class, Collection.class));

    private Ends() {}

    private static @Nullable MethodHandle find(Class<?> type, String name, MethodType signature) {
        try {
            return MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                    .findSpecial(type, name, signature, type);
        } catch (ReflectiveOperationException closed) {
            return null;
        }
    }

    /** Shuts a pool down, or cancels a timer. */
    public static void shutDown(Object pool, boolean now) {
        if (pool instanceof ThreadPoolExecutor some) {
            MethodHandle handle = now ? SHUTDOWN_NOW : SHUTDOWN;
            if (handle == null) {
                some.shutdown();
            } else {
                invoke(handle, some);
            }
        } else if (pool instanceof ForkJoinPool some) {
            if (now) {
                some.shutdownNow();
            } else {
                some.shutdown();
            }
        } else if (pool instanceof Timer some) {
            some.cancel();
        } else {
            endLibrarys(pool);
        }
    }

    private static void endLibrarys(Object pool) {
        try {
            if (NettyGlobal.isOne(pool)) {
                NettyGlobal.end(pool);
            } else {
                Coroutines.end(pool);
            }
        } catch (ReflectiveOperationException e) {
            return; // then its workers end when they have been idle for a while
        }
    }

    /** Ends what {@link Doubles} has made to stand in for the common pool. */
    public static void endCommon(Object standIn) {
        try {
            ForkJoinPools.endCommon((ForkJoinPool) standIn);
        } catch (ReflectiveOperationException e) {
            return; // then its workers end when they have been idle for a while
        }
    }

    /** Drops what a pool or timer still has to do; it goes on to be used. */
    public static void empty(Object pool) {
        if (pool instanceof ThreadPoolExecutor some) {
            some.getQueue().clear();
        } else if (pool instanceof ForkJoinPool && DRAIN != null) {
            invoke(DRAIN, pool, new ArrayList<>());
        } else if (pool instanceof Timer) {
            emptyTimer(pool);
        }
    }

    private static void emptyTimer(Object timer) {
        Object queue = Fields.getIfAny(timer, Timer.class, "queue");
        if (queue != null) {
            try {
                synchronized (queue) {
                    Fields.call(queue, "clear");
                }
            } catch (ReflectiveOperationException e) {
                ((Timer) timer).cancel();
            }
        }
    }

    private static void invoke(MethodHandle handle, Object... arguments) {
        try {
            handle.invokeWithArguments(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
