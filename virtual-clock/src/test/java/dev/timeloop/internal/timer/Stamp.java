package dev.timeloop.internal.timer;

/** An entry that knows its place in a test's own books. */
final class Stamp extends TimerEntry {
    private final String name;

    Stamp(String name) {
        this.name = name;
    }

    @Override
    public String toString() {
        return name;
    }
}
