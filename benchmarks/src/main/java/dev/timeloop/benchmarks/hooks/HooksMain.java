package dev.timeloop.benchmarks.hooks;

import dev.timeloop.benchmarks.CpuTime;
import java.io.IOException;
import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Measures what the hooks cost, outside worlds and inside, and what it costs to install them. */
public final class HooksMain {
    private static final int RUNS = 11;
    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

    private HooksMain() {}

    /**
     * Runs all, or what the arguments name.
     *
     * @param args {@code install}, for that alone; or JMH's options: {@code -h} lists them
     */
    public static void main(String[] args)
            throws CommandLineOptionException, IOException, RunnerException, InterruptedException {
        boolean installOnly = args.length == 1 && args[0].equals("install");
        if (!installOnly) {
            CostTable table = new CostTable(measure(args));
            System.out.println(System.lineSeparator() + table + System.lineSeparator());
        }
        if (installOnly || args.length == 0) {
            System.out.println(new InstallCost(RUNS));
        }
        if (args.length == 0) {
            System.out.println(System.lineSeparator() + LeakCheckMemory.measure());
        }
    }

    private static Collection<RunResult> measure(String[] args)
            throws CommandLineOptionException, RunnerException {
        CommandLineOptions given = new CommandLineOptions(args);
        ChainedOptionsBuilder options =
                new OptionsBuilder()
                        .parent(given)
                        .exclude("TimersBenchmark")
                        .addProfiler(CpuTime.class);
        int jdk = Runtime.version().feature();
        if (jdk >= FIRST_WITH_VIRTUAL_THREADS) {
            options.jvmArgsAppend("-XX:+EnableDynamicAgentLoading");
        } else {
            options.exclude("VirtualThreads");
        }
        return new Runner(options.build()).run();
    }
}
