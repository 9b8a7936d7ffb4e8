package dev.timeloop.internal.engine;

import dev.timeloop.internal.timeline.Lane;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** What a blocked strand waits for. */
public interface Wait {
    /** Says what it is. */
    String describe();

    /** As {@link #describe()}, with the name by which the reader knows the {@link #holder}. */
    default String describe(String holder) {
        return describe();
    }

    /** What sort of thing that is. */
    default Awaited awaited() {
        return Awaited.RESULT;
    }

    /** The thread that must do something before this wait ends, as far as one can tell. */
    default @Nullable Thread holder() {
        return null;
    }

    /** The lane that must do something before this wait ends, as far as one can tell. */
    default int awaitedLane() {
        return Lane.NONE;
    }

    /** What a recording keeps of it: words, or something small that makes words of itself. */
    default Object label() {
        return describe();
    }

    /** As {@link #label()}, with the name by which the reader knows the {@link #holder}. */
    default Object label(String holder) {
        return describe(holder);
    }

    /** When it ends anyway, if {@link #label} doesn't say so; else {@code Long.MAX_VALUE}. */
    default long endsAt() {
        return Long.MAX_VALUE;
    }

    /** Whether an interrupt ends the wait. */
    default boolean isInterruptible() {
        return true;
    }

    /** Whether the wait needs a thread outside the loop, so that real time must pass for it. */
    default boolean needsOutside() {
        return false;
    }

    /**
     * Whether the strand may become ready, now that something has woken it; if not, who makes that
     * possible wakes it again. Asked with the baton held, and may be asked twice.
     */
    default boolean mayResume() {
        return true;
    }

    /** Whether it is an idle worker's keep-alive, which neither moves time nor hides a deadlock. */
    default boolean isIdle() {
        return false;
    }

    /**
     * Offers a cancellation to what is waited for instead of to the strand, as asyncio's await
     * does.
     */
    default boolean passOn(CancellationException cancellation) {
        return false;
    }
}
