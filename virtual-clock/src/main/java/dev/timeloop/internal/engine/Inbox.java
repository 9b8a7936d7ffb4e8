package dev.timeloop.internal.engine;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What threads outside the loop ask of it, taken in by the baton's holder in order of arrival. */
final class Inbox {
    private final ConcurrentLinkedQueue<Runnable> arrivals = new ConcurrentLinkedQueue<>();
    private volatile boolean arrived;
    private volatile @Nullable Thread waiter;

    void post(Runnable arrival) {
        arrivals.add(arrival);
        arrived = true;
        LockSupport.unpark(waiter);
    }

    boolean hasArrivals() {
        return arrived;
    }

    /** Runs what has arrived. */
    void takeIn() {
        arrived = false; // before polling: what arrives meanwhile raises it again
        for (Runnable arrival; (arrival = arrivals.poll()) != null; ) {
            arrival.run();
        }
    }

    /** Waits in real time for an arrival; returns early when interrupted. */
    void awaitArrival(long deadline) {
        waiter = Thread.currentThread();
        try {
            while (!arrived && !Thread.currentThread().isInterrupted()) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return;
                }
                LockSupport.parkNanos(this, left);
            }
        } finally {
            waiter = null;
        }
    }
}
