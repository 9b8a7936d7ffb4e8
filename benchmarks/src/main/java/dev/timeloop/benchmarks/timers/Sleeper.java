package dev.timeloop.benchmarks.timers;

import java.time.Duration;
import java.util.function.IntConsumer;

/** One of many that sleep again and again, as a callback can. */
final class Sleeper implements Runnable {
    private final Timers timers;
    private final Duration[] delays;
    private final IntConsumer woken;
    private final int number;
    private final int end;
    private int next;

    private Sleeper(Timers timers, Duration[] delays, IntConsumer woken, int number, int rounds) {
        this.timers = timers;
        this.delays = delays;
        this.woken = woken;
        this.number = number;
        next = number * rounds;
        end = next + rounds;
    }

    /** As {@link Timers#sleepAll}, by callbacks. */
    static void runAll(
            Timers timers, int sleepers, Duration[] delays, Duration span, IntConsumer woken) {
        for (int i = 0; i < sleepers; i++) {
            new Sleeper(timers, delays, woken, i, delays.length / sleepers).sleep();
        }
        timers.advance(span);
    }

    private void sleep() {
        timers.callLater(delays[next++], this);
    }

    @Override
    public void run() {
        woken.accept(number);
        if (next < end) {
            sleep();
        }
    }
}
