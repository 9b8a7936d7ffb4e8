package dev.timeloop.tck.stage;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The methods that make a stage from two others. */
enum BiOp {
    THEN_COMBINE(
            (s, from, other, way, act) ->
                    way.make(
                            s,
                            () -> from.thenCombine(other, act::two),
                            () -> from.thenCombineAsync(other, act::two),
                            e -> from.thenCombineAsync(other, act::two, e))),
    THEN_ACCEPT_BOTH(
            (s, from, other, way, act) ->
                    way.make(
                            s,
                            () -> from.thenAcceptBoth(other, act::two),
                            () -> from.thenAcceptBothAsync(other, act::two),
                            e -> from.thenAcceptBothAsync(other, act::two, e))),
    RUN_AFTER_BOTH(
            (s, from, other, way, act) ->
                    way.make(
                            s,
                            () -> from.runAfterBoth(other, act::run),
                            () -> from.runAfterBothAsync(other, act::run),
                            e -> from.runAfterBothAsync(other, act::run, e))),
    APPLY_TO_EITHER(
            (s, from, other, way, act) ->
                    way.make(
                            s,
                            () -> from.applyToEither(other, act::one),
                            () -> from.applyToEitherAsync(other, act::one),
                            e -> from.applyToEitherAsync(other, act::one, e))),
    ACCEPT_EITHER(
            (s, from, other, way, act) ->
                    way.make(
                            s,
                            () -> from.acceptEither(other, act::one),
                            () -> from.acceptEitherAsync(other, act::one),
                            e -> from.acceptEitherAsync(other, act::one, e))),
    RUN_AFTER_EITHER(
            (s, from, other, way, act) ->
                    way.make(
                            s,
                            () -> from.runAfterEither(other, act::run),
                            () -> from.runAfterEitherAsync(other, act::run),
                            e -> from.runAfterEitherAsync(other, act::run, e)));

    @SuppressWarnings("ImmutableEnumChecker") // a lambda that captures nothing
    private final Maker maker;

    BiOp(Maker maker) {
        this.maker = maker;
    }

    boolean isEither() {
        return this == APPLY_TO_EITHER || this == ACCEPT_EITHER || this == RUN_AFTER_EITHER;
    }

    @SuppressWarnings("unchecked") // looked at as objects
    CompletableFuture<Object> make(
            Side side,
            CompletableFuture<Object> from,
            CompletionStage<Object> other,
            Way way,
            Act act) {
        return (CompletableFuture<Object>) maker.make(side, from, other, way, act);
    }

    private interface Maker {
        CompletableFuture<?> make(
                Side s,
                CompletableFuture<Object> from,
                CompletionStage<Object> other,
                Way way,
                Act act);
    }
}
