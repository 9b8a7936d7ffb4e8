package dev.timeloop.agent.io;

/** A test talked to the outside, and its configuration forbids that. */
public final class OutsideIoError extends AssertionError {
    private static final long serialVersionUID = 1;

    OutsideIoError(String what) {
        super(
                what
                        + ", which is outside the world of this test.\n"
                        + "timeloop.io = fail forbids that, since such an answer takes real time"
                        + " and depends on what is there.\n"
                        + "-> replace what is called by something within the test, or set"
                        + " timeloop.io = freeze: then time stands still until the answer has"
                        + " come");
    }
}
