package dev.timeloop;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a test must not leave behind.
 *
 * @param kind what sort of thing it is
 * @param name the task, timer or thread
 * @param state what is the matter with it, as a sentence without a subject
 * @param since when it was made, since the start of the loop
 * @param age how long ago that is, in virtual time
 * @param madeAt where it was made: the user's frames, innermost first; empty when not recorded
 * @param failure the failure that nobody looked at, or null
 * @param chain the stages that the failure went down without being looked at; empty otherwise
 * @param advice what to do about it
 * @since 0.1
 */
public record LooseEnd(
        Kind kind,
        String name,
        String state,
        Duration since,
        Duration age,
        List<StackTraceElement> madeAt,
        @Nullable Throwable failure,
        List<String> chain,
        String advice) {

    /**
     * The sorts of loose ends.
     *
     * @since 0.1
     */
    public enum Kind {
        /** A task failed, and nobody was given the failure or asked for it. */
        UNRETRIEVED_FAILURE,
        /** A task is neither done nor cancelled. */
        PENDING_TASK,
        /** A timer or a periodic task is still to fire. */
        LIVE_TIMER,
        /** A strand is busy or blocked although its task is done. */
        BUSY_THREAD,
        /** A pool was never shut down. */
        IDLE_POOL
    }

    /**
     * Creates a loose end with copies of its lists.
     *
     * @param kind what sort of thing it is
     * @param name the task, timer or thread
     * @param state what is the matter with it
     * @param since when it was made
     * @param age how long ago that is
     * @param madeAt where it was made
     * @param failure the failure that nobody looked at, or null
     * @param chain the stages that the failure went down
     * @param advice what to do about it
     */
    public LooseEnd {
        madeAt = List.copyOf(madeAt);
        chain = List.copyOf(chain);
    }

    @Override
    public String toString() {
        return LooseEndsText.of(this);
    }
}
