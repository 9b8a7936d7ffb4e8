package dev.timeloop.junit;

import dev.timeloop.EventLoop;
import dev.timeloop.LooseEnd;
import dev.timeloop.LooseEndsError;
import dev.timeloop.junit.LeakCheck.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What becomes of what was found at the end of a test. */
final class Judgement {
    private static final String ENTRY = "timeloop.loose-ends";
    private static final int MOST_IN_LINE = 5;

    private final EventLoop loop;
    private final ExtensionContext context;

    Judgement(EventLoop loop, ExtensionContext context) {
        this.loop = loop;
        this.context = context;
    }

    /**
     * Reports what is to be warned of, and puts the rest into the failure that the test has, or
     * into a new one.
     *
     * @return what the test fails with if it hasn't failed already
     */
    @Nullable Throwable pass(
            List<LooseEnd> found,
            Levels levels,
            List<? extends Throwable> troubles,
            @Nullable Throwable failure) {
        List<LooseEnd> warned = levels.select(Level.WARN, found);
        if (!warned.isEmpty()) {
            report(warned, String.valueOf(new LooseEndsError(loop, warned).getMessage()));
        }
        List<Throwable> problems = new ArrayList<>(troubles);
        List<LooseEnd> failing = levels.select(Level.FAIL, found);
        if (!failing.isEmpty()) {
            problems.add(new LooseEndsError(loop, failing));
        }
        if (failure == null && problems.isEmpty()) {
            return null;
        }
        Throwable first = failure == null ? problems.remove(0) : failure;
        for (Throwable problem : problems) {
            attach(problem, first);
        }
        return failure == null ? OurFrames.cut(first) : null;
    }

    /** As suppressed; an exception that suppresses nothing must not swallow the news. */
    private void attach(Throwable problem, Throwable failure) {
        if (problem == failure) {
            return;
        }
        failure.addSuppressed(OurFrames.cut(problem));
        if (!Arrays.asList(failure.getSuppressed()).contains(problem)) {
            publish(String.valueOf(problem.getMessage()));
        }
    }

    private void report(List<LooseEnd> warned, String text) {
        context.publishReportEntry(ENTRY, text);
        String line =
                warned.stream()
                        .limit(MOST_IN_LINE)
                        .map(end -> end.name() + " " + end.state())
                        .collect(Collectors.joining("; "));
        int more = warned.size() - MOST_IN_LINE;
        print(firstLine(text) + " " + line + (more > 0 ? "; and " + more + " more" : ""));
    }

    private void publish(String text) {
        context.publishReportEntry(ENTRY, text);
        print(text);
    }

    /** One line on standard error. */
    static void print(String text) {
        System.err.println("timeloop: " + text.replaceAll("\\R\\s*", " "));
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }
}
