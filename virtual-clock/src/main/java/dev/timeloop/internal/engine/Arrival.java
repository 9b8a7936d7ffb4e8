package dev.timeloop.internal.engine;

/**
 * Something that a thread outside asked for.
 *
 * <p>Without user code it is only bookkeeping, which is done as soon as the baton's holder takes it
 * in; otherwise it is an event, which runs when it is its turn.
 *
 * @param describe names it for messages
 * @param needsStrand whether user code that may block can run in it
 * @param action what to do
 */
public record Arrival(String describe, boolean needsStrand, Runnable action) implements Event {
    @Override
    public void fire() {
        action.run();
    }
}
