package dev.timeloop.internal.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a drive ended before it had done what was asked.
 *
 * @param kind what happened
 * @param culprit what kept going or got stuck, as in messages; null when it is nobody in particular
 * @param thread the name of the thread that got stuck, or null
 * @param stack where that thread stands
 */
public record Verdict(
        Kind kind,
        @Nullable String culprit,
        @Nullable String thread,
        List<StackTraceElement> stack) {

    /** The ways in which a drive can fail. */
    public enum Kind {
        /** Nothing is left that could release the test body. */
        DEADLOCK,
        /** Too many steps at one instant. */
        RUNAWAY,
        /** Virtual time went further than its limit. */
        TIME_LIMIT,
        /** Real time ran out while the loop was busy, or while it waited for the outside. */
        REAL_TIMEOUT,
        /** Real time ran out, and a strand doesn't give the baton back. */
        STUCK,
        /** The thread of the test body was interrupted. */
        INTERRUPTED,
        /** No thread could be made for a body that may block. */
        NO_THREAD,
        /** Another thread drives the loop at this moment. */
        BUSY,
        /** There was nothing to run in a single step. */
        NOTHING_READY
    }

    Verdict as(Kind other) {
        return new Verdict(other, culprit, thread, stack);
    }

    static Verdict of(Kind kind, @Nullable String culprit) {
        return new Verdict(kind, culprit, null, List.of());
    }
}
