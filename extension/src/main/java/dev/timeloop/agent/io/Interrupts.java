package dev.timeloop.agent.io;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Interrupts that end an operation on a channel, which closes it. */
final class Interrupts {
    private static final @Nullable Field BLOCKER = blocker();

    private Interrupts() {}

    static boolean isOnVirtualThread() {
        String type = Thread.currentThread().getClass().getName();
        return type.equals("java.lang.VirtualThread");
    }

    static void throwIf(boolean interrupted) throws InterruptedException {
        if (interrupted && Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /**
     * Raises the flag of the calling thread.
     *
     * @param tell also what it left for whoever interrupts it: the JDK asks for that only in other
     *     threads
     */
    static void deliver(boolean tell) {
        Thread me = Thread.currentThread();
        me.interrupt();
        Field field = BLOCKER;
        if (!tell || field == null) {
            return;
        }
        try {
            Object blocker = field.get(me);
            if (blocker != null) {
                Class<?> type = Class.forName("sun.nio.ch.Interruptible", false, null);
                for (Method method : type.getMethods()) { // the second is new in JDK 24
                    boolean first = method.getParameterCount() == 1;
                    if (first) {
                        method.invoke(blocker, me);
                    }
                }
                for (Method method : type.getMethods()) {
                    if (method.getName().equals("postInterrupt")) {
                        method.invoke(blocker);
                    }
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Field blocker() {
        for (String name : new String[] {"nioBlocker", "blocker"}) {
            try {
                return JdkNet.opened(Thread.class.getDeclaredField(name));
            } catch (NoSuchFieldException e) {
                // JDKs differ in its name
            }
        }
        return null;
    }
}
