package dev.timeloop.internal.engine;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A platform thread on which virtual threads take turns; those that rest are there for all loops.
 *
 * <p>It is no executor of the JDK's, as an agent would take the thread of such a pool for the
 * user's.
 */
final class SchedulerThread implements Runnable {
    private static final long KEEP_ALIVE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final ConcurrentLinkedDeque<SchedulerThread> IDLE =
            new ConcurrentLinkedDeque<>();
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Thread thread;
    private volatile @Nullable Runnable job;

    private SchedulerThread(Runnable first) {
        job = first;
        thread = new Thread(null, this, "timeloop-scheduler-" + COUNT.incrementAndGet(), 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null); // it must not keep that of a test
    }

    /** Runs a job on a thread that rests, or on a new one. */
    static void run(Runnable job) {
        SchedulerThread rested = IDLE.pollFirst();
        if (rested == null) {
            Real.start(new SchedulerThread(job).thread);
        } else {
            rested.job = job;
            Real.unpark(rested.thread);
        }
    }

    @Override
    public void run() {
        for (; ; ) {
            Runnable given = job;
            if (given != null) {
                job = null;
                given.run();
                IDLE.addFirst(this);
            } else {
                Real.parkNanos(KEEP_ALIVE_NANOS);
                if (job == null && IDLE.remove(this)) {
                    return;
                }
            }
        }
    }
}
