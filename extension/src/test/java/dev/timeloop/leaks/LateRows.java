package dev.timeloop.leaks;

import static dev.timeloop.leaks.Row.Verdict.FOUND;
import static dev.timeloop.leaks.Row.Verdict.LOOKED_AT;
import static dev.timeloop.leaks.Row.Verdict.NOTHING;
import static dev.timeloop.leaks.Row.Verdict.PENDING;
import static dev.timeloop.leaks.Row.attempt;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.timeloop.leaks.Row.Boom;
import dev.timeloop.leaks.Row.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SubmissionPublisher;

/** Failures that come after something else has won; and what publishers do with theirs. */
final class LateRows {
    private final List<Row> rows = new ArrayList<>();

    private LateRows() {}

    static List<Row> all() {
        LateRows made = new LateRows();
        made.late();
        made.publishers();
        return made.rows;
    }

    private void row(String code, Verdict verdict, Observed.Deed deed) {
        rows.add(new Row(code, verdict, deed));
    }

    private void late() {
        row(
                "f.complete(x), then f.completeExceptionally(e)",
                NOTHING,
                () -> {
                    CompletableFuture<String> f = completedFuture("x");
                    f.completeExceptionally(new Boom());
                });
        row(
                "f.completeOnTimeout(x, 1 ms), then f.completeExceptionally(e)",
                NOTHING,
                () -> {
                    CompletableFuture<String> f = new CompletableFuture<>();
                    Row.await(f.completeOnTimeout("x", 1, MILLISECONDS));
                    f.completeExceptionally(new Boom());
                });
        row(
                "f.completeOnTimeout(x, 1 h), fails before",
                FOUND,
                () -> {
                    CompletableFuture<String> f = new CompletableFuture<>();
                    CompletableFuture<String> unused = f.completeOnTimeout("x", 1, HOURS);
                    f.completeExceptionally(new Boom());
                });
        row(
                "anyOf(done, failed later)",
                NOTHING,
                () -> {
                    CompletableFuture<String> late = new CompletableFuture<>();
                    CompletableFuture<?> unused =
                            CompletableFuture.anyOf(completedFuture("x"), late);
                    late.completeExceptionally(new Boom());
                });
    }

    private static CompletableFuture<Void> consumed(SubmissionPublisher<String> publisher)
            throws InterruptedException {
        CompletableFuture<Void> end = publisher.consume(item -> Row.boom());
        publisher.submit("x");
        Row.await(end);
        return end;
    }

    interface Use {
        void of(SubmissionPublisher<String> publisher) throws Exception;
    }

    private void publisher(String code, Verdict verdict, Use use) {
        row(
                code,
                verdict,
                () -> {
                    try (SubmissionPublisher<String> publisher = new SubmissionPublisher<>()) {
                        use.of(publisher);
                    }
                });
    }

    private void publishers() {
        publisher("publisher.consume(throwing)", FOUND, LateRows::consumed);
        publisher(
                "publisher.consume(throwing).join()",
                LOOKED_AT,
                publisher -> attempt(consumed(publisher)::join));
        publisher(
                "publisher.consume(save), then publisher.closeExceptionally(e)",
                FOUND,
                publisher -> {
                    CompletableFuture<Void> end = publisher.consume(item -> {});
                    publisher.closeExceptionally(new Boom());
                    Row.await(end);
                });
        publisher(
                "publisher.consume(save), then publisher.close()",
                NOTHING,
                publisher -> publisher.consume(item -> {}));
        row(
                "publisher.consume(save), never closed",
                PENDING,
                () -> new SubmissionPublisher<String>().consume(item -> {}));
    }
}
