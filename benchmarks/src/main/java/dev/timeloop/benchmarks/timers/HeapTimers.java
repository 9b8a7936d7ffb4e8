package dev.timeloop.benchmarks.timers;

import java.time.Duration;
import java.util.PriorityQueue;

/**
 * The least that can do the work: a {@link PriorityQueue} of entries, polled in a loop. No checks,
 * no clock, no threads, no books: what Timeloop adds to this is its price.
 */
final class HeapTimers implements Timers {
    private final PriorityQueue<Entry> queue = new PriorityQueue<>();
    private long now;
    private long lastOrder;

    @Override
    public Object callLater(Duration delay, Runnable callback) {
        return add(new Entry(now + delay.toNanos(), ++lastOrder, 0, callback));
    }

    @Override
    public Object callEvery(Duration period, Runnable callback) {
        long nanos = period.toNanos();
        return add(new Entry(now + nanos, ++lastOrder, nanos, callback));
    }

    /** It stays in the queue: to find it there takes long. */
    @Override
    public void cancel(Object pending) {
        ((Entry) pending).isCancelled = true;
    }

    private Entry add(Entry entry) {
        queue.add(entry);
        return entry;
    }

    @Override
    public void advance(Duration span) {
        long target = now + span.toNanos();
        for (Entry next = queue.peek(); next != null && next.due <= target; next = queue.peek()) {
            queue.poll();
            if (next.isCancelled) {
                continue;
            }
            now = next.due;
            next.callback.run();
            if (next.period != 0 && !next.isCancelled) {
                next.due += next.period;
                next.order = ++lastOrder;
                queue.add(next);
            }
        }
        now = target;
    }

    @Override
    public void close() {}

    private static final class Entry implements Comparable<Entry> {
        private long due;
        private long order;
        private final long period;
        private final Runnable callback;
        private boolean isCancelled;

        Entry(long due, long order, long period, Runnable callback) {
            this.due = due;
            this.order = order;
            this.period = period;
            this.callback = callback;
        }

        @Override
        public int compareTo(Entry other) {
            return due != other.due
                    ? Long.compare(due, other.due)
                    : Long.compare(order, other.order);
        }
    }
}
