package com.example.story;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Prints the sample tests as sentences, class by class, when {@code -Psamples} asks for it. */
public final class Story implements TestExecutionListener {
    private final Map<String, List<String>> classes = new LinkedHashMap<>();
    private final Map<String, Long> starts = new ConcurrentHashMap<>();

    /** Creates a listener; the launcher does. */
    public Story() {}

    @Override
    public void executionStarted(TestIdentifier test) {
        starts.put(test.getUniqueId(), System.nanoTime());
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (!test.isTest()) {
            return;
        }
        long nanos = System.nanoTime() - starts.getOrDefault(test.getUniqueId(), 0L);
        String verdict =
                result.getStatus() == TestExecutionResult.Status.SUCCESSFUL ? "ok" : "FAILED";
        classes.computeIfAbsent(className(test), name -> new ArrayList<>())
                .add(
                        String.format(
                                "  %-6s %-72s %5d ms",
                                verdict, sentence(test.getDisplayName()), nanos / 1_000_000));
    }

    @Override
    public synchronized void testPlanExecutionFinished(TestPlan plan) {
        if (!Boolean.getBoolean("samples.story")) {
            return;
        }
        StringBuilder story = new StringBuilder("\n");
        classes.forEach(
                (name, tests) -> {
                    story.append(name).append('\n');
                    tests.forEach(test -> story.append(test).append('\n'));
                });
        System.out.println(story);
    }

    private static String className(TestIdentifier test) {
        return test.getSource()
                .map(
                        source ->
                                source instanceof MethodSource method
                                        ? method.getClassName()
                                        : source instanceof ClassSource type
                                                ? type.getClassName()
                                                : source.toString())
                .orElse("tests")
                .replaceAll(".*\\.", "")
                .replace('$', ' ');
    }

    /** {@code triesAgainWhenTheFeedFails(EventLoop)} as words. */
    private static String sentence(String name) {
        return name.replaceAll("\\(.*\\)", "")
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ")
                .replaceAll("(?<=[A-Z])(?=[A-Z][a-z])", " ")
                .toLowerCase(Locale.ROOT);
    }
}
