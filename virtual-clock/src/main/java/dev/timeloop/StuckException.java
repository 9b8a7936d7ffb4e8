package dev.timeloop;

/**
 * Real time ran out while the loop was busy, or while it waited for the outside.
 *
 * <p>The message names the thread that doesn't come back, and its stack.
 *
 * @since 0.1
 */
public final class StuckException extends TimeloopException {
    private static final long serialVersionUID = 1L;

    StuckException(String message) {
        super(message);
    }
}
