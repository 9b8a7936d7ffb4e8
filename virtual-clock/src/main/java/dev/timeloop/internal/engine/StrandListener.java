package dev.timeloop.internal.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Is told of the threads that carry the bodies of tasks, on those threads, and of the end. */
public interface StrandListener {
    /** A carrier begins to work for the engine. */
    void begins(Strand strand);

    /** It has nothing more to do for it. */
    void ends(Strand strand);

    /** The loop unwinds what is left: pools end. On the test body's thread. */
    void unwinds();

    /**
     * What the JVM has stopped a thread at that only another strand of the same loop can let it
     * have; null if it runs, or may go on by itself. Asked again and again by the watchdog.
     */
    default @Nullable RealBlock stoppedAt(Strand strand) {
        return null;
    }

    /** Whether a thread that was stopped is still where it was, with the baton held. */
    default boolean isStillStopped(Strand strand) {
        return false;
    }

    /** Whether the test body runs code of the user's at present; for the watchdog. */
    default boolean isBodyInside() {
        return false;
    }

    /** The test body can't go on, and can't be told, since the JVM has stopped it. */
    default void bodyFails(Verdict found) {}

    /** The strand of a thread that lives on the loop, or null. */
    default @Nullable Strand strandOf(Thread thread) {
        return null;
    }

    /** What else explains why nothing can go on, a sentence each; with the baton held. */
    default List<String> hints() {
        return List.of();
    }
}
