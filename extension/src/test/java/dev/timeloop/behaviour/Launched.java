package dev.timeloop.behaviour;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs fixtures as a build tool does: by the launcher, with the listeners that it finds. */
final class Launched {
    private final List<String> failed = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();
    private String standardOutput = "";
    private String standardError = "";

    private Launched() {}

    static Launched run(Map<String, String> configuration, Class<?>... testCases) {
        return run(
                List.of(
                        request(
                                configuration,
                                Stream.of(testCases)
                                        .map(type -> (DiscoverySelector) selectClass(type))
                                        .toArray(DiscoverySelector[]::new))));
    }

    static LauncherDiscoveryRequest request(
            Map<String, String> configuration, DiscoverySelector... selectors) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(selectors)
                .configurationParameters(configuration)
                .build();
    }

    /** Runs one after the other in one session. */
    static Launched run(List<LauncherDiscoveryRequest> requests) {
        Launched launched = new Launched();
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream capturedOut = new ByteArrayOutputStream();
        ByteArrayOutputStream capturedErr = new ByteArrayOutputStream();
        System.setOut(new PrintStream(capturedOut, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(capturedErr, true, StandardCharsets.UTF_8));
        try (LauncherSession session =
                LauncherFactory.openSession(
                        LauncherConfig.builder()
                                .enableTestExecutionListenerAutoRegistration(false)
                                .build())) {
            for (LauncherDiscoveryRequest request : requests) {
                session.getLauncher().execute(request, launched.new Ends());
            }
        } finally {
            System.setOut(out);
            System.setErr(err);
            launched.standardOutput = text(capturedOut);
            launched.standardError = text(capturedErr);
        }
        return launched;
    }

    private static String text(ByteArrayOutputStream captured) {
        return captured.toString(StandardCharsets.UTF_8)
                .replace(System.lineSeparator(), "\n")
                .replaceAll("(\\w+\\.java):\\d+", "$1");
    }

    /** Display names of the tests and classes that have failed, in order. */
    List<String> failed() {
        return failed;
    }

    /** What they have failed with. */
    List<String> messages() {
        return messages;
    }

    String standardOutput() {
        return standardOutput;
    }

    /** Without the numbers of lines. */
    String standardError() {
        return standardError;
    }

    private final class Ends implements TestExecutionListener {
        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            result.getThrowable()
                    .ifPresent(
                            thrown -> {
                                failed.add(test.getDisplayName().replaceAll("\\(.*\\)", ""));
                                messages.add(String.valueOf(thrown.getMessage()));
                            });
        }
    }
}
