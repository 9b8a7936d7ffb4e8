package dev.timeloop.benchmarks.timers;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;

/**
 * The work to be done. All that isn't the contender's own is made here, before anything is
 * measured: delays, durations, callbacks. Instants are whole milliseconds: some know no others.
 */
abstract class Workload {
    private static final int LONGEST_MILLIS = 1_000_000;
    private static final int SLEEPERS = 1_000;

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

    private static Duration[] durations(int[] millis) {
        return Arrays.stream(millis).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }

    private static int[] random(int count) {
        return new Random(42).ints(count, 1, LONGEST_MILLIS + 1).toArray();
    }

    /** N timers at random delays, and one advance over all. */
    static Workload randomDelays(int count) {
        int[] millis = random(count);
        return new Later(inOrder(millis), millis);
    }

    /** N timers at one instant. */
    static Workload oneInstant(int count) {
        int[] millis = new int[count];
        Arrays.fill(millis, LONGEST_MILLIS / 2);
        return new Later(inOrder(millis), millis);
    }

    /** N timers at random delays, of which only each tenth isn't cancelled. */
    static Workload mostCancelled(int count) {
        int[] millis = random(count);
        return new Later(inOrder(millis, 10), millis) {
            private final Object[] pending = new Object[count];

            @Override
            void run(Timers timers) {
                for (int i = 0; i < delays.length; i++) {
                    pending[i] = timers.callLater(delays[i], callbacks[i]);
                }
                for (int i = 0; i < delays.length; i++) {
                    if (i % 10 != 0) {
                        timers.cancel(pending[i]);
                    }
                }
                timers.advance(span);
            }
        };
    }

    private static long inOrder(int[] delays) {
        return inOrder(delays, 1);
    }

    /** The trace of callbacks by (due, registration), without any timers. */
    private static long inOrder(int[] delays, int each) {
        Integer[] callbacks = new Integer[delays.length];
        Arrays.setAll(callbacks, i -> i);
        Arrays.sort(callbacks, Comparator.comparingInt(i -> delays[i])); // stable
        Trace trace = new Trace();
        for (int callback : callbacks) {
            if (callback % each == 0) {
                trace.add(callback);
            }
        }
        return trace.take();
    }

    /** One periodic timer, and N advances over a period each. */
    static Workload periodicInSteps(int count) {
        return new Periodic(count) {
            @Override
            void advance(Timers timers) {
                for (int i = 0; i < count; i++) {
                    timers.advance(period);
                }
            }
        };
    }

    /** One periodic timer, and one advance over N periods. */
    static Workload periodic(int count) {
        return new Periodic(count) {
            private final Duration span = period.multipliedBy(count);

            @Override
            void advance(Timers timers) {
                timers.advance(span);
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
                Runnable next =
                        new Runnable() {
                            @Override
                            public void run() {
                                trace.add(calls++);
                                if (calls < count) {
                                    timers.callLater(delay, this);
                                }
                            }
                        };
                timers.callLater(delay, next);
                timers.advance(span);
            }
        };
    }

    /** N tasks that end at random instants, and one join that collects their results. */
    static Workload join(int count) {
        Duration[] delays = durations(random(count));
        Duration span = Duration.ofMillis(LONGEST_MILLIS);
        return new Workload((long) count * (count - 1) / 2) {
            @Override
            void run(Timers timers) {
                trace.add(timers.joinAll(delays, span));
            }
        };
    }

    /** A thousand callbacks that each make their next one N / 1,000 times, at random delays. */
    static Workload sleepers(int count) {
        return sleepers(
                count,
                (timers, delays, span, trace) ->
                        Sleeper.runAll(timers, SLEEPERS, delays, span, trace::add));
    }

    /** The same, by bodies that block, from those who have such. */
    static Workload bodies(int count) {
        return sleepers(
                count,
                (timers, delays, span, trace) ->
                        timers.sleepAll(SLEEPERS, delays, span, trace::add));
    }

    private interface Sleeping {
        void run(Timers timers, Duration[] delays, Duration span, Trace trace);
    }

    private static Workload sleepers(int count, Sleeping sleeping) {
        int rounds = count / SLEEPERS;
        Duration[] delays = durations(new Random(42).ints(count, 1, 1_001).toArray());
        Duration span = Duration.ofSeconds(rounds);
        Trace expected = new Trace();
        try (Timers reference = new HeapTimers()) {
            Sleeper.runAll(reference, SLEEPERS, delays, span, expected::add);
        }
        return new Workload(expected.take()) {
            @Override
            void run(Timers timers) {
                sleeping.run(timers, delays, span, trace);
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

    /** Some timers, and one advance over all. */
    private static class Later extends Workload {
        final Duration[] delays;
        final Runnable[] callbacks;
        final Duration span = Duration.ofMillis(LONGEST_MILLIS);

        Later(long expected, int[] millis) {
            super(expected);
            delays = durations(millis);
            callbacks = new Runnable[millis.length];
            Arrays.setAll(callbacks, i -> () -> trace.add(i));
        }

        @Override
        void run(Timers timers) {
            for (int i = 0; i < delays.length; i++) {
                timers.callLater(delays[i], callbacks[i]);
            }
            timers.advance(span);
        }
    }

    private abstract static class Periodic extends Workload {
        final Duration period = Duration.ofMillis(1);
        private int calls;

        Periodic(int count) {
            super(counting(count));
        }

        @Override
        final void run(Timers timers) {
            calls = 0;
            Object series = timers.callEvery(period, () -> trace.add(calls++));
            advance(timers);
            timers.cancel(series);
        }

        abstract void advance(Timers timers);
    }
}
