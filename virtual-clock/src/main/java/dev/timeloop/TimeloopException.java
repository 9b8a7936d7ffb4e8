package dev.timeloop;

/**
 * The loop could not do what a test asked of it, and says why.
 *
 * <p>Never thrown for a failure of the code under test, which keeps its own exception.
 *
 * @since 0.1
 */
public class TimeloopException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what, why, and what to do
     */
    TimeloopException(String message) {
        super(message);
    }
}
