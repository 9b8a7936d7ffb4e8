package dev.timeloop.benchmarks.hooks;

import dev.timeloop.LooseEnd;
import dev.timeloop.agent.install.Agent;
import dev.timeloop.agent.observe.Observation;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
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

/** What a test that is checked for loose ends pays for its futures, on real time. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 6, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
        value = 2,
        jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC", "-Djdk.attach.allowAttachSelf=true"})
@State(Scope.Thread)
public class LeakCheckBenchmark {
    /** Whether the test is checked. */
    @Param({"WITHOUT", "WITH"})
    public Hooks hooks;

    private final Exception error = new Exception("expected");
    private Observation observation;

    /** Begins the test. */
    @Setup(Level.Trial)
    public void begin() {
        if (hooks == Hooks.WITH) {
            Agent.observe();
            observation = Observation.open();
            Observation.restore(observation);
        }
    }

    /** Ends the test, and checks that just what it has left behind is found. */
    @TearDown(Level.Trial)
    public void end() {
        if (observation == null) {
            return;
        }
        try (Observation ending = observation) {
            new CompletableFuture<>().completeExceptionally(error);
            List<LooseEnd> found = ending.looseEnds();
            if (found.size() != 1) {
                throw new IllegalStateException("Not what was left behind: " + found);
            }
        }
    }

    /** A future that is made, completed and looked at. */
    @Benchmark
    public Object future() {
        CompletableFuture<String> future = new CompletableFuture<>();
        future.complete("x");
        return future.join();
    }

    /** One that fails, with a stage that looks at the failure. */
    @Benchmark
    public Object failedFuture() {
        CompletableFuture<String> future = new CompletableFuture<>();
        future.completeExceptionally(error);
        return future.handle((value, failure) -> failure).join();
    }

    /** Three stages in a row. */
    @Benchmark
    public Object stages() {
        CompletableFuture<Integer> first = new CompletableFuture<>();
        CompletableFuture<Integer> last = first.thenApply(x -> x + 1).thenApply(x -> x + 1);
        first.complete(1);
        return last.join();
    }

    /** A task that is made, run and asked. */
    @Benchmark
    public Object task() throws ExecutionException, InterruptedException {
        FutureTask<String> task = new FutureTask<>(() -> "x");
        task.run();
        return task.get();
    }
}
