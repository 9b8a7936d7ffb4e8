package dev.timeloop;

/**
 * The test body waits, and nothing is left that could release it.
 *
 * <p>Thrown at once and not after a time-out. The message names every blocked strand, what it waits
 * for, and where.
 *
 * @since 0.1
 */
public final class DeadlockException extends TimeloopException {
    private static final long serialVersionUID = 1L;

    DeadlockException(String message) {
        super(message);
    }
}
