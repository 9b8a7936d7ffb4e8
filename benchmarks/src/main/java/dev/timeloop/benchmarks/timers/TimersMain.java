package dev.timeloop.benchmarks.timers;

import dev.timeloop.benchmarks.CpuTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Measures what timers cost, and compares the contenders. */
public final class TimersMain {
    private TimersMain() {}

    /**
     * Runs all workloads, or those whose names begin with the arguments that are no options.
     *
     * @param args JMH's options, of which {@code -h} lists them all, and names of workloads
     */
    public static void main(String[] args) throws CommandLineOptionException, RunnerException {
        CommandLineOptions given = new CommandLineOptions(args);
        List<RunResult> results = new ArrayList<>();
        for (Plan plan : Plan.all()) {
            if (isWanted(plan, given.getIncludes())) {
                results.addAll(
                        new Runner(
                                        new OptionsBuilder()
                                                .parent(new CommandLineOptions(options(args)))
                                                .include(TimersBenchmark.class.getName())
                                                .param("work", plan.work().name())
                                                .param("n", String.valueOf(plan.n()))
                                                .param("contender", names(plan, given))
                                                .addProfiler(CpuTime.class)
                                                .addProfiler(GCProfiler.class)
                                                .build())
                                .run());
            }
        }
        System.out.println();
        System.out.println(new RatioTable(results));
    }

    private static boolean isWanted(Plan plan, List<String> names) {
        String name = plan.work().name();
        return names.isEmpty()
                || names.stream().anyMatch(each -> name.startsWith(each.toUpperCase(Locale.ROOT)));
    }

    /** Those of a plan, or those of them that were asked for. */
    private static String[] names(Plan plan, CommandLineOptions given) {
        List<String> names = new ArrayList<>(List.of(plan.names()));
        if (given.getParameter("contender").hasValue()) {
            names.retainAll(given.getParameter("contender").get());
        }
        return names.toArray(new String[0]);
    }

    /** Without the names, which JMH would take for benchmarks. */
    private static String[] options(String[] args) throws CommandLineOptionException {
        List<String> names = new CommandLineOptions(args).getIncludes();
        List<String> left = new ArrayList<>(List.of(args));
        left.removeAll(names);
        return left.toArray(new String[0]);
    }
}
