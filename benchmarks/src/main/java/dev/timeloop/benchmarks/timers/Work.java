package dev.timeloop.benchmarks.timers;

import java.util.function.IntFunction;

/** The workloads, in the order in which the table shows them. */
public enum Work {
    /** N timers at random delays, one advance. */
    RANDOM(Workload::randomDelays),

    /** The same as one test sees it, with its beginning and its end. */
    RANDOM_IN_ONE_TEST(Workload::randomDelays),

    /** N timers at random delays, 90 percent cancelled. */
    CANCELLED(Workload::mostCancelled),

    /** One periodic timer, N advances. */
    PERIODIC_IN_STEPS(Workload::periodicInSteps),

    /** One periodic timer, one advance. */
    PERIODIC(Workload::periodic),

    /** N timers at one instant. */
    ONE_INSTANT(Workload::oneInstant),

    /** N callbacks, each of which schedules the next. */
    CHAIN(Workload::chain),

    /** N tasks, one join that collects their results. */
    JOIN(Workload::join),

    /** A thousand tasks, N sleeps. */
    SLEEPS(Workload::sleepers),

    /** The same by a thousand bodies that block; by callbacks in the heap. */
    BODIES(Workload::bodies);

    private final IntFunction<Workload> prepared;

    Work(IntFunction<Workload> prepared) {
        this.prepared = prepared;
    }

    Workload prepare(int n) {
        return prepared.apply(n);
    }

    boolean isOneTest() {
        return this == RANDOM_IN_ONE_TEST;
    }
}
