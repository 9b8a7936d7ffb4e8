package dev.timeloop.junit.timeline;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The pages of a test that was run as users run theirs.
 *
 * @param root where JUnit keeps what tests publish
 * @param failures what the test has failed with; empty if it passed
 */
record Failures(Path root, List<Throwable> failures) {
    /** Runs a test; it may take the loop as a parameter. */
    static Failures of(String testClass, String method) throws IOException {
        Path root =
                Samples.output()
                        .resolve("failures")
                        .resolve(testClass + "." + method)
                        .toAbsolutePath();
        Files.createDirectories(root);
        Results results = new Results();
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectMethod(testClass + "#" + method))
                        .configurationParameter(
                                "junit.platform.reporting.output.dir", root.toString())
                        .configurationParameter("timeloop.timeline", "always")
                        .build();
        LauncherFactory.create().execute(request, results);
        return new Failures(root, results.failures);
    }

    private static final class Results implements TestExecutionListener {
        private final List<Throwable> failures = new ArrayList<>();

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            result.getThrowable().ifPresent(failures::add);
        }
    }

    Path page() throws IOException {
        return only("timeline.html");
    }

    Path json() throws IOException {
        return only("timeline.json");
    }

    Path index() throws IOException {
        return only("timelines.html");
    }

    private Path only(String name) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.endsWith(name))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + name + " in " + root));
        }
    }
}
