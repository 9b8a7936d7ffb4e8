package dev.timeloop.leaks;

import static dev.timeloop.leaks.Row.Verdict.FOUND;
import static dev.timeloop.leaks.Row.Verdict.FOUND_TWICE;
import static dev.timeloop.leaks.Row.Verdict.LOOKED_AT;
import static dev.timeloop.leaks.Row.Verdict.NOTHING;
import static dev.timeloop.leaks.Row.attempt;
import static dev.timeloop.leaks.Row.await;
import static dev.timeloop.leaks.Row.failed;
import static dev.timeloop.leaks.Row.failing;
import static java.util.concurrent.CompletableFuture.allOf;
import static java.util.concurrent.CompletableFuture.anyOf;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import dev.timeloop.leaks.Row.Boom;
import dev.timeloop.leaks.Row.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What else is found when a test asks for a look at each branch. */
final class BranchRows {
    private final List<Row> rows = new ArrayList<>();

    private BranchRows() {}

    static List<Row> all() {
        BranchRows made = new BranchRows();
        made.branches();
        made.looks();
        made.callbacks();
        made.inside();
        made.fanIn();
        return made.rows;
    }

    private void row(String code, Verdict verdict, Observed.Deed deed) {
        rows.add(new Row("each branch: " + code, verdict, deed, true));
    }

    interface Use {
        void of(CompletableFuture<String> future) throws Exception;
    }

    /** With a future that fails at the end. */
    private void later(String code, Verdict verdict, Use use) {
        row(
                code,
                verdict,
                () -> {
                    CompletableFuture<String> future = new CompletableFuture<>();
                    use.of(future);
                    future.completeExceptionally(new Boom());
                });
    }

    private static void drop(CompletableFuture<?> unused) {}

    private void branches() {
        row(
                "f.thenAccept(save); f.join()",
                FOUND,
                () -> {
                    CompletableFuture<String> f = failing();
                    drop(f.thenAccept(x -> {}));
                    attempt(f::join);
                });
        row(
                "f.thenAccept(save); f.thenApply(g).join()",
                FOUND,
                () -> {
                    CompletableFuture<String> f = failing();
                    drop(f.thenAccept(x -> {}));
                    attempt(f.thenApply(x -> x)::join);
                });
        row(
                "f.thenApply(g).join(); f.thenApply(h).join()",
                LOOKED_AT,
                () -> {
                    CompletableFuture<String> f = failing();
                    attempt(f.thenApply(x -> x)::join);
                    attempt(f.thenApply(x -> x)::join);
                });
        row(
                "f.thenApply(g), twice, and no look",
                FOUND,
                () -> {
                    CompletableFuture<String> f = failed();
                    drop(f.thenApply(x -> x));
                    drop(f.thenApply(x -> x));
                });
        later(
                "pending.thenRun(g); pending.exceptionally(...), fails later",
                FOUND,
                f -> {
                    drop(f.thenRun(() -> {}));
                    drop(f.exceptionally(e -> "x"));
                });
        later(
                "pending.thenRun(g).exceptionally(...); pending.handle(...), fails later",
                LOOKED_AT,
                f -> {
                    drop(f.thenRun(() -> {}).exceptionally(e -> null));
                    drop(f.handle((x, e) -> "x"));
                });
        row("failedFuture(e)", NOTHING, () -> failedFuture(new Boom()));
        row(
                "failedFuture(e).thenApply(g)",
                FOUND,
                () -> drop(failedFuture(new Boom()).thenApply(x -> x)));
    }

    private void looks() {
        row("f.join()", LOOKED_AT, () -> attempt(failing()::join));
        row("f.get()", LOOKED_AT, () -> attempt(failing()::get));
        row("f.get(time)", LOOKED_AT, () -> attempt(() -> failing().get(9, TimeUnit.SECONDS)));
        row("f.getNow(x)", LOOKED_AT, () -> attempt(() -> failed().getNow("x")));
        row(
                "f.getNow(x), too early",
                FOUND,
                () -> {
                    CompletableFuture<String> f = new CompletableFuture<>();
                    drop(f.exceptionally(e -> "y"));
                    CompletableFuture<String> end = f.thenApply(x -> x);
                    String unused = end.getNow("x");
                    f.completeExceptionally(new Boom());
                });
    }

