package dev.timeloop.benchmarks.timers;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * The same work on a loop with its timeline and on one without, by turns in one process: what they
 * differ by is less than what two processes on a shared machine differ by.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 20, time = 1)
@Fork(
        value = 2,
        jvmArgs = {"-Xms2g", "-Xmx2g", "-XX:+UseSerialGC"})
@State(Scope.Thread)
public class RecordingBenchmark {
    /** What is done. */
    @Param("RANDOM")
    public Work work;

    /** How often. */
    @Param("1000000")
    public int n;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private Workload prepared;
    private Timers recorded;
    private Timers unrecorded;
    private boolean isRecordedFirst;

    /** Processor time of the thread, in nanoseconds. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Times {
        /** With the timeline. */
        public long recorded;

        /** Without. */
        public long unrecorded;
    }

    /** Prepares what isn't measured. */
    @Setup(Level.Trial)
    public void prepare() {
        prepared = work.prepare(n);
        recorded = Contender.LOOP.create();
        unrecorded = Contender.UNRECORDED.create();
    }

    /** Ends them. */
    @TearDown(Level.Trial)
    public void close() {
        recorded.close();
        unrecorded.close();
    }

    /** The work on both, and which of them comes first changes each time. */
    @Benchmark
    public void byTurns(Times times) {
        isRecordedFirst = !isRecordedFirst;
        if (isRecordedFirst) {
            times.recorded += time(recorded);
            times.unrecorded += time(unrecorded);
        } else {
            times.unrecorded += time(unrecorded);
            times.recorded += time(recorded);
        }
    }

    private long time(Timers timers) {
        long before = threads.getCurrentThreadCpuTime();
        prepared.run(timers);
        long taken = threads.getCurrentThreadCpuTime() - before;
        long unused = prepared.check();
        return taken;
    }
}
