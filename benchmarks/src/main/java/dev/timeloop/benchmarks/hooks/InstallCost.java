package dev.timeloop.benchmarks.hooks;

import dev.timeloop.agent.install.Agent;
import dev.timeloop.benchmarks.TimedProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What installing costs: processor time of whole processes, by turns, over that of a plain one. */
public final class InstallCost {
    private static final String FORMAT = "%-22s %12s %12s %16s %16s";

    private enum Way {
        PLAIN(false, null),
        JAVAAGENT(true, Child.INSTALL),
        SELF_ATTACH(false, Child.INSTALL),
        OBSERVE_JAVAAGENT(true, Child.OBSERVE),
        OBSERVE_SELF_ATTACH(false, Child.OBSERVE);

        final boolean isAgentGiven;
        final String what;

        Way(boolean isAgentGiven, String what) {
            this.isAgentGiven = isAgentGiven;
            this.what = what;
        }
    }

    private final Map<Way, List<Double>> millis = new EnumMap<>(Way.class);

    /** Starts so many processes of each kind. */
    public InstallCost(int runs) throws IOException, InterruptedException {
        for (int i = 0; i < runs; i++) {
            for (Way way : Way.values()) {
                millis.computeIfAbsent(way, unused -> new ArrayList<>()).add(run(way));
            }
        }
    }

    private static double run(Way way) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (way.isAgentGiven) {
            command.add("-javaagent:" + TimedProcess.jarOf(Agent.class));
        }
        command.addAll(List.of("-cp", TimedProcess.jarOf(Child.class), Child.class.getName()));
        if (way.what != null) {
            command.add(way.what);
        }
        return TimedProcess.java(command).cpuMillis();
    }

    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(FORMAT, "cpu, ms", "median", "least", "over plain", "least"));
        List<Double> plain = millis.get(Way.PLAIN);
        millis.forEach((way, mine) -> lines.add(line(way, mine, plain)));
        return String.join(System.lineSeparator(), lines);
    }

    private static String line(Way way, List<Double> mine, List<Double> plain) {
        boolean compared = way != Way.PLAIN;
        return String.format(
                        FORMAT,
                        way.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        text(median(mine)),
                        text(least(mine)),
                        compared ? text(median(mine) - median(plain)) : "",
                        compared ? text(least(mine) - least(plain)) : "")
                .stripTrailing();
    }

    private static String text(double value) {
        return String.format("%.0f", value);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    private static double least(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }
}
