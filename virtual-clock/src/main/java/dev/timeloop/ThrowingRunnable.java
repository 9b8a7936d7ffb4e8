package dev.timeloop;

/**
 * A body without a result that may throw anything.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface ThrowingRunnable {
    /**
     * Runs the body.
     *
     * @throws Exception whatever makes it fail
     */
    void run() throws Exception;
}
