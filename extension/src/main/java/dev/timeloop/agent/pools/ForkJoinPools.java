package dev.timeloop.agent.pools;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinPool.ForkJoinWorkerThreadFactory;
import java.util.concurrent.ForkJoinWorkerThread;

/** Doubles of fork-join pools, and a world's own common pool. */
final class ForkJoinPools {
    private static final Class<?> POOL = ForkJoinPool.class;

    /** The same on every machine, so that work is split in the same way. */
    private static final int COMMON_PARALLELISM = 4;

    private static final String PREFIX = "workerNamePrefix";

    /** What else a pool is made with; which of them there are depends on the JDK. */
    private static final String[] SETTINGS = {
        "bounds", "config", "keepAlive", "poolName", "saturate", PREFIX
    };

    private ForkJoinPools() {}

    static ForkJoinPool doubleOf(ForkJoinPool pool) throws ReflectiveOperationException {
        ForkJoinPool fresh =
                new ForkJoinPool(
                        pool.getParallelism(),
                        pool.getFactory(),
                        pool.getUncaughtExceptionHandler(),
                        pool.getAsyncMode());
        ForkJoinPool made = (ForkJoinPool) Fields.blend(pool, fresh);
        for (String setting : SETTINGS) {
            Fields.copyIfAny(pool, made, POOL, setting);
        }
        if (pool.isShutdown()) {
            made.shutdown();
        }
        return made;
    }

    /** What stands in for the common pool, whose workers are named like the JDK's. */
    static ForkJoinPool common() throws ReflectiveOperationException {
        ForkJoinPool common = ForkJoinPool.commonPool();
        ForkJoinWorkerThreadFactory factory = common.getFactory();
        boolean isJdks = factory.getClass().getName().startsWith(POOL.getName() + "$");
        ForkJoinPool made =
                new ForkJoinPool(
                        COMMON_PARALLELISM,
                        isJdks ? Worker::new : factory,
                        common.getUncaughtExceptionHandler(),
                        false);
        Fields.copyIfAny(common, made, POOL, "poolName");
        Fields.set(made, POOL, PREFIX, null); // by which the JDK knows a common pool
        return made;
    }

    static void endCommon(ForkJoinPool made) throws ReflectiveOperationException {
        Fields.set(made, POOL, PREFIX, "");
        made.shutdownNow();
    }

    /** As the JDK's, but for those of its common pool, which may lose their thread-locals. */
    private static final class Worker extends ForkJoinWorkerThread {
        Worker(ForkJoinPool pool) {
            super(pool);
            setContextClassLoader(ClassLoader.getSystemClassLoader());
        }
    }
}
