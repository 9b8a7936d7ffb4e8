package dev.timeloop.junit.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The report for tools; {@code docs/leak-check.md} has its schema. */
final class JsonReport {
    private static final int VERSION = 1;

    private JsonReport() {}

    static void write(Report report, Path path) {
        try {
            if (path.getParent() != null) {
                Files.createDirectories(path.getParent());
            }
            Files.write(path, text(report).getBytes(StandardCharsets.UTF_8));
        } catch (IOException unwritable) {
            throw new ReportException(
                    "The report " + path + " can't be written: " + unwritable, unwritable);
        }
    }

    static String text(Report report) {
        Map<String, @Nullable Object> root = new LinkedHashMap<>();
        root.put("version", VERSION);
        root.put("tests", report.tests());
        Map<String, @Nullable Object> counts = new LinkedHashMap<>();
        for (Verdict verdict : Verdict.values()) {
            counts.put(verdict.id(), report.counts().of(verdict));
        }
        root.put("counts", counts);
        root.put("findings", report.findings().stream().map(JsonReport::finding).toList());
        root.put("staleBaselineEntries", report.staleEntries());
        root.put("staleExemptions", report.staleExemptions());
        return Json.text(root);
    }

    private static Map<String, @Nullable Object> finding(Finding finding) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("verdict", finding.verdict().id());
        object.put("kind", finding.kind().name());
        object.put("test", finding.test());
        object.put("testClass", finding.testClass());
        object.put("name", finding.name());
        object.put("state", finding.state());
        object.put("ageMillis", finding.age().toMillis());
        object.put("madeAt", finding.madeAt().stream().map(JsonReport::frame).toList());
        Thrown failure = finding.failure();
        object.put("failure", failure == null ? null : failure(failure));
        object.put("chain", List.copyOf(finding.chain()));
        object.put("advice", finding.advice());
        object.put("because", finding.because());
        return object;
    }

    private static Map<String, @Nullable Object> failure(Thrown failure) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("type", failure.type());
        object.put("message", failure.message());
        object.put("thrownAt", failure.at() == null ? null : frame(failure.at()));
        return object;
    }

    private static Map<String, @Nullable Object> frame(StackTraceElement frame) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("class", frame.getClassName());
        object.put("method", frame.getMethodName());
        object.put("file", frame.getFileName());
        object.put("line", frame.getLineNumber() < 0 ? null : frame.getLineNumber());
        return object;
    }
}
