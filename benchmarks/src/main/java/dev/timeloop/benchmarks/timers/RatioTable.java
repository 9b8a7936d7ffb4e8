package dev.timeloop.benchmarks.timers;

import dev.timeloop.benchmarks.CpuTime;
import dev.timeloop.benchmarks.Ratios;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/**
 * Results side by side: medians of all iterations by event, and each contender's processor time as
 * a multiple of the heap's and of the best peer's.
 */
final class RatioTable {
    private static final String FORMAT = "%-18s %9s  %-8s %9s %9s %16s %16s %8s";
    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final double NANOS_PER_MICRO = 1_000;

    private final Map<Key, Map<Contender, RunResult>> workloads = new TreeMap<>();

    private record Key(Work work, int n) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return Comparator.comparing(Key::work).thenComparing(Key::n).compare(this, other);
        }
    }

    RatioTable(Collection<RunResult> results) {
        for (RunResult result : results) {
            Work work = Work.valueOf(result.getParams().getParam("work"));
            int n = Integer.parseInt(result.getParams().getParam("n"));
            Contender contender = Contender.valueOf(result.getParams().getParam("contender"));
            workloads
                    .computeIfAbsent(new Key(work, n), key -> new EnumMap<>(Contender.class))
                    .put(contender, result);
        }
    }

    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        lines.add(
                String.format(
                        FORMAT,
                        "",
                        "n",
                        "",
                        "real, ns",
                        "cpu, ns",
                        "of the heap's",
                        "of the best peer",
                        "B/event"));
        workloads.forEach(
                (key, contenders) ->
                        contenders.forEach(
                                (who, result) -> lines.add(line(key, who, result, contenders))));
        return String.join(System.lineSeparator(), lines);
    }

    private static String line(
            Key key, Contender who, RunResult result, Map<Contender, RunResult> all) {
        RunResult heap = all.get(Contender.HEAP);
        RunResult best = best(all);
        return String.format(
                FORMAT,
                who == Contender.HEAP ? key.work.name().toLowerCase(Locale.ROOT) : "",
                who == Contender.HEAP ? String.format("%,d", key.n) : "",
                who.name().toLowerCase(Locale.ROOT),
                byEvent(real(result), key.n),
                byEvent(cpu(result), key.n),
                heap == null || who == Contender.HEAP ? "" : Ratios.ratio(cpu(result), cpu(heap)),
                best == null || who.isPeer() ? "" : Ratios.ratio(cpu(result), cpu(best)),
                allocated(result, key.n));
    }

    private static RunResult best(Map<Contender, RunResult> all) {
        RunResult best = null;
        for (Map.Entry<Contender, RunResult> each : all.entrySet()) {
            RunResult result = each.getValue();
            if (each.getKey().isPeer() && (best == null || median(result) < median(best))) {
                best = result;
            }
        }
        return best;
    }

    private static double median(RunResult result) {
        return cpu(result).getPercentile(50);
    }

    private static String byEvent(Statistics micros, int n) {
        return String.format("%,.1f", micros.getPercentile(50) * NANOS_PER_MICRO / n);
    }

    private static String allocated(RunResult result, int n) {
        Result<?> bytes = result.getSecondaryResults().get(ALLOCATED);
        return bytes == null ? "" : String.format("%,.0f", bytes.getScore() / n);
    }

    private static Statistics real(RunResult result) {
        return result.getPrimaryResult().getStatistics();
    }

    private static Statistics cpu(RunResult result) {
        return result.getSecondaryResults().get(CpuTime.LABEL).getStatistics();
    }
}
