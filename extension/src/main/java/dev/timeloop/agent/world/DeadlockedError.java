package dev.timeloop.agent.world;

/** Ends a thread that takes part in a deadlock, when its world has ended because of that. */
final class DeadlockedError extends Error {
    private static final long serialVersionUID = 1L;

    DeadlockedError(String monitor) {
        super(
                "This thread waits for "
                        + monitor
                        + ", and with others in a circle: its test has ended with that.");
    }
}
