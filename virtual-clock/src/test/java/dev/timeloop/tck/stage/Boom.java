package dev.timeloop.tck.stage;

/** What a program throws; without a stack trace, as many programs throw many. */
final class Boom extends RuntimeException {
    private static final long serialVersionUID = 1;

    Boom(String message) {
        super(message, null, true, false);
    }
}
