package dev.timeloop.internal.engine;

import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Looks from outside whether a callback on a test's own thread comes back.
 *
 * <p>A strand that doesn't come back is given up by the test body, which waits for it. A callback
 * runs on the test body's own stack, where nobody waits: so one thread for all loops looks at them
 * now and then, and lets a loop whose callback hasn't moved for its real time-out interrupt its
 * test. A test body that spins can't be stopped; that is said on standard error. It only reads what
 * the loops write anyway, so it costs them nothing.
 */
final class Watchdog {
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final ConcurrentLinkedQueue<Watch> WATCHES = new ConcurrentLinkedQueue<>();
    private static @Nullable Thread thread;

    private Watchdog() {}

    /**
     * Looks after an engine until it is {@linkplain Engine#retire retired}, or garbage; then its
     * carriers may go.
     */
    static void watch(Engine engine, Carriers carriers) {
        WATCHES.add(new Watch(engine, carriers));
        synchronized (Watchdog.class) {
            if (thread == null) {
                Thread patrol = new Thread(null, Watchdog::patrol, "timeloop-watchdog", 0, false);
                patrol.setDaemon(true);
                patrol.setContextClassLoader(null); // it must not keep that of a test
                patrol.start();
                thread = patrol; // only now: the next one tries again where none could be made
            }
        }
    }

    private static void patrol() {
        for (; ; ) {
            LockSupport.parkNanos(TICK_NANOS);
            boolean unused = Thread.interrupted(); // by a tool that interrupts all there are
            WATCHES.removeIf(watch -> !isLeft(watch));
        }
    }

    /** One that can't be looked after must not keep the others from it. */
    private static boolean isLeft(Watch watch) {
        try {
            return watch.look(System.nanoTime());
        } catch (Throwable broken) {
            return true;
        }
    }

    /** What was seen of one engine. */
    private static final class Watch {
        private final WeakReference<Engine> engine;
        private final Carriers carriers;
        private long progress;
        private long since = System.nanoTime();
        private boolean isTold;

        Watch(Engine engine, Carriers carriers) {
            this.engine = new WeakReference<>(engine);
            this.carriers = carriers;
        }

        /** Returns false when there is nothing left to look after. */
        boolean look(long now) {
            Engine watched = engine.get();
            if (watched == null) {
                carriers.retire();
                return false;
            }
            if (watched.isRetired()) {
                return false;
            }
            watched.lookForStopped();
            long seen = watched.progress();
            boolean isInCallback = watched.isInBodyCallback();
            if (seen != progress || !(isInCallback || watched.isBodyAway())) {
                progress = seen;
                since = now;
                isTold = false;
            } else if (now - since > watched.realTimeoutNanos()) {
                since = now;
                if (isInCallback) {
                    watched.callbackIsStuck();
                } else if (!isTold) {
                    isTold = true;
                    watched.bodyIsStuck();
                }
            }
            return true;
        }
    }
}
