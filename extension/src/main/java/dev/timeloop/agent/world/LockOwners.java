package dev.timeloop.agent.world;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import org.jspecify.annotations.Nullable;

/** Who holds a lock of the JDK; the agent has opened its package to us. */
final class LockOwners {
    private static final @Nullable MethodHandle OWNER = find();

    private LockOwners() {}

    private static @Nullable MethodHandle find() {
        try {
            return MethodHandles.privateLookupIn(
                            AbstractOwnableSynchronizer.class, MethodHandles.lookup())
                    .findVirtual(
                            AbstractOwnableSynchronizer.class,
                            "getExclusiveOwnerThread",
                            MethodType.methodType(Thread.class));
        } catch (ReflectiveOperationException closed) {
            return null;
        }
    }

    static @Nullable Thread ownerOf(AbstractOwnableSynchronizer lock) {
        try {
            return OWNER == null ? null : (Thread) OWNER.invokeExact(lock);
        } catch (Throwable unknown) {
            return null;
        }
    }
}
