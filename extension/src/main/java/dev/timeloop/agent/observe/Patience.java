package dev.timeloop.agent.observe;

import dev.timeloop.internal.origin.UserFrames;
import java.util.concurrent.TimeUnit;

/**
 * How long, on real time, something may take before it is called a loose end.
 *
 * <p>The JVM doesn't tell a thread that waits from one that was woken and isn't on a processor yet:
 * a test whose last act releases a thread hasn't left it behind.
 */
enum Patience {
    /** It is for later, or for nobody to end. */
    NONE(0),

    /** It has failed, and who has failed it may be about to tell those that depend on it. */
    TO_TELL(5),

    /** It runs or waits, and may be about to end. */
    TO_END(100),

    /**
     * It is sure to go on, and nothing but load keeps it from that: on a busy machine, some time.
     */
    TO_BEGIN(2_000);

    final long nanos;

    Patience(long millis) {
        nanos = TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** With one that isn't idle. */
    static Patience with(Thread thread, StackTraceElement[] stack) {
        return thread.isInterrupted() || isBetweenJobs(stack) ? TO_BEGIN : TO_END;
    }

    /** Its job hasn't begun, or is over; or it waits for a lock of its pool. */
    private static boolean isBetweenJobs(StackTraceElement[] stack) {
        return UserFrames.of(stack, 1).isEmpty();
    }
}
