package dev.timeloop.benchmarks.timers;

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
@Warmup(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
        value = 2,
        jvmArgs = {
            "-Xms2g",
            "-Xmx2g",
            "-XX:+UseSerialGC",
            "--add-opens=java.base/java.lang=ALL-UNNAMED" // as the agent does it
        })
@State(Scope.Benchmark)
public class TimersBenchmark {
    /** Whose timers. */
    @Param({"HEAP", "LOOP"})
    public Contender contender;

    /** What is done. */
    @Param("RANDOM")
    public Work work;

    /** How often. */
    @Param("1000")
    public int n;

    private Workload prepared;
    private Timers timers;

    /** Prepares what isn't measured; the timers live on from one invocation to the next. */
    @Setup(Level.Trial)
    public void prepare() {
        prepared = work.prepare(n);
        timers = contender.create();
    }

    /** Ends them. */
    @TearDown(Level.Trial)
    public void close() {
        timers.close();
    }

    /** All of it once. */
    @Benchmark
    public long run() {
        if (work.isOneTest()) {
            try (Timers own = contender.create()) {
                prepared.run(own);
            }
        } else {
            prepared.run(timers);
        }
        return prepared.check();
    }
}
