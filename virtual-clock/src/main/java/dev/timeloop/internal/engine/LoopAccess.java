package dev.timeloop.internal.engine;

import dev.timeloop.internal.timeline.Recording;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the agent needs of an event loop, and its public face doesn't show. */
public abstract class LoopAccess {
    private static @Nullable LoopAccess shared;

    /** Called by the class of event loops, when it is initialised. */
    protected LoopAccess() {}

    /** Makes this the way in. */
    public static synchronized void share(LoopAccess access) {
        shared = access;
    }

    /** The way in; a loop must have been made. */
    public static synchronized LoopAccess shared() {
        LoopAccess access = shared;
        if (access == null) {
            throw new IllegalStateException("No event loop has been made yet.");
        }
        return access;
    }

    /** The engine of an event loop. */
    public abstract Engine engine(Object loop);

    /** The instant at which it started. */
    public abstract Instant start(Object loop);

    /** What happened in it until its test was checked, or so far; null when that isn't kept. */
    public abstract @Nullable Recording recording(Object loop);

    /** The error for loose ends, which shows what happened in the loop. */
    public abstract AssertionError looseEnds(Object loop, List<?> found);

    /** Another test begins in it; with the baton held. */
    public abstract void begins(Object loop);

    /** The lanes of it for the end of a message, unless one of its exceptions shows them. */
    public abstract String timeline(Object loop);

    /** A part of a test begins or ends that fails by itself, with lanes of its own. */
    public abstract void tellAnew(Object loop);

    /** Its test fails; with the baton held. */
    public abstract void fails(Object loop, Throwable failure);

    /** The exception that says what went wrong. */
    public abstract RuntimeException explain(Object loop, Verdict verdict, @Nullable Wait wait);
}
