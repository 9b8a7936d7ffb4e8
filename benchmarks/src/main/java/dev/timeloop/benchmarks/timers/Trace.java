package dev.timeloop.benchmarks.timers;

/** Takes in the callbacks as they come; two traces are equal only if their orders were. */
final class Trace {
    private long value;

    void add(long callback) {
        value = value * 31 + callback;
    }

    /** Its value so far; begins anew. */
    long take() {
        long taken = value;
        value = 0;
        return taken;
    }
}
