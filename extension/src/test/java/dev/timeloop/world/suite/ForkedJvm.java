package dev.timeloop.world.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a class of tests in a JVM of its own, started with arguments that this one doesn't have. */
public final class ForkedJvm {
    private final List<String> jvm = new ArrayList<>();
    private final List<String> configuration = new ArrayList<>();
    private String classPath = System.getProperty("java.class.path");

    /** With more options of the JVM. */
    public ForkedJvm with(String... arguments) {
        jvm.addAll(List.of(arguments));
        return this;
    }

    /** As a build tool passes it to JUnit. */
    ForkedJvm configured(String... parameters) {
        configuration.addAll(List.of(parameters));
        return this;
    }

    /** With classes or resources that may be in place of ours. */
    public ForkedJvm withFirstOnClassPath(Path directory) {
        classPath = directory + File.pathSeparator + classPath;
        return this;
    }

    /** What it printed: how each test ended, after anything on standard error. */
    public String run(Class<?> testCase) throws IOException, InterruptedException {
        return run(testCase.getName());
    }

    /** As {@link #run(Class)}, for a class that this JVM doesn't have. */
    public String run(String testCase) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1"); // it lives for a second
        command.addAll(jvm);
        command.addAll(List.of("-cp", classPath, ForkedMain.class.getName(), testCase));
        command.addAll(configuration);
        Path output = Files.createTempFile("forked", ".txt");
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            try {
                assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            } finally {
                process.destroyForcibly();
            }
            return Files.readString(output);
        } finally {
            Files.delete(output);
        }
    }
}
