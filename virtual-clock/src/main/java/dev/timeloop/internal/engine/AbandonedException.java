package dev.timeloop.internal.engine;

/** Thrown on a strand that its loop doesn't count on any more: it must touch nothing of it. */
public final class AbandonedException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    AbandonedException() {
        super("This strand did not come back in time, and its loop has given it up.");
    }
}
