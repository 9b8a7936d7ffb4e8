package dev.timeloop.benchmarks.timers;

import java.util.Arrays;
import java.util.Locale;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Measures what recording its timeline costs a loop that does nothing else. */
public final class RecordingMain {
    private static final Work[] WORKS = {Work.RANDOM, Work.SLEEPS, Work.CHAIN, Work.PERIODIC};
    private static final String FORMAT = "%-10s %14s %14s %8s %18s";

    private RecordingMain() {}

    /**
     * Does a million events of each kind, again and again.
     *
     * @param args JMH's options, of which {@code -h} lists them all
     */
    public static void main(String[] args) throws CommandLineOptionException, RunnerException {
        StringBuilder table =
                new StringBuilder(
                        String.format(
                                FORMAT,
                                "",
                                "recorded, ns",
                                "unrecorded, ns",
                                "ratio",
                                "middle half of it"));
        for (RunResult result :
                new Runner(
                                new OptionsBuilder()
                                        .parent(new CommandLineOptions(args))
                                        .include(RecordingBenchmark.class.getName())
                                        .param("work", names())
                                        .build())
                        .run()) {
            table.append(System.lineSeparator()).append(line(result));
        }
        System.out.println();
        System.out.println(table);
    }

    private static String[] names() {
        return Arrays.stream(WORKS).map(Enum::name).toArray(String[]::new);
    }

    /** Medians; a ratio is that of one iteration. */
    private static String line(RunResult result) {
        IterationResult[] iterations =
                result.getBenchmarkResults().stream()
                        .map(BenchmarkResult::getIterationResults)
                        .flatMap(each -> each.stream())
                        .toArray(IterationResult[]::new);
        double[] ratios =
                Arrays.stream(iterations)
                        .mapToDouble(each -> sum(each, "recorded") / sum(each, "unrecorded"))
                        .sorted()
                        .toArray();
        return String.format(
                FORMAT,
                result.getParams().getParam("work").toLowerCase(Locale.ROOT),
                byEvent(result, iterations, "recorded"),
                byEvent(result, iterations, "unrecorded"),
                String.format("%.3f", ratios[ratios.length / 2]),
                String.format(
                        "%.3f to %.3f", ratios[ratios.length / 4], ratios[ratios.length * 3 / 4]));
    }

    private static double sum(IterationResult iteration, String counter) {
        return iteration.getSecondaryResults().get(counter).getScore();
    }

    private static String byEvent(RunResult result, IterationResult[] iterations, String counter) {
        int n = Integer.parseInt(result.getParams().getParam("n"));
        double[] nanos =
                Arrays.stream(iterations)
                        .mapToDouble(
                                each ->
                                        sum(each, counter)
                                                / each.getMetadata().getMeasuredOps()
                                                / n)
                        .sorted()
                        .toArray();
        return String.format("%.1f", nanos[nanos.length / 2]);
    }
}
