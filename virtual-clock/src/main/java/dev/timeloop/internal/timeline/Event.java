package dev.timeloop.internal.timeline;

/**
 * One thing that happened.
 *
 * @param nanos when, since the start of the loop
 * @param kind what
 * @param lane to whom
 * @param other who else had a part in it; -1 for nobody
 * @param text the rest, in words; may be empty
 * @param stack the index of the stack where it happened, -1 when none was taken
 */
public record Event(long nanos, Kind kind, int lane, int other, String text, int stack) {

    /** The kinds of events. */
    public enum Kind {
        /** A lane was made, by the other one. */
        START,
        /** A lane is over; the text is its outcome, the other one who completed it. */
        END,
        /** A lane waits; the text says what for, the other one who has it or must end. */
        BLOCK,
        /** A lane goes on; the other one woke it, nobody if its time has come. */
        WAKE,
        /** A callback runs; the text names it. */
        RUN,
        /** Time moved to here; the text says from where and why, the other one who was next. */
        TIME,
        /** A lane is asked to end, by the other one. */
        CANCEL,
        /** A lane is a loose end; the text says why. */
        LEAK,
        /** Time stands still for something outside, which the text names. */
        IO_HOLD,
        /** Time may move again. */
        IO_RELEASE,
        /** The test fails here; the text says why. */
        FAIL
    }
}
