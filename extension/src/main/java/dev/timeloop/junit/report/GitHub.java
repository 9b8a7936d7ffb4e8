package dev.timeloop.junit.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells GitHub Actions: annotations beside the lines, and a summary of the step. */
final class GitHub {
    /** GitHub shows no more of each sort in a step. */
    private static final int MOST = 10;

    private final Function<String, @Nullable String> environment;

    GitHub(Function<String, @Nullable String> environment) {
        this.environment = environment;
    }

    /** Whether this is a step of a workflow. */
    boolean isThere() {
        return "true".equals(environment.apply("GITHUB_ACTIONS"));
    }

    void report(Report report, PrintStream out) {
        Path here = Path.of("");
        String workspace = environment.apply("GITHUB_WORKSPACE");
        Path repository = workspace == null ? here : Path.of(workspace);
        annotate(report, new SourceFiles(here, repository), out);
        String file = environment.apply("GITHUB_STEP_SUMMARY");
        if (file != null && !file.isEmpty()) {
            append(Path.of(file), Markdown.of(report));
        }
    }

    private static void append(Path file, String text) {
        try {
            Files.write(
                    file,
                    text.getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            throw new ReportException(
                    "The step's summary " + file + " can't be written: " + unwritable, unwritable);
        }
    }

    static void annotate(Report report, SourceFiles sources, PrintStream out) {
        annotate("error", report.of(Verdict.FAILED), sources, out);
        annotate("warning", report.of(Verdict.WARNED), sources, out);
    }

    private static void annotate(
            String command, List<Finding> findings, SourceFiles sources, PrintStream out) {
        Map<String, Long> lines = new LinkedHashMap<>();
        Map<String, Finding> first = new LinkedHashMap<>();
        for (Finding finding : findings) {
            String sort = BaselineKey.of(finding).name() + " at " + finding.place();
            lines.merge(sort, 1L, Long::sum);
            first.putIfAbsent(sort, finding);
        }
        first.entrySet().stream()
                .limit(MOST)
                .map(
                        entry ->
                                line(
                                        command,
                                        entry.getValue(),
                                        lines.getOrDefault(entry.getKey(), 1L) - 1,
                                        sources))
                .forEach(out::println);
    }

    private static String line(String command, Finding finding, long more, SourceFiles sources) {
        StringBuilder line = new StringBuilder("::").append(command).append(' ');
        if (!finding.madeAt().isEmpty()) {
            StackTraceElement frame = finding.madeAt().get(0);
            String file = sources.find(frame);
            if (file != null) {
                line.append("file=").append(property(file)).append(',');
                if (frame.getLineNumber() > 0) {
                    line.append("line=").append(frame.getLineNumber()).append(',');
                }
            }
        }
        line.append("title=").append(property("Loose end in " + finding.test())).append("::");
        StringBuilder message = new StringBuilder(finding.text());
        if (!finding.place().isEmpty()) {
            message.append("\nmade at ").append(finding.place());
        }
        message.append("\n-> ").append(finding.advice());
        if (more > 0) {
            message.append("\n").append(more).append(" more like it");
        }
        return line.append(data(message.toString())).toString();
    }

    static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
