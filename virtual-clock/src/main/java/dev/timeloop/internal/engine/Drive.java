package dev.timeloop.internal.engine;

import dev.timeloop.internal.timer.TimerHeap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the test body asked of the loop, how far that may go, and what stopped it.
 *
 * <p>One object serves all drives of an engine, one after another. Guarded by the baton, but for
 * the volatile fields.
 */
final class Drive {
    /** What the test body asked for. */
    enum Mode {
        /** Nothing: it runs code of its own. */
        NONE,
        SETTLE,
        STEP,
        ADVANCE,
        UNTIL_IDLE,
        /** It is blocked like any strand; time moves to whatever releases it. */
        BLOCKED;

        boolean movesTime() {
            return this == ADVANCE || this == UNTIL_IDLE || this == BLOCKED;
        }
    }

    /** How often the real clock is looked at, in steps; a power of two. */
    private static final int CHECK_EVERY = 256;

    private static final long UNSET = Long.MIN_VALUE;

    private final Limits limits;
    private Mode mode = Mode.NONE;
    private long target;
    private long limit;
    private long steps;
    private long checks;
    private long realDeadline;
    private boolean oneLeft;
    private boolean outsideNeeded;
    private @Nullable Verdict verdict;
    private volatile Verdict.@Nullable Kind stopRequest;

    Drive(Limits limits) {
        this.limits = limits;
    }

    /**
     * Begins a drive.
     *
     * @param backlog what is ready already, which no runaway has made
     * @param broken why nothing may run any more, or null
     */
    void begin(Mode wanted, long now, long until, int backlog, @Nullable Verdict broken) {
        verdict = broken;
        mode = broken == null ? wanted : Mode.NONE;
        target = until;
        limit = now + limits.virtualNanos();
        if (limit < 0) {
            limit = TimerHeap.NEVER - 1;
        }
        steps = -backlog;
        oneLeft = true;
        outsideNeeded = false;
        if (stopRequest != null) { // a volatile write costs more than all else here
            stopRequest = null;
        }
        realDeadline = UNSET;
    }

    void end() {
        mode = Mode.NONE;
    }

    @Nullable Verdict verdict() {
        return verdict;
    }

    void fail(Verdict found) {
        if (verdict == null) {
            verdict = found;
        }
    }

    /** Whether this drive has nothing more to run. */
    boolean isOver() {
        return mode == Mode.NONE || (mode == Mode.STEP && !oneLeft);
    }

    /** Something is about to run that had become ready. */
    void countReady() {
        steps++;
    }

    /** Something is about to run; false when too much has run at this instant. */
    boolean admits() {
        oneLeft = false;
        return steps <= limits.steps();
    }

    /** Asks the drive to stop at the next event; from any thread. */
    void requestStop(Verdict.Kind reason) {
        stopRequest = reason;
    }

    boolean isStopRequested() {
        return stopRequest != null;
    }

    /** Why the drive must stop here, if it must. */
    Verdict.@Nullable Kind reasonToStop() {
        Verdict.Kind requested = stopRequest;
        if (requested != null || (checks++ & (CHECK_EVERY - 1)) != 0 || mode == Mode.NONE) {
            return requested;
        }
        return System.nanoTime() - realDeadline() > 0 ? Verdict.Kind.REAL_TIMEOUT : null;
    }

    /**
     * Counts another event that needs no leave: nobody wants the drive to stop, and the real clock
     * needn't be looked at yet. Whoever gets no asks {@link #reasonToStop}.
     */
    boolean goesOnUnasked() {
        if (stopRequest != null || (checks & (CHECK_EVERY - 1)) == 0) {
            return false;
        }
        checks++;
        return true;
    }

    /**
     * When this drive is out of real time. Set when first asked for: most drives are over before.
     */
    long realDeadline() {
        if (realDeadline == UNSET) {
            realDeadline = System.nanoTime() + limits.realNanos();
        }
        return realDeadline;
    }

    /** A number that changes while the loop makes progress; for the watchdog, without the baton. */
    long progress() {
        return checks;
    }

    // --- time ---

    /** Whether time may move as far as this drive is concerned. */
    boolean movesTime() {
        return mode.movesTime();
    }

    /** Whether the body is blocked, so that somebody must release it. */
    boolean isBlocked() {
        return mode == Mode.BLOCKED;
    }

    /** Time must stand still until something comes from outside. */
    void needOutside() {
        outsideNeeded = true;
    }

    /** Whether that was so; asked once. */
    boolean takeOutsideNeeded() {
        boolean needed = outsideNeeded;
        outsideNeeded = false;
        return needed;
    }

    /** Up to where time may move to timers without further ado. */
    long furthest() {
        return switch (mode) {
            case ADVANCE -> target;
            case UNTIL_IDLE, BLOCKED -> limit;
            default -> Long.MIN_VALUE;
        };
    }

    /** Whether the drive is over once time is there and nothing is left to run. */
    boolean endsAt(long instant) {
        return mode == Mode.ADVANCE && instant == target;
    }

    /**
     * Whether time may move to the next timer; if not, the drive is over, or failed.
     *
     * @param next names that timer
     */
    boolean mayMoveTo(long due, Supplier<String> next) {
        switch (mode) {
            case ADVANCE -> {
                return due <= target;
            }
            case UNTIL_IDLE -> {
                return due != TimerHeap.NEVER && isWithinLimit(due, next);
            }
            case BLOCKED -> {
                if (due == TimerHeap.NEVER) {
                    fail(Verdict.of(Verdict.Kind.DEADLOCK, null));
                    return false;
                }
                return isWithinLimit(due, next);
            }
            default -> {
                return false;
            }
        }
    }

    private boolean isWithinLimit(long due, Supplier<String> next) {
        if (due > limit) {
            fail(Verdict.of(Verdict.Kind.TIME_LIMIT, next.get()));
            return false;
        }
        return true;
    }

    /** Where an advance ends, which is where it leaves time; others leave it where it is. */
    long endOf(long now) {
        return mode == Mode.ADVANCE ? target : now;
    }

    void timeMoved() {
        steps = 0;
    }
}
