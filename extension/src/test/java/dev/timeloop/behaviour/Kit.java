package dev.timeloop.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.EventType;

/** Runs fixtures through JUnit, and tells how each of their tests and classes ended. */
final class Kit {
    private final EngineExecutionResults results;
    private final String standardError;

    private Kit(EngineExecutionResults results, String standardError) {
        this.results = results;
        this.standardError = standardError;
    }

    static Kit run(Class<?> testCase) {
        return run(testCase, Map.of());
    }

    /** Standard error is the JVM's: tests that read it don't run beside others. */
    static Kit run(Class<?> testCase, Map<String, String> configuration) {
        PrintStream original = System.err;
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        System.setErr(new PrintStream(captured, true, StandardCharsets.UTF_8));
        try {
            EngineExecutionResults results =
                    EngineTestKit.engine("junit-jupiter")
                            .selectors(selectClass(testCase))
                            .configurationParameters(configuration)
                            .execute();
            return new Kit(results, captured.toString(StandardCharsets.UTF_8));
        } finally {
            System.setErr(original);
        }
    }

    /** What was printed on standard error meanwhile. */
    String standardError() {
        return standardError;
    }

    /** How each test ended, by its display name, in order. */
    Map<String, TestExecutionResult> tests() {
        return ends(results.testEvents().stream());
    }

    /** How each class and each container of tests ended. */
    Map<String, TestExecutionResult> containers() {
        return ends(results.containerEvents().stream());
    }

    private static Map<String, TestExecutionResult> ends(Stream<Event> events) {
        Map<String, TestExecutionResult> ends = new LinkedHashMap<>();
        events.filter(event -> event.getType() == EventType.FINISHED)
                .forEach(
                        event ->
                                ends.put(
                                        event.getTestDescriptor().getDisplayName(),
                                        event.getRequiredPayload(TestExecutionResult.class)));
        return ends;
    }

    /** Fails unless there were so many tests, and all tests and classes passed. */
    void passes(int count) {
        for (Map<String, TestExecutionResult> ends : List.of(containers(), tests())) {
            ends.forEach(
                    (name, end) ->
                            assertThat(end.getThrowable()).as(name).isEqualTo(Optional.empty()));
        }
        assertThat(results.testEvents().succeeded().count()).isEqualTo(count);
    }

    /** What a test failed with; tests have parameters in their display names. */
    Throwable failure(String test) {
        return thrown(test, tests(), Status.FAILED);
    }

    Throwable abortion(String test) {
        return thrown(test, tests(), Status.ABORTED);
    }

    Throwable containerFailure(String container) {
        return thrown(container, containers(), Status.FAILED);
    }

    /** The message of what a test failed with, without the numbers of lines. */
    String failureText(String test) {
        return text(failure(test));
    }

    private Throwable thrown(String name, Map<String, TestExecutionResult> ends, Status status) {
        List<String> matching = new ArrayList<>();
        ends.keySet().stream()
                .filter(key -> key.equals(name) || key.startsWith(name + "("))
                .forEach(matching::add);
        assertThat(matching).as("%s among %s; %s", name, ends, containers()).hasSize(1);
        TestExecutionResult end = ends.get(matching.get(0));
        assertThat(end.getStatus()).as("%s", end).isEqualTo(status);
        return end.getThrowable().orElseThrow();
    }

    /** A message without the numbers of lines. */
    static String text(Throwable thrown) {
        String text = String.valueOf(thrown.getMessage());
        int lanes = text.indexOf("\n\nTimeline ("); // which have tests of their own
        return (lanes < 0 ? text : text.substring(0, lanes)).replaceAll("(\\w+\\.java):\\d+", "$1");
    }

    /** The values of the published report entries. */
    List<Map<String, String>> reportEntries() {
        return results.allEvents().reportingEntryPublished().stream()
                .map(
                        event ->
                                event.getRequiredPayload(
                                                org.junit.platform.engine.reporting.ReportEntry
                                                        .class)
                                        .getKeyValuePairs())
                .toList();
    }
}
