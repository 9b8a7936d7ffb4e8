package dev.timeloop.internal.timer;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The places of timers, side by side in flat arrays: instants are compared without following
 * references.
 */
final class Slots {
    private static final int FIRST_CAPACITY = 16;

    long[] dues = new long[FIRST_CAPACITY];
    long[] orders = new long[FIRST_CAPACITY];
    @Nullable TimerEntry[] entries = new TimerEntry[FIRST_CAPACITY];
    int size;

    void add(long due, long order, @Nullable TimerEntry entry) {
        int i = makeRoom();
        dues[i] = due;
        orders[i] = order;
        entries[i] = entry;
    }

    /** Makes a slot at the end. */
    int makeRoom() {
        if (size == entries.length) {
            grow(size + (size >> 1));
        }
        return size++;
    }

    /** Sees to it that so many can be added without growing. */
    void ensureRoom(int more) {
        if (size + more > entries.length) {
            grow(size + more);
        }
    }

    private void grow(int capacity) {
        dues = Arrays.copyOf(dues, capacity);
        orders = Arrays.copyOf(orders, capacity);
        entries = Arrays.copyOf(entries, capacity);
    }

    void set(int i, long due, long order, @Nullable TimerEntry entry) {
        dues[i] = due;
        orders[i] = order;
        entries[i] = entry;
    }

    void move(int from, int to) {
        dues[to] = dues[from];
        orders[to] = orders[from];
        entries[to] = entries[from];
    }

    /** Whether a slot's entry is still scheduled by it. */
    boolean isLive(int i) {
        TimerEntry entry = entries[i];
        return entry != null && entry.order == orders[i];
    }

    /** Removes those that aren't live; the others keep their order. */
    void compact() {
        int live = 0;
        for (int i = 0; i < size; i++) {
            if (isLive(i)) {
                move(i, live++);
            }
        }
        Arrays.fill(entries, live, size, null);
        size = live;
    }

    void clear() {
        Arrays.fill(entries, 0, size, null);
        size = 0;
    }

    /** Adds all to others, and leaves none here. */
    void moveTo(Slots others) {
        for (int i = 0; i < size; i++) {
            others.add(dues[i], orders[i], entries[i]);
        }
        clear();
    }

    long leastDue() {
        long least = dues[0];
        for (int i = 1; i < size; i++) {
            least = Math.min(least, dues[i]);
        }
        return least;
    }

    long mostDue() {
        long most = dues[0];
        for (int i = 1; i < size; i++) {
            most = Math.max(most, dues[i]);
        }
        return most;
    }

    /** Sorts a few by their instants; those that are due at one keep their order. */
    void sort() {
        for (int i = 1; i < size; i++) {
            long due = dues[i];
            if (due >= dues[i - 1]) {
                continue;
            }
            long order = orders[i];
            TimerEntry entry = entries[i];
            int at = i;
            do {
                move(at - 1, at);
                at--;
            } while (at > 0 && due < dues[at - 1]);
            set(at, due, order, entry);
        }
    }

    /** Adds those that are live to a list. */
    void list(List<Slot> to) {
        for (int i = 0; i < size; i++) {
            TimerEntry entry = entries[i];
            if (entry != null && isLive(i)) {
                to.add(new Slot(dues[i], orders[i], entry));
            }
        }
    }

    /** One of them, for messages and stock-taking. */
    record Slot(long due, long order, TimerEntry entry) {}
}
