package dev.timeloop.internal.timer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Slots that aren't due before a floor, which only rises while there are any: first in, first out
 * among equals.
 *
 * <p>A slot lies in the bucket of the highest bit in which its instant differs from the floor. So
 * adding is O(1), without comparing. When the first ones are needed, the lowest bucket with slots
 * is taken: a small one is sorted and becomes the next run, with the floor at its end; otherwise
 * the floor rises to its least instant, and its slots spread over the buckets below. A slot only
 * ever comes down, in long runs through flat arrays, and less than half as many times as a heap has
 * levels. Those that are due at one instant are always in one bucket, and stay in the order in
 * which they were added.
 */
final class RadixHeap {
    /** As many are sorted rather than spread. */
    private static final int FEW = 32;

    private final @Nullable Slots[] buckets = new Slots[Long.SIZE];

    /** The run: the first slots, sorted, up to the floor. Those from {@link #head} on are left. */
    private Slots run = new Slots();

    private int head;

    /** A bit for each bucket that has slots. */
    private long occupied;

    private long floor;
    private int size;

    int size() {
        return size;
    }

    long floor() {
        return floor;
    }

    /** Before that there is nothing; found without looking for the first. */
    long atLeast() {
        return head == run.size ? floor : run.dues[head];
    }

    /** Sets the floor; only while there are no slots. */
    void startAt(long instant) {
        floor = instant;
    }

    /** Adds a slot that isn't due before the floor. */
    void add(long due, long order, TimerEntry entry) {
        size++;
        bucketFor(due).add(due, order, entry);
    }

    private Slots bucketFor(long due) {
        long difference = due ^ floor;
        if (difference == 0) {
            return run;
        }
        int number = Long.SIZE - 1 - Long.numberOfLeadingZeros(difference);
        occupied |= 1L << number;
        return bucket(number);
    }

    /** The earliest instant; only while there are slots. */
    long firstDue() {
        if (head == run.size) {
            nextRun();
        }
        return run.dues[head];
    }

    /** Whether the first slot, of {@link #firstDue}, is live. */
    boolean isFirstLive() {
        return run.isLive(head);
    }

    /** The registration of the first slot, of {@link #firstDue}. */
    long firstOrder() {
        return run.orders[head];
    }

    /** Removes the first slot, of {@link #firstDue}. */
    @Nullable TimerEntry removeFirst() {
        TimerEntry entry = run.entries[head];
        run.entries[head] = null;
        head++;
        size--;
        if (head == run.size) {
            head = 0;
            run.size = 0;
        }
        return entry;
    }

    private void nextRun() {
        while (run.size == 0) {
            int lowest = Long.numberOfTrailingZeros(occupied);
            occupied &= occupied - 1;
            Slots from = bucket(lowest);
            if (from.size <= FEW) {
                from.sort();
                floor = from.dues[from.size - 1];
                from.moveTo(run); // large arrays stay where many slots come again
            } else if (from.leastDue() == from.mostDue()) {
                floor = from.dues[0];
                buckets[lowest] = run;
                run = from;
            } else {
                spread(from);
            }
        }
    }

    private void spread(Slots from) {
        long[] dues = from.dues;
        floor = from.leastDue();
        makeRoom(dues, from.size);
        for (int i = 0; i < from.size; i++) {
            bucketFor(dues[i]).add(dues[i], from.orders[i], from.entries[i]);
        }
        from.clear();
    }

    /** Lets the buckets grow once, and by no more than they need. */
    private void makeRoom(long[] dues, int count) {
        int[] counts = new int[Long.SIZE + 1];
        for (int i = 0; i < count; i++) {
            counts[Long.numberOfLeadingZeros(dues[i] ^ floor)]++;
        }
        run.ensureRoom(counts[Long.SIZE]);
        for (int number = 0; number < Long.SIZE; number++) {
            int more = counts[Long.SIZE - 1 - number];
            if (more > 0) {
                bucket(number).ensureRoom(more);
            }
        }
    }

    private Slots bucket(int number) {
        Slots bucket = buckets[number];
        if (bucket == null) {
            bucket = new Slots();
            buckets[number] = bucket;
        }
        return bucket;
    }

    /** Removes those that aren't live. */
    void compact() {
        run.compact(); // with those before the head
        head = 0;
        size = run.size;
        for (int number = 0; number < buckets.length; number++) {
            Slots bucket = buckets[number];
            if (bucket != null && bucket.size > 0) {
                bucket.compact();
                size += bucket.size;
                if (bucket.size == 0) {
                    occupied &= ~(1L << number);
                }
            }
        }
    }

    void list(List<Slots.Slot> to) {
        run.list(to);
        for (Slots bucket : buckets) {
            if (bucket != null) {
                bucket.list(to);
            }
        }
    }
}
