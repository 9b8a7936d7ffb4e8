package dev.timeloop.internal.engine;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What threads outside the loop ask of it.
 *
 * <p>Arrivals are events: the baton's holder puts them behind what is ready, in order of arrival,
 * and they run when it is their turn.
 */
final class Inbox {
    private final ConcurrentLinkedQueue<Event> arrivals = new ConcurrentLinkedQueue<>();
    private volatile boolean arrived;
    private volatile @Nullable Thread waiter;

    void post(Event arrival) {
        arrivals.add(arrival);
        arrived = true;
        Thread waiting = waiter;
        if (waiting != null) {
            Real.unpark(waiting);
        }
    }

    boolean hasArrivals() {
        return arrived;
    }

    /** Gives out what has arrived. */
    void takeIn(Consumer<Event> taker) {
        arrived = false; // before polling: what arrives meanwhile raises it again
        for (Event arrival; (arrival = arrivals.poll()) != null; ) {
            taker.accept(arrival);
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
                Real.parkNanos(left);
            }
        } finally {
            waiter = null;
        }
    }
}
