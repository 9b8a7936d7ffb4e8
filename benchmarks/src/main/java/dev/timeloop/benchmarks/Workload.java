package dev.timeloop.benchmarks;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;

/**
 * The work to be done. All that isn't the contender's own is made here, before anything is
 * measured: delays, durations, callbacks.
 */
abstract class Workload {
    final Trace trace = new Trace();
    private final long expected;

    Workload(long expected) {
        this.expected = expected;
    }

    /** Does the work once, and leaves no timer behind. */
    abstract void run(Timers timers);

    /** The trace of the last run, which is always the same: callbacks were made in order. */
    final long check() {
        long found = trace.take();
        if (found != expected) {
            throw new IllegalStateException(
                    "Some callbacks were not made, or not in their order: " + found);
        }
        return found;
    }

    /** N timers at random delays, whole microseconds up to a second, and one advance over all. */
    static Workload randomDelays(int count) {
        int[] micros = new Random(42).ints(count, 1, 1_000_001).toArray();
        return new Workload(inOrder(micros)) {
            private final Duration[] delays =
                    Arrays.stream(micros)
                            .mapToObj(delay -> Duration.of(delay, ChronoUnit.MICROS))
                            .toArray(Duration[]::new);
            private final Runnable[] callbacks = new Runnable[count];
            private final Duration span = Duration.ofSeconds(1);

            {
                Arrays.setAll(callbacks, i -> () -> trace.add(i));
            }

            @Override
            void run(Timers timers) {
                for (int i = 0; i < delays.length; i++) {
                    timers.callLater(delays[i], callbacks[i]);
                }
                timers.advance(span);
            }
        };
    }

    /** The trace of callbacks by (due, registration), without any timers. */
    private static long inOrder(int[] delays) {
        Integer[] callbacks = new Integer[delays.length];
        Arrays.setAll(callbacks, i -> i);
        Arrays.sort(callbacks, Comparator.comparingInt(i -> delays[i])); // stable
        Trace trace = new Trace();
        for (int callback : callbacks) {
            trace.add(callback);
        }
        return trace.take();
    }

    /** One periodic timer, and one advance over N periods. */
    static Workload periodic(int count) {
        return new Workload(counting(count)) {
            private final Duration period = Duration.ofMillis(1);
            private final Duration span = period.multipliedBy(count);
            private int calls;

            @Override
            void run(Timers timers) {
                calls = 0;
                Timers.Series series = timers.callEvery(period, () -> trace.add(calls++));
                timers.advance(span);
                series.cancel();
            }
        };
    }

    /** A callback that schedules the next one, N times, and one advance over all of them. */
    static Workload chain(int count) {
        return new Workload(counting(count)) {
            private final Duration delay = Duration.ofMillis(1);
            private final Duration span = delay.multipliedBy(count);
            private int calls;

            @Override
            void run(Timers timers) {
                calls = 0;
                timers.callLater(
                        delay,
                        new Runnable() {
                            @Override
                            public void run() {
                                trace.add(calls++);
                                if (calls < count) {
                                    timers.callLater(delay, this);
                                }
                            }
                        });
                timers.advance(span);
            }
        };
    }

    private static long counting(int count) {
        Trace trace = new Trace();
        for (int i = 0; i < count; i++) {
            trace.add(i);
        }
        return trace.take();
    }
}
