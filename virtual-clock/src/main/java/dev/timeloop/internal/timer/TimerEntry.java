package dev.timeloop.internal.timer;

/**
 * Something that can stand in a {@link TimerHeap}, at most once at a time.
 *
 * <p>The due instant isn't kept here: it stands in the heap's own arrays, so that an entry stays
 * small and the heap compares without following references.
 */
public abstract class TimerEntry {
    /** Registration number of the live slot, or 0 while not scheduled. Other slots are stale. */
    long order;

    /** Creates an entry that isn't scheduled. */
    protected TimerEntry() {}

    /**
     * Whether this entry is waiting in a heap.
     *
     * @return true from {@link TimerHeap#add} until it is polled or cancelled
     */
    public final boolean isScheduled() {
        return order != 0;
    }
}
