package dev.timeloop.benchmarks.hooks;

import dev.timeloop.benchmarks.CpuTime;
import dev.timeloop.benchmarks.Ratios;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/** Medians of all iterations; and, where a JVM without the agent did the same, the ratios. */
final class CostTable {
    private static final String FORMAT = "%-36s %12s %12s %-5s %16s %16s";

    private final Map<String, Map<Hooks, RunResult>> works = new TreeMap<>();

    CostTable(Collection<RunResult> results) {
        for (RunResult result : results) {
            String hooks = result.getParams().getParam("hooks");
            works.computeIfAbsent(name(result), key -> new TreeMap<>())
                    .put(hooks == null ? Hooks.WITH : Hooks.valueOf(hooks), result);
        }
    }

    private static String name(RunResult result) {
        String name = result.getParams().getBenchmark();
        int type = name.lastIndexOf('.', name.lastIndexOf('.') - 1);
        return name.substring(type + 1).replace("Benchmark.", " ");
    }

    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(FORMAT, "", "without", "with", "", "ratio, real", "ratio, cpu"));
        works.forEach((name, both) -> lines.add(line(name, both)));
        return String.join(System.lineSeparator(), lines);
    }

    private static String line(String name, Map<Hooks, RunResult> both) {
        RunResult with = both.get(Hooks.WITH);
        RunResult without = both.get(Hooks.WITHOUT);
        RunResult any = with == null ? without : with;
        boolean compared = with != null && without != null;
        return String.format(
                        FORMAT,
                        name,
                        without == null ? "" : Ratios.median(real(without)),
                        with == null ? "" : Ratios.median(real(with)),
                        any.getPrimaryResult().getScoreUnit(),
                        compared ? Ratios.ratio(real(with), real(without)) : "",
                        compared ? Ratios.ratio(cpu(with), cpu(without)) : "")
                .stripTrailing();
    }

    private static Statistics real(RunResult result) {
        return result.getPrimaryResult().getStatistics();
    }

    private static Statistics cpu(RunResult result) {
        return result.getSecondaryResults().get(CpuTime.LABEL).getStatistics();
    }
}
