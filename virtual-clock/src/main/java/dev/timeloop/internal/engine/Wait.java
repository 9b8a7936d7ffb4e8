package dev.timeloop.internal.engine;

import java.util.concurrent.CancellationException;

/** What a blocked strand waits for. */
public interface Wait {
    /**
     * Says what it is.
     *
     * @return for example {@code waiting for task "refresh"}
     */
    String describe();

    /**
     * Whether an interrupt ends the wait.
     *
     * @return true unless the wait goes on, as {@code join} does
     */
    default boolean isInterruptible() {
        return true;
    }

    /**
     * Whether the wait needs a thread outside the loop, so that real time must pass for it.
     *
     * @return true while something that is waited for is to be completed outside
     */
    default boolean needsOutside() {
        return false;
    }

    /**
     * Offers a cancellation to what is waited for instead of to the strand, as asyncio's await
     * does.
     *
     * @param cancellation what was asked for
     * @return true when it was passed on; the strand then sees the outcome of what it waits for
     */
    default boolean passOn(CancellationException cancellation) {
        return false;
    }
}
