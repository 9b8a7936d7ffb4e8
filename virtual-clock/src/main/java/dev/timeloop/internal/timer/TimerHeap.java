package dev.timeloop.internal.timer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Timers in the total order (due instant, order of registration).
 *
 * <p>A 4-ary heap over parallel arrays: half the depth of a binary heap, and the four children that
 * a step compares lie side by side. Insertion is O(log n). Cancelling only marks (an entry whose
 * {@link TimerEntry#order} no longer equals its slot's is stale), and once stale slots outnumber
 * live ones the heap is rebuilt without them, so a cancel is amortised O(1). Instants are
 * nanoseconds since the start of the loop. Not thread-safe: the loop's baton guards it.
 */
public final class TimerHeap {
    /** The due instant of nothing: later than every timer. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final int ARITY_BITS = 2;
    private static final int FIRST_CAPACITY = 16;
    private static final int LEAST_STALE = 64;

    private long[] dues = new long[FIRST_CAPACITY];
    private long[] orders = new long[FIRST_CAPACITY];
    private @Nullable TimerEntry[] entries = new TimerEntry[FIRST_CAPACITY];
    private int size;
    private int stale;
    private long lastOrder;

    /** Creates an empty heap. */
    public TimerHeap() {}

    /**
     * Schedules an entry behind all that are due at the same instant.
     *
     * @param entry not scheduled at present
     * @param due its instant
     */
    public void add(TimerEntry entry, long due) {
        if (entry.order != 0) {
            throw new IllegalStateException("already scheduled: " + entry);
        }
        if (size == entries.length) {
            grow();
        }
        long order = ++lastOrder;
        entry.order = order;
        int i = size++;
        // Registered last, so it stays below every equal instant: comparing instants is enough.
        while (i > 0) {
            int parent = (i - 1) >> ARITY_BITS;
            if (due >= dues[parent]) {
                break;
            }
            move(parent, i);
            i = parent;
        }
        set(i, due, order, entry);
    }

    /**
     * The earliest due instant.
     *
     * @return that instant, or {@link #NEVER} when no timer is left
     */
    public long nextDue() {
        dropStaleTop();
        return size == 0 ? NEVER : dues[0];
    }

    /**
     * Removes the first entry.
     *
     * @return the entry with the earliest (due, order), or null when no timer is left
     */
    public @Nullable TimerEntry poll() {
        dropStaleTop();
        if (size == 0) {
            return null;
        }
        TimerEntry first = entries[0];
        if (first != null) {
            first.order = 0;
        }
        removeTop();
        return first;
    }

    /**
     * Takes an entry out.
     *
     * @param entry any entry
     * @return whether it was scheduled
     */
    public boolean cancel(TimerEntry entry) {
        if (entry.order == 0) {
            return false;
        }
        entry.order = 0;
        stale++;
        if (stale > LEAST_STALE && stale > size >> 1) {
            compact();
        }
        return true;
    }

    /**
     * Counts the timers.
     *
     * @return how many entries are scheduled
     */
    public int size() {
        return size - stale;
    }

    /**
     * Finds an entry's due instant by looking at every slot: for messages only.
     *
     * @param entry any entry
     * @return its instant, or {@link #NEVER} when it isn't scheduled
     */
    public long dueOf(TimerEntry entry) {
        for (int i = 0; i < size; i++) {
            if (entries[i] == entry && orders[i] == entry.order) {
                return dues[i];
            }
        }
        return NEVER;
    }

    /**
     * Lists the timers in the order in which they will fire: for messages and stock-taking only.
     *
     * @return the scheduled entries
     */
    public List<TimerEntry> inOrder() {
        List<Integer> slots = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            if (isLive(i)) {
                slots.add(i);
            }
        }
        slots.sort(
                (a, b) ->
                        dues[a] != dues[b]
                                ? Long.compare(dues[a], dues[b])
                                : Long.compare(orders[a], orders[b]));
        List<TimerEntry> result = new ArrayList<>(slots.size());
        for (int slot : slots) {
            TimerEntry entry = entries[slot];
            if (entry != null) {
                result.add(entry);
            }
        }
        return result;
    }

    private boolean isLive(int i) {
        TimerEntry entry = entries[i];
        return entry != null && entry.order == orders[i];
    }

    private void dropStaleTop() {
        while (size > 0 && !isLive(0)) {
            removeTop();
            stale--;
        }
    }

    private void removeTop() {
        int last = --size;
        long due = dues[last];
        long order = orders[last];
        TimerEntry entry = entries[last];
        entries[last] = null;
        if (last > 0) {
            siftDown(0, due, order, entry);
        }
    }

    private void siftDown(int hole, long due, long order, @Nullable TimerEntry entry) {
        int i = hole;
        for (; ; ) {
            int first = (i << ARITY_BITS) + 1;
            if (first >= size) {
                break;
            }
            int end = Math.min(first + (1 << ARITY_BITS), size);
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
            move(least, i);
            i = least;
        }
        set(i, due, order, entry);
    }

    private void compact() {
        int live = 0;
        for (int i = 0; i < size; i++) {
            if (isLive(i)) {
                move(i, live++);
            }
        }
        Arrays.fill(entries, live, size, null);
        size = live;
        stale = 0;
        for (int i = (size - 2) >> ARITY_BITS; i >= 0; i--) {
            siftDown(i, dues[i], orders[i], entries[i]);
        }
    }

    private void move(int from, int to) {
        dues[to] = dues[from];
        orders[to] = orders[from];
        entries[to] = entries[from];
    }

    private void set(int i, long due, long order, @Nullable TimerEntry entry) {
        dues[i] = due;
        orders[i] = order;
        entries[i] = entry;
    }

    private void grow() {
        int capacity = entries.length + (entries.length >> 1);
        dues = Arrays.copyOf(dues, capacity);
        orders = Arrays.copyOf(orders, capacity);
        entries = Arrays.copyOf(entries, capacity);
    }
}
