package com.example.failures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.example.readme.Readme;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

/** Runs suites as a build does: a leak fails it, unless the baseline knows the leak. */
class LeakGateTest {
    private static final String BASELINE = "timeloop.leak-check.baseline";

    /** A build: which tests failed, and what it has printed on standard error. */
    private record Build(List<String> failures, String printed) {
        static Build of(Map<String, String> configuration, Class<?>... suite) {
            SummaryGeneratingListener listener = new SummaryGeneratingListener();
            PrintStream original = System.err;
            ByteArrayOutputStream captured = new ByteArrayOutputStream();
            System.setErr(new PrintStream(captured, true, StandardCharsets.UTF_8));
            try (LauncherSession session = openSession()) {
                LauncherDiscoveryRequestBuilder request =
                        LauncherDiscoveryRequestBuilder.request()
                                .configurationParameters(configuration);
                for (Class<?> type : suite) {
                    request.selectors(selectClass(type));
                }
                session.getLauncher()
                        .execute(request.build(), new TestExecutionListener[] {listener});
            } finally {
                System.setErr(original);
            }
            List<String> failures = new ArrayList<>();
            for (Failure failure : listener.getSummary().getFailures()) {
                failures.add(String.valueOf(failure.getException().getMessage()));
            }
            return new Build(
                    failures,
                    captured.toString(StandardCharsets.UTF_8)
                            .replace(System.lineSeparator(), "\n"));
        }

        private static LauncherSession openSession() {
            return LauncherFactory.openSession(
                    LauncherConfig.builder()
                            .enableTestExecutionListenerAutoRegistration(false)
                            .build());
        }
    }

    private static void assertThatReadmeShows(String name, String text) {
        if (Boolean.getBoolean("samples.story")) {
            System.out.println("\n" + name + " prints\n" + text.indent(2));
        }
        assertThat(Readme.block("printed", name, text)).isEqualTo(text);
    }

    @Test
    void aLeakFailsTheBuild() {
        Build build = Build.of(Map.of(), KnownLeaks.class);

        assertThat(build.failures()).hasSize(1);
        assertThatReadmeShows("theGate", build.printed());
    }

    @Test
    void theBaselineLetsAKnownLeakThroughAndNoOther(@TempDir Path folder) {
        String file = folder.resolve("known-leaks.txt").toString();

        Build first =
                Build.of(Map.of(BASELINE, file, BASELINE + ".write", "true"), KnownLeaks.class);
        assertThat(first.failures()).isEmpty();

        Build second = Build.of(Map.of(BASELINE, file), KnownLeaks.class);
        assertThat(second.failures()).isEmpty();
        assertThatReadmeShows("theBaseline", second.printed());

        Build third = Build.of(Map.of(BASELINE, file), KnownLeaks.class, NewLeaks.class);
        assertThat(third.failures()).singleElement().asString().contains("\"new feed\"");
    }
}
