package dev.timeloop.benchmarks.hooks;

import dev.timeloop.agent.install.Agent;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What installing costs: processor time of whole processes, by turns, over that of a plain one. */
final class InstallCost {
    /** The shell takes the time, since only that counts all that the process started, to the ms. */
    private static final String TIMED = "TIMEFORMAT='%3U %3S'; time \"$0\" \"$@\" >/dev/null 2>&1";

    private static final String FORMAT = "%-16s %12s %12s %16s %16s";

    private enum Way {
        PLAIN,
        JAVAAGENT,
        SELF_ATTACH
    }

    private final List<List<Double>> millis = new ArrayList<>();

    /** Starts so many processes of each kind. */
    InstallCost(int runs) throws IOException, InterruptedException {
        for (Way way : Way.values()) {
            millis.add(new ArrayList<>());
        }
        for (int i = 0; i < runs; i++) {
            for (Way way : Way.values()) {
                millis.get(way.ordinal()).add(run(way));
            }
        }
    }

    private static double run(Way way) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", "-c", TIMED));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (way == Way.JAVAAGENT) {
            command.add("-javaagent:" + jarOf(Agent.class));
        } else if (way == Way.SELF_ATTACH && Runtime.version().feature() >= 21) {
            command.add("-XX:+EnableDynamicAgentLoading");
        }
        command.addAll(List.of("-cp", jarOf(Child.class), Child.class.getName()));
        if (way != Way.PLAIN) {
            command.add("install");
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String answer;
        try (InputStream in = process.getInputStream()) {
            answer = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed: " + answer);
        }
        return Arrays.stream(answer.split(" ")).mapToDouble(Double::parseDouble).sum() * 1_000;
    }

    private static String jarOf(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return Path.of(URI.create(source.getLocation().toString())).toString();
    }

    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(FORMAT, "cpu, ms", "median", "least", "over plain", "least"));
        List<Double> plain = millis.get(Way.PLAIN.ordinal());
        for (Way way : Way.values()) {
            List<Double> mine = millis.get(way.ordinal());
            boolean compared = way != Way.PLAIN;
            lines.add(
                    String.format(
                                    FORMAT,
                                    way.name().toLowerCase().replace('_', '-'),
                                    text(median(mine)),
                                    text(least(mine)),
                                    compared ? text(median(mine) - median(plain)) : "",
                                    compared ? text(least(mine) - least(plain)) : "")
                            .stripTrailing());
        }
        return String.join(System.lineSeparator(), lines);
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
