package dev.timeloop;

import java.util.List;

/**
 * A test left loose ends behind.
 *
 * @since 0.1
 */
public final class LooseEndsError extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final transient List<LooseEnd> looseEnds;

    /**
     * Creates an error that lists loose ends: the first twenty in full, the others counted.
     *
     * @param loop the loop they were found in
     * @param looseEnds at least one
     */
    public LooseEndsError(EventLoop loop, List<LooseEnd> looseEnds) {
        super(LooseEndsText.of(loop, looseEnds), LooseEndsText.firstFailure(looseEnds));
        this.looseEnds = List.copyOf(looseEnds);
        setStackTrace(new StackTraceElement[0]); // ours: it would point at nothing of the user's
    }

    LooseEndsError(EventLoop loop, List<LooseEnd> looseEnds, String timeline) {
        super(LooseEndsText.of(loop, looseEnds) + timeline, LooseEndsText.firstFailure(looseEnds));
        this.looseEnds = List.copyOf(looseEnds);
        setStackTrace(new StackTraceElement[0]); // as above
    }

    /**
     * Creates an error that lists what a test without a loop has left: the first twenty in full,
     * the others counted.
     *
     * @param owner the test, as a reader knows it
     * @param looseEnds at least one
     */
    public LooseEndsError(String owner, List<LooseEnd> looseEnds) {
        super(LooseEndsText.of(owner, looseEnds), LooseEndsText.firstFailure(looseEnds));
        this.looseEnds = List.copyOf(looseEnds);
        setStackTrace(new StackTraceElement[0]); // as above
    }

    /**
     * The loose ends.
     *
     * @return as found, never empty
     */
    public List<LooseEnd> looseEnds() {
        return looseEnds == null ? List.of() : looseEnds;
    }
}
