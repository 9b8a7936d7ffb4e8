package dev.timeloop.benchmarks;

import java.time.Duration;

/** What is measured, as far as all contenders can do it. */
interface Timers extends AutoCloseable {
    /** Runs a callback once, after a delay. */
    void callLater(Duration delay, Runnable callback);

    /** Runs a callback again and again, first after one period. */
    Series callEvery(Duration period, Runnable callback);

    /** Moves time by so much, and runs what falls due on the way in order (due, registration). */
    void advance(Duration span);

    /** The end of the test that the timers belong to. */
    @Override
    void close();

    /** A periodic callback. */
    interface Series {
        void cancel();
    }
}
