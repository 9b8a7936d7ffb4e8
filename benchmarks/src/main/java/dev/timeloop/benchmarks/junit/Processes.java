package dev.timeloop.benchmarks.junit;

import dev.timeloop.EventLoop;
import dev.timeloop.benchmarks.TimedProcess;
import dev.timeloop.junit.TimeloopExtension;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;
import org.mockito.junit.jupiter.MockitoExtension;

/** Starts processes that run trivial tests, with nothing else on their class paths. */
final class Processes {
    private static final String SERVICES =
            "META-INF/services/org.junit.jupiter.api.extension.Extension";

    /** A class of each jar. */
    private static final List<String> JUNIT =
            List.of(
                    "org.junit.jupiter.api.Test",
                    "org.junit.jupiter.engine.JupiterTestEngine",
                    "org.junit.platform.commons.JUnitException",
                    "org.junit.platform.engine.TestEngine",
                    "org.junit.platform.launcher.Launcher",
                    "org.opentest4j.AssertionFailedError",
                    "org.apiguardian.api.API");

    private static final List<String> BYTE_BUDDY =
            List.of("net.bytebuddy.ByteBuddy", "net.bytebuddy.agent.ByteBuddyAgent");
    private static final List<String> TIMELOOP =
            List.of("dev.timeloop.junit.TimeloopExtension", "dev.timeloop.EventLoop");
    private static final List<String> MOCKITO =
            List.of(
                    "org.mockito.junit.jupiter.MockitoExtension",
                    "org.mockito.Mockito",
                    "org.objenesis.Objenesis");

    /** After so many runs of two thousand tests the compilers have done their work. */
    private static final int WARM = 15;

    private final Suite plain;
    private final Suite withLoops;
    private final Path noOp;
    private final Path noOpInterceptor;
    private final Path mockito;

    /** Makes what they need. */
    Processes(Path folder, int mostTests) throws IOException {
        int classes = mostTests / Suite.TESTS;
        plain = Suite.write(folder.resolve("plain"), classes, "", Test.class, API.class);
        withLoops =
                Suite.write(
                        folder.resolve("loops"),
                        classes,
                        EventLoop.class.getName() + " loop",
                        Test.class,
                        API.class,
                        EventLoop.class);
        noOp = service(folder.resolve("noop"), NoOpExtension.class);
        Suite.copy(NoOpExtension.class, noOp);
        noOpInterceptor = service(folder.resolve("interceptor"), NoOpInterceptor.class);
        Suite.copy(NoOpExtension.class, noOpInterceptor);
        Suite.copy(NoOpInterceptor.class, noOpInterceptor);
        mockito = service(folder.resolve("mockito"), MockitoExtension.class);
    }

    /** Lets JUnit detect an extension. */
    private static Path service(Path folder, Class<?> extension) throws IOException {
        Path file = folder.resolve(SERVICES);
        Files.createDirectories(file.getParent());
        Files.writeString(file, extension.getName() + System.lineSeparator());
        return folder;
    }

    /** Runs so many tests in a process of their own. */
    TimedProcess run(Contender contender, int tests) throws IOException, InterruptedException {
        return TimedProcess.java(command(contender, tests, 1));
    }

    /** Runs the tests several times in one process, and returns what the last run took. */
    TimedProcess runWarm(Contender contender, int tests) throws IOException, InterruptedException {
        return TimedProcess.tells(command(contender, tests, WARM));
    }

    private List<String> command(Contender contender, int tests, int runs) {
        List<String> command = new ArrayList<>(List.of("-Xms256m", "-Xmx256m", "-XX:+UseSerialGC"));
        command.add("-Djunit.jupiter.extensions.autodetection.enabled=true");
        String javaAgent = "-javaagent";
        for (String option : contender.options) {
            boolean isAgent = option.equals(javaAgent);
            command.add(
                    isAgent ? option + ':' + TimedProcess.jarOf(TimeloopExtension.class) : option);
        }
        command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath(contender))));
        command.addAll(Suite.arguments(tests, runs));
        return command;
    }

    private List<String> classPath(Contender contender) {
        List<String> classPath = new ArrayList<>();
        classPath.add((contender.takesLoop ? withLoops : plain).folder.toString());
        add(classPath, JUNIT);
        switch (contender.extension) {
            case NONE -> {}
            case NO_OP -> classPath.add(noOp.toString());
            case NO_OP_INTERCEPTOR -> classPath.add(noOpInterceptor.toString());
            case TIMELOOP -> {
                add(classPath, TIMELOOP);
                add(classPath, BYTE_BUDDY);
            }
            case MOCKITO -> {
                classPath.add(mockito.toString());
                add(classPath, MOCKITO);
                add(classPath, BYTE_BUDDY);
            }
        }
        return classPath;
    }

    private static void add(List<String> classPath, List<String> types) {
        for (String type : types) {
            try {
                Class<?> found = Class.forName(type, false, Processes.class.getClassLoader());
                classPath.add(TimedProcess.jarOf(found));
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
