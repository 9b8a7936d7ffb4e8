package dev.timeloop.junit;

import dev.timeloop.EventLoop;
import dev.timeloop.LooseEnd;
import dev.timeloop.LooseEndsError;
import dev.timeloop.junit.LeakCheck.Level;
import dev.timeloop.junit.report.Finding;
import dev.timeloop.junit.report.LeakRun;
import dev.timeloop.junit.report.Verdict;
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

    private final @Nullable EventLoop loop;
    private final ExtensionContext context;

    Judgement(EventLoop loop, ExtensionContext context) {
        this.loop = loop;
        this.context = context;
    }

    /** Of a test without a loop. */
    Judgement(ExtensionContext context) {
        this.loop = null;
        this.context = context;
    }

    private LooseEndsError error(List<LooseEnd> found) {
        return loop == null
                ? new LooseEndsError(TestName.of(context), found)
                : new LooseEndsError(loop, found);
    }

    private Throwable errorWithTimeline(List<LooseEnd> found) {
        return loop == null ? error(found) : Timelines.looseEnds(loop, found);
    }

    private String test() {
        String owner = loop == null ? null : loop.owner();
        return owner == null ? TestName.of(context) : owner;
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
        List<LooseEnd> warned = new ArrayList<>();
        List<LooseEnd> failing = new ArrayList<>();
        sort(found, levels, warned, failing);
        if (!warned.isEmpty()) {
            report(warned, String.valueOf(error(warned).getMessage()));
        }
        List<Throwable> problems = new ArrayList<>(troubles);
        if (!failing.isEmpty()) {
            boolean isFirst = failure == null && troubles.isEmpty();
            problems.add(isFirst ? errorWithTimeline(failing) : error(failing));
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

    private void sort(
            List<LooseEnd> found, Levels levels, List<LooseEnd> warned, List<LooseEnd> failing) {
        ContextState state = ContextState.of(context);
        LeakRun run = state.configuration.leakRun();
        String testClass = state.context.getRequiredTestClass().getName();
        if (state.isTest()) {
            run.countTest();
        }
        for (Exemption each : levels.exemptions()) {
            run.declare(each, testClass);
        }
        for (LooseEnd end : found) {
            Exemption exemption = exemptionOf(end, levels, run);
            Level level = levels.of(end.kind());
            if (level != Level.FAIL && level != Level.WARN) {
                continue;
            }
            Verdict verdict = level == Level.FAIL ? Verdict.FAILED : Verdict.WARNED;
            Finding finding = Finding.of(end, verdict, test(), testClass);
            if (exemption != null) {
                run.add(finding.exempted(exemption.because()));
            } else if (run.add(finding) != Verdict.IN_BASELINE) {
                (level == Level.FAIL ? failing : warned).add(end);
            }
        }
    }

    /** The first; each that covers it is of use. */
    private static @Nullable Exemption exemptionOf(LooseEnd end, Levels levels, LeakRun run) {
        Exemption first = null;
        for (Exemption exemption : levels.exemptions()) {
            if (exemption.covers(end)) {
                run.use(exemption);
                first = first == null ? exemption : first;
            }
        }
        return first;
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
