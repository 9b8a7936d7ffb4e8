package dev.timeloop.internal.engine;

import java.util.concurrent.TimeUnit;

/**
 * The threads by which the JDK lets virtual threads wait for sockets.
 *
 * <p>They are virtual themselves, are made when they are needed first, and inherit the scheduler of
 * whoever needs them: if that were a loop's, all the JVM's sockets would wait for its thread.
 */
final class PollerThreads {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LOOK_EVERY_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

    private PollerThreads() {}

    /** Sees to it that the JDK has made them. */
    static void begin() {
        Thread thread =
                new Thread(null, PollerThreads::initialise, "timeloop-poller-threads", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        Real.start(thread); // of the platform, as a virtual one would hand on its own scheduler
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (thread.isAlive() && System.nanoTime() - end < 0) {
            Real.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    private static void initialise() {
        try {
            Class<?> unused = Class.forName("sun.nio.ch.Poller", true, null);
        } catch (ClassNotFoundException | LinkageError e) {
            return; // a JDK that does it otherwise
        }
    }
}
