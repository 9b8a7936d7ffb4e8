package dev.timeloop.internal.engine;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Makes the threads of strands. */
public final class StrandThreads {
    /** Before JDK 24 (JEP 491) a virtual thread that blocks in a monitor pins its carrier. */
    private static final int FIRST_WITHOUT_PINNING = 24;

    private StrandThreads() {}

    /**
     * Virtual threads that the loop schedules itself, if the JDK lets us; else those {@link #ofJdk
     * of the JDK}.
     *
     * @return a factory for one loop
     */
    public static ThreadFactory best() {
        ThreadFactory own = isPinning() ? null : VirtualThreads.ofLoop();
        return own != null ? own : ofJdk();
    }

    /**
     * Virtual threads where the JDK has them and a monitor doesn't pin them, else daemon threads.
     *
     * @return a factory for one loop
     */
    public static ThreadFactory ofJdk() {
        ThreadFactory virtual = isPinning() ? null : virtual();
        return virtual != null ? virtual : platform();
    }

    private static boolean isPinning() {
        return Runtime.version().feature() < FIRST_WITHOUT_PINNING;
    }

    /**
     * Daemon threads.
     *
     * @return a factory for one loop
     */
    public static ThreadFactory platform() {
        AtomicInteger count = new AtomicInteger();
        ThreadGroup group = Thread.currentThread().getThreadGroup(); // one that ends has none
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return body -> {
            Thread thread = new Thread(group, body, name(count), 0, true);
            thread.setDaemon(true);
            thread.setContextClassLoader(loader); // whichever thread needs another carrier
            return thread;
        };
    }

    private static @Nullable ThreadFactory virtual() {
        try {
            Class<?> builder = Class.forName("java.lang.Thread$Builder$OfVirtual");
            MethodHandle ofVirtual =
                    MethodHandles.publicLookup()
                            .findStatic(Thread.class, "ofVirtual", MethodType.methodType(builder));
            MethodHandle factory =
                    MethodHandles.publicLookup()
                            .findVirtual(
                                    Class.forName("java.lang.Thread$Builder"),
                                    "factory",
                                    MethodType.methodType(ThreadFactory.class));
            ThreadFactory threads = (ThreadFactory) factory.invoke(ofVirtual.invoke());
            AtomicInteger count = new AtomicInteger();
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            return body -> {
                Thread thread = threads.newThread(body);
                thread.setName(name(count));
                thread.setContextClassLoader(loader);
                return thread;
            };
        } catch (Throwable unavailable) {
            if (unavailable instanceof VirtualMachineError error) {
                throw error;
            }
            return null;
        }
    }

    static String name(AtomicInteger count) {
        return "timeloop-strand-" + count.incrementAndGet();
    }
}
