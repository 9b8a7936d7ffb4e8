package dev.timeloop.internal.timer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Timers in the total order (due instant, order of registration).
 *
 * <p>The first stands apart: a timer that fires and schedules the next, as periodic ones do, costs
 * next to nothing when it is the only one. The others are in a {@link RadixHeap}, since what is
 * added is never due before what has fired. That is true of what has fired, and not of what was
 * only looked at: whoever looks at the first one and adds an earlier one finds a place in the
 * {@link QuaternaryHeap}.
 *
 * <p>Cancelling only marks (an entry whose {@link TimerEntry#order} no longer equals its slot's is
 * stale), and once stale slots outnumber live ones they are removed, so a cancel is amortised O(1).
 * Instants are nanoseconds since the start of the loop. Not thread-safe: the loop's baton guards
 * it.
 */
public final class TimerHeap {
    /** The due instant of nothing: later than every timer. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final int LEAST_STALE = 64;

    /** Before all others; its place is free if it is null, or stale. */
    private @Nullable TimerEntry first;

    private long firstDue = NEVER;
    private long firstOrder;

    private final RadixHeap later = new RadixHeap();
    private final QuaternaryHeap early = new QuaternaryHeap();

    /** Slots in those two, stale ones included. */
    private int others;

    private int stale;
    private long lastOrder;
    private long lastPolled;

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
        long order = ++lastOrder;
        entry.order = order;
        TimerEntry before = first;
        if (before == null || before.order != firstOrder) {
            if (others == 0) {
                setFirst(due, order, entry);
            } else {
                push(due, order, entry);
            }
        } else if (due >= firstDue) {
            push(due, order, entry);
        } else {
            others++;
            early.add(firstDue, firstOrder, before); // there may be others that are due with it
            setFirst(due, order, entry);
        }
    }

    private void push(long due, long order, TimerEntry entry) {
        others++;
        if (later.size() == 0) {
            later.startAt(lastPolled);
        }
        if (due >= later.floor()) {
            later.add(due, order, entry);
        } else {
            early.add(due, order, entry);
        }
    }

    /**
     * The earliest due instant.
     *
     * @return that instant, or {@link #NEVER} when no timer is left
     */
    public long nextDue() {
        TimerEntry entry = first;
        if (entry == null ? others != 0 : entry.order != firstOrder) {
            refill();
        }
        return firstDue;
    }

    /**
     * The first entry.
     *
     * @return the entry with the earliest (due, order), or null when no timer is left
     */
    public @Nullable TimerEntry peek() {
        TimerEntry entry = first;
        if (entry == null ? others != 0 : entry.order != firstOrder) {
            refill();
        }
        return first;
    }

    /**
     * Removes the first entry.
     *
     * @return the entry with the earliest (due, order), or null when no timer is left
     */
    public @Nullable TimerEntry poll() {
        TimerEntry polled = peek();
        if (polled != null) {
            polled.order = 0;
            lastPolled = firstDue;
        }
        return polled;
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
        boolean isFirst = entry == first && entry.order == firstOrder;
        entry.order = 0;
        if (!isFirst) {
            stale++;
            if (stale > LEAST_STALE && stale > others >> 1) {
                later.compact();
                early.compact();
                others -= stale;
                stale = 0;
            }
        }
        return true;
    }

    /**
     * Counts the timers.
     *
     * @return how many entries are scheduled
     */
    public int size() {
        TimerEntry entry = first;
        return others - stale + (entry != null && entry.order == firstOrder ? 1 : 0);
    }

    /**
     * Finds an entry's due instant by looking at every slot: for messages only.
     *
     * @param entry any entry
     * @return its instant, or {@link #NEVER} when it isn't scheduled
     */
    public long dueOf(TimerEntry entry) {
        for (Slots.Slot slot : list()) {
            if (slot.entry() == entry) {
                return slot.due();
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
        List<Slots.Slot> slots = list();
        slots.sort(Comparator.comparingLong(Slots.Slot::due).thenComparing(Slots.Slot::order));
        List<TimerEntry> result = new ArrayList<>(slots.size());
        slots.forEach(slot -> result.add(slot.entry()));
        return result;
    }

    private List<Slots.Slot> list() {
        List<Slots.Slot> slots = new ArrayList<>();
        TimerEntry entry = first;
        if (entry != null && entry.order == firstOrder) {
            slots.add(new Slots.Slot(firstDue, firstOrder, entry));
        }
        later.list(slots);
        early.list(slots);
        return slots;
    }

    /** The first place is free, and whoever is next takes it. */
    private void refill() {
        while (early.size() > 0 && !early.isFirstLive()) {
            early.removeFirst();
            others--;
            stale--;
        }
        if (early.size() > 0 && (later.size() == 0 || early.firstDue() < later.atLeast())) {
            takeEarly();
            return;
        }
        while (later.size() > 0) {
            long due = later.firstDue();
            if (later.isFirstLive()) {
                takeLater(due);
                return;
            }
            later.removeFirst();
            others--;
            stale--;
        }
        if (early.size() > 0) {
            takeEarly();
        } else {
            first = null;
            firstDue = NEVER;
        }
    }

    private void takeEarly() {
        others--;
        setFirst(early.firstDue(), early.firstOrder(), early.removeFirst());
    }

    /** Takes the first of the later ones, unless there is an early one before it. */
    private void takeLater(long due) {
        long order = later.firstOrder();
        if (early.size() > 0
                && (early.firstDue() < due
                        || (early.firstDue() == due && early.firstOrder() < order))) {
            takeEarly();
        } else {
            others--;
            setFirst(due, order, later.removeFirst());
        }
    }

    private void setFirst(long due, long order, @Nullable TimerEntry entry) {
        firstDue = due;
        firstOrder = order;
        if (first != entry) { // a periodic timer comes back: no reference to write
            first = entry;
        }
    }
}