    private void callbacks() {
        row("f.handle(...)", LOOKED_AT, () -> drop(failed().handle((x, e) -> "y")));
        row("f.whenComplete(...)", LOOKED_AT, () -> drop(failed().whenComplete((x, e) -> {})));
        later(
                "pending.whenComplete(...), fails later",
                LOOKED_AT,
                f -> drop(f.whenComplete((x, e) -> {})));
        row(
                "f.whenComplete(...).thenApply(g)",
                FOUND,
                () -> drop(failed().whenComplete((x, e) -> {}).thenApply(x -> x)));
        row("f.exceptionally(...)", LOOKED_AT, () -> drop(failed().exceptionally(e -> "y")));
        row(
                "f.exceptionallyCompose(...)",
                LOOKED_AT,
                () -> drop(failed().exceptionallyCompose(e -> completedFuture("y"))));
    }

    private void inside() {
        row(
                "done.thenCompose(x -> failing).join()",
                LOOKED_AT,
                () -> attempt(completedFuture("x").thenCompose(x -> failing())::join));
        row(
                "failing.thenCompose(g).join()",
                LOOKED_AT,
                () -> attempt(failing().thenCompose(x -> completedFuture("y"))::join));
        row(
                "f.exceptionallyCompose(e -> failing).join()",
                LOOKED_AT,
                () -> attempt(failed().exceptionallyCompose(e -> failing())::join));
        row(
                "f.orTimeout(1 h).join()",
                LOOKED_AT,
                () -> attempt(failing().orTimeout(1, TimeUnit.HOURS)::join));
        row(
                "f.orTimeout(1 ms).join()",
                LOOKED_AT,
                () ->
                        attempt(
                                new CompletableFuture<String>().orTimeout(1, TimeUnit.MILLISECONDS)
                                        ::join));
        row(
                "f.completeOnTimeout(x, 1 h).join()",
                LOOKED_AT,
                () -> attempt(failing().completeOnTimeout("x", 1, TimeUnit.HOURS)::join));
        row("f.copy().join()", LOOKED_AT, () -> attempt(failed().copy()::join));
        row(
                "f.minimalCompletionStage().toCompletableFuture().join()",
                LOOKED_AT,
                () -> attempt(failed().minimalCompletionStage().toCompletableFuture()::join));
    }

    private void fanIn() {
        row(
                "allOf(failed, done, failed, done, done).join()",
                LOOKED_AT,
                () ->
                        attempt(
                                allOf(
                                                failing(),
                                                completedFuture("x"),
                                                failing(),
                                                completedFuture("y"),
                                                completedFuture("z"))
                                        ::join));
        row("allOf(failed, done)", FOUND, () -> await(allOf(failing(), completedFuture("x"))));
        row(
                "allOf(f).join(); anyOf(f)",
                FOUND,
                () -> {
                    CompletableFuture<String> f = failed();
                    drop(anyOf(f));
                    attempt(allOf(f)::join);
                });
        row("allOf(failed, failed)", FOUND_TWICE, () -> await(allOf(failing(), failing())));
        row("anyOf(failed).join()", LOOKED_AT, () -> attempt(anyOf(failing())::join));
        row(
                "failed.thenCombine(failed, g).join()",
                LOOKED_AT,
                () -> attempt(failing().thenCombine(failing(), (x, y) -> x)::join));
        row(
                "anyOf(done, failed later).join()",
                LOOKED_AT,
                () -> {
                    CompletableFuture<String> late = new CompletableFuture<>();
                    Object unused = anyOf(completedFuture("x"), late).join();
                    late.completeExceptionally(new Boom());
                });
        row(
                "done.applyToEither(failed, g).join()",
                LOOKED_AT,
                () -> {
                    CompletableFuture<String> late = new CompletableFuture<>();
                    String unused = completedFuture("x").applyToEither(late, x -> x).join();
                    late.completeExceptionally(new Boom());
                });
        row(
                "failed.acceptEither(pending, g).join()",
                LOOKED_AT,
                () -> attempt(failing().acceptEither(new CompletableFuture<>(), x -> {})::join));
    }
}
