package dev.timeloop.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/**
 * Results side by side: medians of all iterations, in real and in processor time, and each
 * contender's as a multiple of the first one's.
 */
final class RatioTable {
    private static final String FORMAT = "%-16s %9s  %-5s %12s %16s %12s %16s";

    private final Map<String, Map<Contender, RunResult>> workloads = new TreeMap<>();

    RatioTable(Collection<RunResult> results) {
        for (RunResult result : results) {
            Contender contender = Contender.valueOf(result.getParams().getParam("contender"));
            workloads
                    .computeIfAbsent(workload(result), key -> new TreeMap<>())
                    .put(contender, result);
        }
    }

    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(FORMAT, "", "n", "", "real, us", "ratio", "cpu, us", "ratio"));
        for (Map<Contender, RunResult> contenders : workloads.values()) {
            contenders.forEach(
                    (contender, result) ->
                            lines.add(line(contender, result, contenders.get(Contender.HEAP))));
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static String line(Contender contender, RunResult result, RunResult first) {
        boolean compared = first != null && first != result;
        return String.format(
                FORMAT,
                name(result),
                String.format("%,d", count(result)),
                contender.name().toLowerCase(),
                Ratios.median(real(result)),
                compared ? Ratios.ratio(real(result), real(first)) : "",
                Ratios.median(cpu(result)),
                compared ? Ratios.ratio(cpu(result), cpu(first)) : "");
    }

    private static String workload(RunResult result) {
        return String.format("%s %12d", name(result), count(result));
    }

    private static String name(RunResult result) {
        String name = result.getParams().getBenchmark();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static long count(RunResult result) {
        BenchmarkParams params = result.getParams();
        return Long.parseLong(params.getParam("n"));
    }

    private static Statistics real(RunResult result) {
        return result.getPrimaryResult().getStatistics();
    }

    private static Statistics cpu(RunResult result) {
        return result.getSecondaryResults().get(CpuTime.LABEL).getStatistics();
    }
}
