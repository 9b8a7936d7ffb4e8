package dev.timeloop.junit.report;

import dev.timeloop.LooseEnd.Kind;
import java.time.Duration;
import java.util.List;

/** Findings of a test that isn't there. */
final class Samples {
    private Samples() {}

    static StackTraceElement frame(String type, String method, String file, int line) {
        return new StackTraceElement(type, method, file, line);
    }

    static Finding finding(Verdict verdict, String name, StackTraceElement... madeAt) {
        return new Finding(
                Kind.PENDING_TASK,
                verdict,
                "QuoteTest.asks",
                "com.acme.QuoteTest",
                name,
                "is still pending",
                Duration.ofMillis(1500),
                List.of(madeAt),
                null,
                List.of(),
                "await it",
                null);
    }

    static Finding failure(Thrown thrown) {
        return new Finding(
                Kind.UNRETRIEVED_FAILURE,
                Verdict.FAILED,
                "QuoteTest.asks",
                "com.acme.QuoteTest",
                "task \"feed\"",
                "failed, and nobody looked at it",
                Duration.ofMillis(1500),
                List.of(),
                thrown,
                List.of("\"feed\" -> thenApply"),
                "await it",
                null);
    }

    static Report report(Finding... findings) {
        Counts counts = new Counts();
        for (Finding finding : findings) {
            counts.add(finding.verdict(), finding.kind());
        }
        return new Report(3, counts, List.of(findings), List.of(), List.of());
    }
}
