package dev.timeloop.internal.engine;

import java.util.concurrent.CancellationException;

/** What a blocked strand waits for. */
public interface Wait {
    /** Says what it is. */
    String describe();

    /** Whether an interrupt ends the wait. */
    default boolean isInterruptible() {
        return true;
    }

    /** Whether the wait needs a thread outside the loop, so that real time must pass for it. */
    default boolean needsOutside() {
        return false;
    }

    /**
     * Offers a cancellation to what is waited for instead of to the strand, as asyncio's await
     * does.
     */
    default boolean passOn(CancellationException cancellation) {
        return false;
    }
}
