package dev.timeloop.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Schedules callbacks and runs them, with each contender in processes of its own.
 *
 * <p>Every invocation checks, at the cost of a comparison, that all callbacks were made in order.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
        value = 2,
        jvmArgs = {"-Xms2g", "-Xmx2g", "-XX:+UseG1GC"})
public class TimersBenchmark {
    /** Timers that live on from one invocation to the next. */
    @State(Scope.Benchmark)
    public static class Kept {
        /** Whose timers. */
        @Param({"HEAP", "LOOP"})
        public Contender contender;

        private Timers timers;

        /** Makes the timers. */
        @Setup(Level.Trial)
        public void create() {
            timers = contender.create();
        }

        /** Ends them. */
        @TearDown(Level.Trial)
        public void close() {
            timers.close();
        }
    }

    /** Many timers. */
    @State(Scope.Benchmark)
    public static class Random {
        /** How many. */
        @Param({"1000", "100000", "1000000"})
        public int n;

        private Workload work;

        /** Prepares what isn't measured. */
        @Setup(Level.Trial)
        public void prepare() {
            work = Workload.randomDelays(n);
        }
    }

    /** One timer in flight. */
    @State(Scope.Benchmark)
    public static class Single {
        /** How many times it fires. */
        @Param("1000000")
        public int n;

        private Workload periodic;
        private Workload chain;

        /** Prepares what isn't measured. */
        @Setup(Level.Trial)
        public void prepare() {
            periodic = Workload.periodic(n);
            chain = Workload.chain(n);
        }
    }

    /** N timers at random delays, one advance: on timers that have seen many. */
    @Benchmark
    public long random(Kept kept, Random random) {
        random.work.run(kept.timers);
        return random.work.check();
    }

    /** N timers at random delays, one advance: as one test, with its beginning and its end. */
    @Benchmark
    public long randomInOneTest(Kept kept, Random random) {
        try (Timers timers = kept.contender.create()) {
            random.work.run(timers);
        }
        return random.work.check();
    }

    /** One periodic timer, one advance over N periods. */
    @Benchmark
    public long periodic(Kept kept, Single single) {
        single.periodic.run(kept.timers);
        return single.periodic.check();
    }

    /** A callback that schedules the next, N times. */
    @Benchmark
    public long chain(Kept kept, Single single) {
        single.chain.run(kept.timers);
        return single.chain.check();
    }
}
