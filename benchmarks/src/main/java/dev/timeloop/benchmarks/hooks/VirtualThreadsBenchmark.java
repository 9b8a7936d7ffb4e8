package dev.timeloop.benchmarks.hooks;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Many virtual threads in one world, from the first time on; on JDKs that have them. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 5)
@Fork(
        value = 2,
        jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC", "-Djdk.attach.allowAttachSelf=true"})
@State(Scope.Benchmark)
public class VirtualThreadsBenchmark {
    private static final int THREADS = 10_000;
    private static final int LONGEST_MILLIS = 10_000;

    /** Installs the agent. */
    @Setup(Level.Trial)
    public void prepare() {
        Hooks.WITH.install();
    }

    /** Ten thousand of them sleep for up to ten seconds each. */
    @Benchmark
    public void sleepers() throws Throwable {
        World.run(
                () -> {
                    Random random = new Random(1);
                    ExecutorService executor = perTask();
                    List<Future<?>> all = new ArrayList<>();
                    long start = System.nanoTime();
                    int longest = 0;
                    for (int i = 0; i < THREADS; i++) {
                        int millis = random.nextInt(LONGEST_MILLIS);
                        longest = Math.max(longest, millis);
                        all.add(
                                executor.submit(
                                        () -> {
                                            Thread.sleep(millis);
                                            return millis;
                                        }));
                    }
                    for (Future<?> each : all) {
                        each.get();
                    }
                    World.requireMillis(longest, System.nanoTime() - start);
                    executor.shutdown();
                });
    }

    private static ExecutorService perTask() throws ReflectiveOperationException {
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }
}
