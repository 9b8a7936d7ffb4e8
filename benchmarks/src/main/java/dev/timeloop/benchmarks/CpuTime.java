package dev.timeloop.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Takes the processor time of the whole process, with its garbage collector and its compilers.
 *
 * <p>Real time is what users wait for; on a machine that has other things to do, only processor
 * time can be compared.
 */
public final class CpuTime implements InternalProfiler {
    /** The name of its results. */
    public static final String LABEL = "cpu";

    private static final double NANOS_PER_MICRO = 1_000;

    private final OperatingSystemMXBean system =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private long start;

    @Override
    public String getDescription() {
        return "processor time of the whole process";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        start = system.getProcessCpuTime();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double micros = (system.getProcessCpuTime() - start) / NANOS_PER_MICRO;
        long operations = result.getMetadata().getAllOps();
        return List.of(
                new ScalarResult(LABEL, micros / operations, "us/op", AggregationPolicy.AVG));
    }
}
