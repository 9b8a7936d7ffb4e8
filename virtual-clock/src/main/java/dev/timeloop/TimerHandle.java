package dev.timeloop;

/**
 * A callback that {@link EventLoop#callLater} and its kin will make, as asyncio's {@code
 * TimerHandle}.
 *
 * @since 0.1
 */
public interface TimerHandle {
    /**
     * Cancels the callback; without effect once it was made.
     *
     * <p>From any thread; a thread outside the loop has it cancelled when the loop is next driven.
     *
     * @return whether it was still to be made
     */
    boolean cancel();

    /**
     * Tells whether the callback is still to be made.
     *
     * @return false once it was made for the last time, or cancelled
     */
    boolean isPending();
}
