package dev.timeloop.agent.world;

import dev.timeloop.internal.engine.Awaited;
import java.util.concurrent.Future;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import org.jspecify.annotations.Nullable;

/** The names of what threads wait for, in messages. */
final class Names {
    private static final String JUC = "java.util.concurrent.";

    private Names() {}

    /** A class without its package, as in source code. */
    static String simple(String type) {
        return type.substring(type.lastIndexOf('.') + 1).replace('$', '.');
    }

    /** As {@link #simple}, after "a" or "an". */
    static String some(String type) {
        String name = simple(type);
        return ("AEIOU".indexOf(name.charAt(0)) >= 0 ? "an " : "a ") + name;
    }

    /** What a thread is parked for; nothing of the user's runs for that. */
    static String ofBlocker(Object blocker) {
        String type = blocker.getClass().getName();
        if (type.endsWith("QueuedSynchronizer$ConditionObject")
                || type.endsWith("QueuedLongSynchronizer$ConditionObject")) {
            return "a signal";
        }
        if (!type.startsWith("java.")) {
            return simple(type);
        }
        String name = outermost(type);
        if (blocker instanceof AbstractQueuedSynchronizer synchronizer) {
            int state = LockOwners.stateOf(synchronizer);
            if (type.startsWith(JUC + "CountDownLatch$")) {
                return name + " with count " + state;
            }
            if (type.startsWith(JUC + "Semaphore$")) {
                return name + " with " + state + (state == 1 ? " permit" : " permits");
            }
        }
        return name;
    }

    /** Whether it stands for one of the JDK's locks, that one thread at a time can hold. */
    static boolean isLock(Object blocker) {
        return blocker instanceof AbstractOwnableSynchronizer
                && blocker.getClass().getName().startsWith(JUC + "locks.Reentrant");
    }

    /** What sort of thing a thread is parked for. */
    static Awaited awaited(@Nullable Object blocker) {
        if (blocker == null) {
            return Awaited.UNPARK;
        }
        String type = blocker.getClass().getName();
        if (blocker instanceof Future || type.startsWith(JUC + "CompletableFuture$")) {
            return Awaited.RESULT;
        }
        if (type.startsWith(JUC + "CountDownLatch$")) {
            return Awaited.COUNT_DOWN;
        }
        if (type.startsWith(JUC + "Semaphore$")) {
            return Awaited.PERMIT;
        }
        return type.startsWith(JUC + "locks.Reentrant") || type.startsWith(JUC + "locks.Stamped")
                ? Awaited.LOCK
                : Awaited.OTHER;
    }

    private static String outermost(String type) {
        int end = type.indexOf('$');
        return type.substring(type.lastIndexOf('.') + 1, end < 0 ? type.length() : end);
    }
}
