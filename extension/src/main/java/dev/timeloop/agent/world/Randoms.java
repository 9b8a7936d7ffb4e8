package dev.timeloop.agent.world;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Seeds the random numbers of the JDK's threads, which decide among others who steals whose work in
 * a ForkJoinPool: two runs must do the same.
 */
final class Randoms {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private static final @Nullable VarHandle SEED = find("threadLocalRandomSeed", long.class);
    private static final @Nullable VarHandle PROBE = find("threadLocalRandomProbe", int.class);

    private Randoms() {}

    private static @Nullable VarHandle find(String field, Class<?> type) {
        try {
            return MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup())
                    .findVarHandle(Thread.class, field, type);
        } catch (ReflectiveOperationException closed) {
            return null;
        }
    }

    /** Seeds the calling thread. */
    static void seed(long number) {
        if (SEED == null || PROBE == null) {
            return;
        }
        long mixed = number * GOLDEN;
        int probe = (int) (mixed >>> 32);
        SEED.set(Thread.currentThread(), mixed);
        PROBE.set(Thread.currentThread(), probe == 0 ? 1 : probe);
    }
}
