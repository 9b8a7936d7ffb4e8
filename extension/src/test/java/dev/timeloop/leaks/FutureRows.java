package dev.timeloop.leaks;

import static dev.timeloop.leaks.Row.Verdict.FOUND;
import static dev.timeloop.leaks.Row.Verdict.FOUND_TWICE;
import static dev.timeloop.leaks.Row.Verdict.LOOKED_AT;
import static dev.timeloop.leaks.Row.Verdict.NOTHING;
import static dev.timeloop.leaks.Row.attempt;
import static dev.timeloop.leaks.Row.await;
import static dev.timeloop.leaks.Row.boom;
import static dev.timeloop.leaks.Row.failed;
import static dev.timeloop.leaks.Row.failing;
import static java.util.concurrent.CompletableFuture.allOf;
import static java.util.concurrent.CompletableFuture.anyOf;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static java.util.concurrent.CompletableFuture.failedStage;
import static java.util.concurrent.CompletableFuture.runAsync;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.timeloop.leaks.Row.Boom;
import dev.timeloop.leaks.Row.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Each way to make, pass on and look at a failure of a CompletableFuture. */
final class FutureRows {
    private final List<Row> rows = new ArrayList<>();

    private FutureRows() {}

    static List<Row> all() {
        FutureRows made = new FutureRows();
        made.failures();
        made.looks();
        made.callbacks();
        made.dependents();
        made.handOns();
        made.fanIn();
        made.nothings();
        return made.rows;
    }

    private void row(String code, Verdict verdict, Observed.Deed deed) {
        rows.add(new Row(code, verdict, deed));
    }

    private void failures() {
        row("f.completeExceptionally(e)", FOUND, Row::failed);
        row("supplyAsync(throwing)", FOUND, () -> await(failing()));
        row("runAsync(throwing)", FOUND, () -> await(runAsync(Row::boom)));
        row(
                "f.completeAsync(throwing)",
                FOUND,
                () -> await(new CompletableFuture<>().completeAsync(Row::boom)));
        row("f.orTimeout(1 ms)", FOUND, () -> await(pending().orTimeout(1, MILLISECONDS)));
        row(
                "f.obtrudeException(e)",
                FOUND,
                () -> completedFuture("x").obtrudeException(new Boom()));
        row("done.thenApply(throwing)", FOUND, () -> completedFuture("x").thenApply(x -> boom()));
        row("done.thenAccept(throwing)", FOUND, () -> completedFuture("x").thenAccept(x -> boom()));
        row("done.thenRun(throwing)", FOUND, () -> completedFuture("x").thenRun(Row::boom));
        row(
                "done.thenCompose(throwing)",
                FOUND,
                () -> completedFuture("x").thenCompose(x -> boom()));
        row(
                "done.thenCompose(x -> failing)",
                FOUND,
                () -> await(completedFuture("x").thenCompose(x -> failing())));
        row("done.handle(throwing)", FOUND, () -> completedFuture("x").handle((x, e) -> boom()));
        row(
                "done.whenComplete(throwing)",
                FOUND,
                () -> completedFuture("x").whenComplete((x, e) -> boom()));
        row(
                "done.thenCombine(done, throwing)",
                FOUND,
                () -> completedFuture("x").thenCombine(completedFuture("y"), (x, y) -> boom()));
    }

    private static CompletableFuture<String> pending() {
        return new CompletableFuture<>();
    }

    private void looks() {
        row("f.join()", LOOKED_AT, () -> attempt(failing()::join));
        row("f.get()", LOOKED_AT, () -> attempt(failing()::get));
        row("f.get(time)", LOOKED_AT, () -> attempt(() -> failing().get(9, SECONDS)));
        row("f.getNow(x)", LOOKED_AT, () -> attempt(() -> failed().getNow("x")));
        row("f.isCompletedExceptionally()", FOUND, () -> failed().isCompletedExceptionally());
        row("f.isDone()", FOUND, () -> failed().isDone());
        row(
                "f.toString()",
                FOUND,
                () -> {
                    String unused = failed().toString();
                });
        row("f.getNumberOfDependents()", FOUND, () -> failed().getNumberOfDependents());
        row("f.cancel(true), too late", FOUND, () -> failed().cancel(true));
        row("f.complete(x), too late", FOUND, () -> failed().complete("x"));
        row(
                "f.toCompletableFuture().join()",
                LOOKED_AT,
                () -> attempt(failed().toCompletableFuture()::join));
    }

