package dev.timeloop.tck.stage;

import java.util.concurrent.CompletableFuture;

/** The methods that make a stage from one other. */
enum UniOp {
    THEN_APPLY(
            (s, from, way, act) ->
                    way.make(
                            s,
                            () -> from.thenApply(act::one),
                            () -> from.thenApplyAsync(act::one),
                            e -> from.thenApplyAsync(act::one, e))),
    THEN_ACCEPT(
            (s, from, way, act) ->
                    way.make(
                            s,
                            () -> from.thenAccept(act::one),
                            () -> from.thenAcceptAsync(act::one),
                            e -> from.thenAcceptAsync(act::one, e))),
    THEN_RUN(
            (s, from, way, act) ->
                    way.make(
                            s,
                            () -> from.thenRun(act::run),
                            () -> from.thenRunAsync(act::run),
                            e -> from.thenRunAsync(act::run, e))),
    THEN_COMPOSE(
            (s, from, way, act) ->
                    way.make(
                            s,
                            () -> from.thenCompose(act::stage),
                            () -> from.thenComposeAsync(act::stage),
                            e -> from.thenComposeAsync(act::stage, e))),
    HANDLE(
            (s, from, way, act) ->
                    way.make(
                            s,
                            () -> from.handle(act::two),
                            () -> from.handleAsync(act::two),
                            e -> from.handleAsync(act::two, e))),
    WHEN_COMPLETE(
            (s, from, way, act) ->
                    way.make(
                            s,
                            () -> from.whenComplete(act::two),
                            () -> from.whenCompleteAsync(act::two),
                            e -> from.whenCompleteAsync(act::two, e))),
    EXCEPTIONALLY(
            (s, from, way, act) ->
                    way.make(
                            s,
                            () -> from.exceptionally(act::one),
                            () -> from.exceptionallyAsync(act::one),
                            e -> from.exceptionallyAsync(act::one, e))),
    EXCEPTIONALLY_COMPOSE(
            (s, from, way, act) ->
                    way.make(
                            s,
                            () -> from.exceptionallyCompose(act::stage),
                            () -> from.exceptionallyComposeAsync(act::stage),
                            e -> from.exceptionallyComposeAsync(act::stage, e))),
    COPY((s, from, way, act) -> from.copy());

    @SuppressWarnings("ImmutableEnumChecker") // a lambda that captures nothing
    private final Maker maker;

    UniOp(Maker maker) {
        this.maker = maker;
    }

    @SuppressWarnings("unchecked") // looked at as objects
    CompletableFuture<Object> make(Side side, CompletableFuture<Object> from, Way way, Act act) {
        return (CompletableFuture<Object>) maker.make(side, from, way, act);
    }

    private interface Maker {
        CompletableFuture<?> make(Side s, CompletableFuture<Object> from, Way way, Act act);
    }
}
