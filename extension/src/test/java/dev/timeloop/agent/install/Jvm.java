package dev.timeloop.agent.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a class in a JVM of its own, on our own class path, and reads what it prints. */
final class Jvm {
    private static final int PATIENCE_SECONDS = 60;

    private Jvm() {}

    /** Returns the lines {@code name = text} that were printed. */
    static Map<String, String> run(Class<?> main, String... options)
            throws IOException, InterruptedException {
        Map<String, String> lines = new LinkedHashMap<>();
        for (String line : output(main, options).lines().toList()) {
            int equals = line.indexOf(" = ");
            if (equals > 0) {
                lines.putIfAbsent(line.substring(0, equals), line.substring(equals + 3));
            }
        }
        return lines;
    }

    static String output(Class<?> main, String... options)
            throws IOException, InterruptedException {
        return output(main, List.of(), options);
    }

    static String output(Class<?> main, List<String> arguments, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(arguments);
        Path output = Files.createTempFile("timeloop", ".txt");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError(
                        main.getSimpleName()
                                + " took too long: "
                                + Files.readString(output, StandardCharsets.UTF_8));
            }
            return Files.readString(output, StandardCharsets.UTF_8);
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(output);
        }
    }
}
