package dev.timeloop.world.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.EventType;

/** Runs classes that know nothing of Timeloop as a suite that is switched to virtual time. */
final class Suite {
    private Suite() {}

    /** Fails unless so many tests ran, and all tests and classes passed. */
    static void passes(int count, Class<?> testCase, String... configuration) {
        EngineExecutionResults results = run(testCase, configuration);
        assertThat(failures(results)).isEmpty();
        assertThat(results.testEvents().succeeded().count()).isEqualTo(count);
    }

    /** What tests and classes failed with. */
    static List<String> failures(Class<?> testCase, String... configuration) {
        return failures(run(testCase, configuration));
    }

    private static EngineExecutionResults run(Class<?> testCase, String... configuration) {
        EngineTestKit.Builder builder =
                EngineTestKit.engine("junit-jupiter")
                        .selectors(selectClass(testCase))
                        .configurationParameters(
                                Map.of(
                                        "junit.jupiter.extensions.autodetection.enabled", "true",
                                        "timeloop.virtual-time.default", "on"));
        for (int i = 0; i < configuration.length; i += 2) {
            builder.configurationParameter(configuration[i], configuration[i + 1]);
        }
        return builder.execute();
    }

    private static List<String> failures(EngineExecutionResults results) {
        List<String> failures = new ArrayList<>();
        for (Event event : results.allEvents().list()) {
            if (event.getType() == EventType.FINISHED) {
                event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .ifPresent(
                                thrown ->
                                        failures.add(
                                                event.getTestDescriptor().getDisplayName()
                                                        + ": "
                                                        + thrown));
            }
        }
        return failures;
    }
}
