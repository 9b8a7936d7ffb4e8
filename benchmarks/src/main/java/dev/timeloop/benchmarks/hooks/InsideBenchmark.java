package dev.timeloop.benchmarks.hooks;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a test in a world of its own pays. Each invocation is a world, opened and closed. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 6, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
        value = 2,
        jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC", "-Djdk.attach.allowAttachSelf=true"})
@State(Scope.Benchmark)
public class InsideBenchmark {
    private static final int MANY = 100_000;
    private static final int ROUNDS = 10_000;

    /** Installs the agent, then loads what is measured. */
    @Setup(Level.Trial)
    public void prepare() throws NoSuchMethodException {
        Hooks.WITH.install();
        Locked.requireRewritten(true);
    }

    /** Reads the clock. */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public void nanoTime() throws Throwable {
        World.run(
                () -> {
                    long sum = 0;
                    for (int i = 0; i < MANY; i++) {
                        sum += System.nanoTime() & 1;
                    }
                    if (sum < 0) {
                        throw new AssertionError(sum);
                    }
                });
    }

    /** Sleeps while nobody else is ready. */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public void sleep() throws Throwable {
        World.run(
                () -> {
                    long start = System.nanoTime();
                    for (int i = 0; i < MANY; i++) {
                        Thread.sleep(1);
                    }
                    World.requireMillis(MANY, System.nanoTime() - start);
                });
    }

    /** Hands over between two platform threads that unpark each other, and park. */
    @Benchmark
    @OperationsPerInvocation(2 * ROUNDS)
    public void handOver() throws Throwable {
        World.run(
                () -> {
                    Thread me = Thread.currentThread();
                    Thread other = new Thread(() -> answer(me));
                    other.start();
                    for (int i = 0; i < ROUNDS; i++) {
                        LockSupport.unpark(other);
                        LockSupport.park();
                    }
                    other.join();
                });
    }

    private static void answer(Thread asker) {
        for (int i = 0; i < ROUNDS; i++) {
            LockSupport.park();
            LockSupport.unpark(asker);
        }
    }

    /** Enters and leaves a block that nobody else is in. */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public void synchronizedBlock() throws Throwable {
        World.run(
                () -> {
                    for (int i = 0; i < MANY; i++) {
                        Locked.INSTANCE.block();
                    }
                });
    }

    /** Enters and leaves a method that nobody else is in. */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public void synchronizedMethod() throws Throwable {
        World.run(
                () -> {
                    for (int i = 0; i < MANY; i++) {
                        Locked.INSTANCE.method();
                    }
                });
    }
}
