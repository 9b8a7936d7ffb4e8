package dev.timeloop.internal.engine;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that no virtual thread keeps those waiting for ever that share its scheduler: also
 * when the loop is closed, and what its bodies have started goes on.
 *
 * <p>One thread of its own for all schedulers that have something to run, as it must do nothing
 * that can block.
 */
final class SchedulerWatch {
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final ConcurrentLinkedQueue<SchedulerWatch> WATCHES =
            new ConcurrentLinkedQueue<>();
    private static volatile @Nullable Thread thread;

    private final LoopScheduler scheduler;
    private final AtomicBoolean isOn = new AtomicBoolean();

    SchedulerWatch(LoopScheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Begins to look, until the scheduler has nothing to run; from any thread. */
    void begin() {
        boolean isNew = !isOn.get() && isOn.compareAndSet(false, true);
        if (isNew) {
            WATCHES.add(this);
        }
        Thread patrol = thread;
        if (patrol == null) {
            start();
        } else if (isNew && WATCHES.peek() == this) {
            Real.unpark(patrol);
        }
    }

    private static synchronized void start() {
        if (thread == null) {
            Thread patrol =
                    new Thread(null, SchedulerWatch::patrol, "timeloop-scheduler-watch", 0, false);
            patrol.setDaemon(true);
            patrol.setContextClassLoader(null); // it must not keep that of a test
            Real.start(patrol);
            thread = patrol; // only now: the next one tries again where none could be made
        }
    }

    private static void patrol() {
        for (; ; ) {
            if (WATCHES.isEmpty()) {
                Real.park();
            } else {
                Real.parkNanos(TICK_NANOS);
            }
            boolean unused = Thread.interrupted(); // by a tool that interrupts all there are
            WATCHES.removeIf(watch -> !watch.look());
        }
    }

    /** Returns false when there is nothing left to look after. */
    private boolean look() {
        try {
            scheduler.look();
        } catch (Throwable refused) {
            return true; // no thread can be made at present
        }
        if (!scheduler.isIdle()) {
            return true;
        }
        isOn.set(false); // who begins to run something from now on begins to watch, too
        return !scheduler.isIdle() && isOn.compareAndSet(false, true);
    }
}
