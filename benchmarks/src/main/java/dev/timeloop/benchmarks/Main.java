package dev.timeloop.benchmarks;

import java.io.IOException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmarks of timers as JMH does, with JMH's options, and compares the contenders. */
public final class Main {
    /** They have another table. */
    private static final String HOOKS = "\\.hooks\\.";

    private Main() {}

    /**
     * Runs them.
     *
     * @param args JMH's options: {@code -h} lists them
     */
    public static void main(String[] args)
            throws CommandLineOptionException, IOException, RunnerException {
        CommandLineOptions given = new CommandLineOptions(args);
        if (given.shouldHelp()) {
            given.showHelp();
            return;
        }
        Options options =
                new OptionsBuilder()
                        .parent(given)
                        .exclude(HOOKS)
                        .addProfiler(CpuTime.class)
                        .build();
        RatioTable table = new RatioTable(new Runner(options).run());
        System.out.println();
        System.out.println(table);
    }
}
