package dev.timeloop.agent.world;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import org.jspecify.annotations.Nullable;

/** Who holds what the JDK's threads wait for; the agent has opened its packages to us. */
final class LockOwners {
    private static final String READ_WRITE = "java.util.concurrent.locks.ReentrantReadWriteLock$";
    private static final @Nullable MethodHandle OWNER = findOwner();
    private static final @Nullable MethodHandle STATE = findState();
    private static final @Nullable VarHandle RUNNER = field(FutureTask.class, "runner");
    private static final @Nullable VarHandle FIRST_READER = findFirstReader();

    private LockOwners() {}

    private static @Nullable MethodHandle findOwner() {
        try {
            return in(AbstractOwnableSynchronizer.class)
                    .findVirtual(
                            AbstractOwnableSynchronizer.class,
                            "getExclusiveOwnerThread",
                            MethodType.methodType(Thread.class));
        } catch (ReflectiveOperationException closed) {
            return null;
        }
    }

    private static @Nullable MethodHandle findState() {
        try {
            return in(AbstractQueuedSynchronizer.class)
                    .findVirtual(
                            AbstractQueuedSynchronizer.class,
                            "getState",
                            MethodType.methodType(int.class));
        } catch (ReflectiveOperationException closed) {
            return null;
        }
    }

    private static @Nullable VarHandle findFirstReader() {
        try {
            return field(Class.forName(READ_WRITE + "Sync"), "firstReader");
        } catch (ClassNotFoundException other) {
            return null;
        }
    }

    private static @Nullable VarHandle field(Class<?> type, String name) {
        try {
            return in(type).findVarHandle(type, name, Thread.class);
        } catch (ReflectiveOperationException closed) {
            return null;
        }
    }

    private static MethodHandles.Lookup in(Class<?> type) throws IllegalAccessException {
        return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
    }

    /** The thread that holds a lock, or computes a future, that a thread is parked for. */
    static @Nullable Thread holderOf(Object blocker) {
        try {
            if (blocker instanceof AbstractOwnableSynchronizer lock) {
                Thread owner = OWNER == null ? null : (Thread) OWNER.invokeExact(lock);
                return owner == null ? readerOf(blocker) : owner;
            }
            if (blocker instanceof FutureTask<?> future && RUNNER != null) {
                return (Thread) RUNNER.getVolatile(future);
            }
        } catch (Throwable unknown) {
            return null;
        }
        return null;
    }

    /** One of those that read, if any: the JDK keeps the first one. */
    private static @Nullable Thread readerOf(Object lock) {
        return FIRST_READER != null && lock.getClass().getName().startsWith(READ_WRITE)
                ? (Thread) FIRST_READER.get(lock)
                : null;
    }

    /**
     * Whether nobody has one of the JDK's locks, or whoever has it is about to say so, or about to
     * let it go; only readers hold one without being its owner.
     */
    static boolean isFreeWithoutOwner(Object lock) {
        return lock.getClass().getName().startsWith("java.util.concurrent.locks.ReentrantLock$")
                || (lock instanceof AbstractQueuedSynchronizer synchronizer
                        && stateOf(synchronizer) == 0);
    }

    /** What is counted by a latch or a semaphore. */
    static int stateOf(AbstractQueuedSynchronizer synchronizer) {
        try {
            return STATE == null ? 0 : (int) STATE.invokeExact(synchronizer);
        } catch (Throwable unknown) {
            return 0;
        }
    }
}