    private void callbacks() {
        row("f.handle(...)", LOOKED_AT, () -> failed().handle((x, e) -> "y"));
        row("f.handleAsync(...)", LOOKED_AT, () -> failed().handleAsync((x, e) -> "y").join());
        row("f.whenComplete(...)", LOOKED_AT, () -> failed().whenComplete((x, e) -> {}));
        row("f.exceptionally(...)", LOOKED_AT, () -> failed().exceptionally(e -> "y"));
        row(
                "f.exceptionallyAsync(...)",
                LOOKED_AT,
                () -> failed().exceptionallyAsync(e -> "y").join());
        row(
                "f.exceptionallyCompose(...)",
                LOOKED_AT,
                () -> failed().exceptionallyCompose(e -> completedFuture("y")));
        row(
                "f.exceptionallyComposeAsync(...)",
                LOOKED_AT,
                () -> failed().exceptionallyComposeAsync(e -> completedFuture("y")).join());
        row(
                "pending.exceptionally(...), fails later",
                LOOKED_AT,
                () -> {
                    CompletableFuture<String> f = pending();
                    CompletableFuture<String> unused = f.exceptionally(e -> "y");
                    f.completeExceptionally(new Boom());
                });
        row(
                "pending.exceptionallyCompose(...), fails later",
                LOOKED_AT,
                () -> {
                    CompletableFuture<String> f = pending();
                    CompletableFuture<String> unused =
                            f.exceptionallyCompose(e -> completedFuture("y"));
                    f.completeExceptionally(new Boom());
                });
        row(
                "f.handle(throwing something else)",
                FOUND,
                () ->
                        failed().handle(
                                        (x, e) -> {
                                            throw new IllegalStateException("another");
                                        }));
        row(
                "f.whenComplete(throwing) on a failure",
                LOOKED_AT,
                () -> failed().whenComplete((x, e) -> boom()));
    }

    private void dependents() {
        row("f.thenApply(g)", FOUND, () -> failed().thenApply(x -> x));
        row("f.thenApply(g).join()", LOOKED_AT, () -> attempt(failed().thenApply(x -> x)::join));
        row("f.thenAccept(save); f.join()", LOOKED_AT, FutureRows::lookAboveAStage);
        row(
                "f.thenApply(g).thenApply(h)",
                FOUND,
                () -> failed().thenApply(x -> x).thenApply(x -> x));
        row(
                "failing.thenApplyAsync(g).thenAccept(h)",
                FOUND,
                () -> await(failing().thenApplyAsync(x -> x).thenAccept(x -> {})));
        row(
                "failing.thenCompose(g).exceptionally(...)",
                LOOKED_AT,
                () ->
                        failing()
                                .thenCompose(x -> completedFuture("y"))
                                .exceptionally(e -> "z")
                                .join());
        row("f.copy()", FOUND, () -> failed().copy());
        row("f.copy().join()", LOOKED_AT, () -> attempt(failed().copy()::join));
        row("f.minimalCompletionStage()", FOUND, () -> failed().minimalCompletionStage());
        row(
                "f.minimalCompletionStage().toCompletableFuture().join()",
                LOOKED_AT,
                () -> attempt(failed().minimalCompletionStage().toCompletableFuture()::join));
        row(
                "f.orTimeout(1 h).join()",
                LOOKED_AT,
                () -> attempt(failing().orTimeout(1, java.util.concurrent.TimeUnit.HOURS)::join));
    }

    private static void lookAboveAStage() {
        CompletableFuture<String> f = failing();
        CompletableFuture<Void> unused = f.thenAccept(x -> {});
        attempt(f::join);
    }

