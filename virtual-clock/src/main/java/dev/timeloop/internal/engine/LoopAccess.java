package dev.timeloop.internal.engine;

import java.time.Instant;
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

    /** The exception that says what went wrong. */
    public abstract RuntimeException explain(Object loop, Verdict verdict, @Nullable Wait wait);
}
