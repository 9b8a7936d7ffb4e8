package dev.timeloop;

/**
 * When {@link EventLoop#waitUntil waitUntil} returns, as in asyncio's {@code wait}.
 *
 * @since 0.1
 */
public enum ReturnWhen {
    /** As soon as one task succeeds, fails or is cancelled. */
    FIRST_COMPLETED,

    /**
     * As soon as one task fails; when none does, once all are done. A cancelled task is not a
     * failure.
     */
    FIRST_EXCEPTION,

    /** Once all tasks are done. */
    ALL_COMPLETED
}
