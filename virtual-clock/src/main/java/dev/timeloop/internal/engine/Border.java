package dev.timeloop.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * What else can wake strands than the loop itself: input and output. Asked by the baton's holder.
 */
public interface Border {
    /**
     * Looks once at everything that strands wait for out there, and wakes those that can go on.
     *
     * @return whether there were any
     */
    boolean poll();

    /** Why time must stand still for now, null when it may move. */
    @Nullable String hold();

    /** Whether strands wait for something out there, so that the loop isn't stuck yet. */
    boolean hasWaiters();
}
