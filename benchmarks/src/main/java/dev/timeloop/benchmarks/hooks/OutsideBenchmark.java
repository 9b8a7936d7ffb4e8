package dev.timeloop.benchmarks.hooks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
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
import org.openjdk.jmh.annotations.Warmup;

/** What tests on real time pay, in a JVM whose worlds are all closed. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 6, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
        value = 2,
        jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC", "-Djdk.attach.allowAttachSelf=true"})
@State(Scope.Benchmark)
public class OutsideBenchmark {
    /** Whether the agent is there. */
    @Param({"WITHOUT", "WITH"})
    public Hooks hooks;

    private List<String> list;
    private ReentrantLock lock;

    /** Installs the agent, then loads what is measured. */
    @Setup(Level.Trial)
    public void prepare() throws NoSuchMethodException {
        hooks.install();
        Locked.requireRewritten(hooks == Hooks.WITH);
        list = Collections.synchronizedList(new ArrayList<>());
        lock = new ReentrantLock();
    }

    /** A call that the compiler replaces by an instruction, unless it is rewritten. */
    @Benchmark
    public long nanoTime() {
        return System.nanoTime();
    }

    /** Parks with a permit at hand. */
    @Benchmark
    public void unparkAndPark() {
        LockSupport.unpark(Thread.currentThread());
        LockSupport.park();
    }

    /** Parks for too short a time to lose the processor. */
    @Benchmark
    public void unparkAndParkNanos() {
        LockSupport.unpark(Thread.currentThread());
        LockSupport.parkNanos(this, 1);
    }

    /** A lock that parks only when it is contended. */
    @Benchmark
    public void lock() {
        lock.lock();
        lock.unlock();
    }

    /** A monitor in a class of the JDK that is rewritten. */
    @Benchmark
    public int synchronizedList() {
        return list.size();
    }

    /** A block in a class of an application. */
    @Benchmark
    public int synchronizedBlock() {
        return Locked.INSTANCE.block();
    }

    /** A method of a class of an application. */
    @Benchmark
    public int synchronizedMethod() {
        return Locked.INSTANCE.method();
    }
}
