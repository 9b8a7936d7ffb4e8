package dev.timeloop;

/**
 * Something keeps going: too many steps at one instant, or virtual time beyond its limit.
 *
 * <p>The message says which task or timer it was.
 *
 * @since 0.1
 */
public final class RunawayException extends TimeloopException {
    private static final long serialVersionUID = 1L;

    RunawayException(String message) {
        super(message);
    }
}