    private static CompletableFuture<String> handedOn(CompletableFuture<String> from) {
        CompletableFuture<String> to = pending();
        CompletableFuture<String> unused = from.whenComplete((x, e) -> to.completeExceptionally(e));
        return to;
    }

    private void handOns() {
        row(
                "f.whenComplete((x, e) -> g.completeExceptionally(e))",
                FOUND,
                () -> handedOn(failed()));
        row(
                "f.whenComplete((x, e) -> g.completeExceptionally(e)), twice; g.join()",
                LOOKED_AT,
                () -> {
                    CompletableFuture<String> f = pending();
                    CompletableFuture<String> first = handedOn(f);
                    CompletableFuture<String> unused = handedOn(f);
                    f.completeExceptionally(new Boom());
                    attempt(first::join);
                });
        row(
                "f.whenComplete((x, e) -> g.completeExceptionally(e)), twice; the other g.join()",
                LOOKED_AT,
                () -> {
                    CompletableFuture<String> f = pending();
                    CompletableFuture<String> unused = handedOn(f);
                    CompletableFuture<String> last = handedOn(f);
                    f.completeExceptionally(new Boom());
                    attempt(last::join);
                });
    }

    private void fanIn() {
        row("allOf(failed, done)", FOUND, () -> await(allOf(failing(), completedFuture("x"))));
        row(
                "allOf(failed, failed).join()",
                LOOKED_AT,
                () -> attempt(allOf(failing(), failing())::join));
        row("allOf(failed, failed)", FOUND_TWICE, () -> await(allOf(failing(), failing())));
        row("anyOf(failed).join()", LOOKED_AT, () -> attempt(anyOf(failing())::join));
        row("anyOf(failed)", FOUND, () -> await(anyOf(failing())));
        row(
                "anyOf(done, failed later).join()",
                LOOKED_AT,
                () -> {
                    CompletableFuture<String> late = pending();
                    Object unused = anyOf(completedFuture("x"), late).join();
                    late.completeExceptionally(new Boom());
                });
        row(
                "failed.thenCombine(failed, g).join()",
                LOOKED_AT,
                () -> attempt(failing().thenCombine(failing(), (x, y) -> x)::join));
        row(
                "failed.thenCombine(done, g)",
                FOUND,
                () -> await(failing().thenCombine(completedFuture("x"), (x, y) -> x)));
        row(
                "failed.runAfterBoth(done, g).join()",
                LOOKED_AT,
                () -> attempt(failing().runAfterBoth(completedFuture("x"), () -> {})::join));
        row(
                "done.applyToEither(failed, g).join()",
                LOOKED_AT,
                () -> {
                    CompletableFuture<String> late = pending();
                    String unused = completedFuture("x").applyToEither(late, x -> x).join();
                    late.completeExceptionally(new Boom());
                });
    }

    private void nothings() {
        row("failedFuture(e)", NOTHING, () -> failedFuture(new Boom()));
        row("failedStage(e)", NOTHING, () -> failedStage(new Boom()));
        row(
                "failedFuture(e).thenApply(g)",
                FOUND,
                () -> failedFuture(new Boom()).thenApply(x -> x));
        row(
                "failedFuture(e).exceptionally(...)",
                LOOKED_AT,
                () -> failedFuture(new Boom()).exceptionally(e -> "x"));
        row("f.cancel(true)", NOTHING, () -> pending().cancel(true));
        row(
                "f.thenApply(g), then f.cancel(true)",
                NOTHING,
                () -> {
                    CompletableFuture<String> f = pending();
                    CompletableFuture<String> unused = f.thenApply(x -> x);
                    f.cancel(true);
                });
        row("f.completeExceptionally(a CancellationException)", NOTHING, FutureRows::cancelled);
        row(
                "completedFuture(x).thenApply(g)",
                NOTHING,
                () -> completedFuture("x").thenApply(x -> x));
    }

    private static void cancelled() {
        pending().completeExceptionally(new java.util.concurrent.CancellationException());
    }
}
