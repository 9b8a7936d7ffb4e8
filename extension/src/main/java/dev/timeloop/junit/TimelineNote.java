package dev.timeloop.junit;

/** Shows what happened in a test, attached to the failure of somebody else's. */
final class TimelineNote extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TimelineNote(String lanes) {
        super(lanes, null, false, false);
    }

    /** The lanes need all the width there is. */
    @Override
    @SuppressWarnings("OverrideThrowableToString")
    public String toString() {
        return String.valueOf(getMessage());
    }
}
