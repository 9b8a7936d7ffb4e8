package dev.timeloop.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;

/** The time that a whole process took, with all processes that it started. */
public final class TimedProcess {
    /** The shell takes the time, since only that counts all that the process started, to the ms. */
    private static final String TIMED =
            "TIMEFORMAT='%3R %3U %3S'; time \"$0\" \"$@\" >/dev/null 2>&1";

    private static final double NANOS_PER_MILLI = 1e6;

    private final double realMillis;
    private final double cpuMillis;

    private TimedProcess(double realMillis, double cpuMillis) {
        this.realMillis = realMillis;
        this.cpuMillis = cpuMillis;
    }

    /**
     * Runs this JDK's {@code java}, and waits for its end.
     *
     * @param arguments of the command
     * @throws IOException if it fails
     */
    public static TimedProcess java(List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", "-c", TIMED));
        command.addAll(command(arguments));
        String[] seconds = output(command).split(" +");
        return new TimedProcess(millis(seconds[0]), millis(seconds[1]) + millis(seconds[2]));
    }

    /**
     * Runs this JDK's {@code java}, which takes the time of what it does, and waits for its end.
     *
     * @param arguments of the command; it ends its output with a line of nanoseconds: real time and
     *     processor time
     * @throws IOException if it fails
     */
    public static TimedProcess tells(List<String> arguments)
            throws IOException, InterruptedException {
        List<String> lines = output(command(arguments)).lines().toList();
        String[] nanos = lines.get(lines.size() - 1).split(" ");
        return new TimedProcess(
                Long.parseLong(nanos[0]) / NANOS_PER_MILLI,
                Long.parseLong(nanos[1]) / NANOS_PER_MILLI);
    }

    private static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= 21) {
            command.add("-XX:+EnableDynamicAgentLoading");
        }
        command.addAll(arguments);
        return command;
    }

    private static String output(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String answer;
        try (InputStream in = process.getInputStream()) {
            answer = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed: " + answer);
        }
        return answer;
    }

    private static double millis(String seconds) {
        return Double.parseDouble(seconds) * 1_000;
    }

    /** Real time. */
    public double realMillis() {
        return realMillis;
    }

    /** Processor time, the user's and the system's. */
    public double cpuMillis() {
        return cpuMillis;
    }

    /** Returns where a class comes from, for a class path. */
    public static String jarOf(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return Path.of(URI.create(source.getLocation().toString())).toString();
    }
}
