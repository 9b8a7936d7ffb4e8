package dev.timeloop.internal.engine;

import dev.timeloop.internal.timeline.Lane;
import org.jspecify.annotations.Nullable;

/** One thing that the loop can run. */
public interface Event {
    /** Runs it, on the thread that holds the baton. */
    void fire();

    /**
     * Whether user code that may block can run in {@link #fire}.
     *
     * <p>Such an event gets a strand of its own. Others run on whichever stack drives the loop,
     * which saves the hand-over, and must not block.
     */
    default boolean needsStrand() {
        return true;
    }

    /** Whether there is nothing left to run: it was cancelled while it was ready. */
    default boolean isStale() {
        return false;
    }

    /** The lane in which whatever it runs is recorded. */
    default int lane() {
        return Lane.LOOP;
    }

    /** The class that names it in a recording, if it is a callback that is worth an entry. */
    default @Nullable Object label() {
        return null;
    }

    /** Names it for messages: {@code task "refresh"}. */
    String describe();
}
