package dev.timeloop.internal.timer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Slots in the order (due, order), each added and removed in O(log n).
 *
 * <p>Half the depth of a binary heap, and the four children that a step compares lie side by side.
 */
final class QuaternaryHeap {
    private static final int ARITY_BITS = 2;

    private final Slots slots = new Slots();

    int size() {
        return slots.size;
    }

    long firstDue() {
        return slots.dues[0];
    }

    long firstOrder() {
        return slots.orders[0];
    }

    boolean isFirstLive() {
        return slots.isLive(0);
    }

    void add(long due, long order, TimerEntry entry) {
        int i = slots.makeRoom();
        while (i > 0) {
            int parent = (i - 1) >> ARITY_BITS;
            long parentDue = slots.dues[parent];
            if (due > parentDue || (due == parentDue && order > slots.orders[parent])) {
                break;
            }
            slots.move(parent, i);
            i = parent;
        }
        slots.set(i, due, order, entry);
    }

    @Nullable TimerEntry removeFirst() {
        TimerEntry first = slots.entries[0];
        int last = --slots.size;
        long due = slots.dues[last];
        long order = slots.orders[last];
        TimerEntry entry = slots.entries[last];
        slots.entries[last] = null;
        if (last > 0) {
            siftDown(0, due, order, entry);
        }
        return first;
    }

    private void siftDown(int hole, long due, long order, @Nullable TimerEntry entry) {
        long[] dues = slots.dues;
        long[] orders = slots.orders;
        int i = hole;
        for (; ; ) {
            int first = (i << ARITY_BITS) + 1;
            if (first >= slots.size) {
                break;
            }
            int end = Math.min(first + (1 << ARITY_BITS), slots.size);
            int least = first;
            long leastDue = dues[first];
            for (int child = first + 1; child < end; child++) {
                long childDue = dues[child];
                if (childDue < leastDue
                        || (childDue == leastDue && orders[child] < orders[least])) {
                    least = child;
                    leastDue = childDue;
                }
            }
            if (due < leastDue || (due == leastDue && order < orders[least])) {
                break;
            }
            slots.move(least, i);
            i = least;
        }
        slots.set(i, due, order, entry);
    }

    void compact() {
        slots.compact();
        for (int i = (slots.size - 2) >> ARITY_BITS; i >= 0; i--) {
            siftDown(i, slots.dues[i], slots.orders[i], slots.entries[i]);
        }
    }

    void list(List<Slots.Slot> to) {
        slots.list(to);
    }
}
