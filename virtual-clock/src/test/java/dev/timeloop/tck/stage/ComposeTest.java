package dev.timeloop.tck.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Stages that become what their function returns: {@code thenCompose} and its kin. */
class ComposeTest {
    /** When the inner stage ends, seen from the outer one. */
    private enum Inner {
        DONE_BEFORE,
        DONE_AFTER,
        NEVER_DONE
    }

    private enum Kind {
        OF_ONE_KIND,
        FOREIGN,
        MINIMAL
    }

    static Stream<Arguments> stages() {
        List<Arguments> stages = new ArrayList<>();
        for (UniOp op : List.of(UniOp.THEN_COMPOSE, UniOp.EXCEPTIONALLY_COMPOSE)) {
            for (Way way : Way.THAT_WORK) {
                stages.add(Arguments.of(op, way));
            }
        }
        return stages.stream();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("stages")
    void aStageEndsAsTheInnerOne(UniOp op, Way way) {
        try (Sides sides = new Sides()) {
            for (Inner moment : Inner.values()) {
                for (Kind kind : Kind.values()) {
                    for (Ending inner : Ending.values()) {
                        String what = kind + " " + moment + " with " + inner;
                        sides.compare(what, program(op, way, moment, kind, inner, false));
                        sides.compare(what + ", late", program(op, way, moment, kind, inner, true));
                    }
                }
            }
        }
    }

    private static Consumer<Side> program(
            UniOp op, Way way, Inner moment, Kind kind, Ending ending, boolean late) {
        return side -> {
            CompletableFuture<Object> inner = kind == Kind.FOREIGN ? side.foreign() : side.future();
            CompletionStage<Object> given =
                    kind == Kind.MINIMAL ? inner.minimalCompletionStage() : inner;
            CompletableFuture<Object> from = side.future();
            if (moment == Inner.DONE_BEFORE) {
                ending.give(inner, "inner");
            }
            if (late) {
                trigger(op, from);
            }
            CompletableFuture<Object> stage = compose(side, op, way, from, given);
            CompletableFuture<Object> next = next(side, stage);
            if (!late) {
                trigger(op, from);
            }
            side.settle();
            side.journal.look("stage before", stage);
            if (moment == Inner.DONE_AFTER) {
                ending.give(inner, "inner");
                side.settle();
            }
            side.journal.look("inner", inner);
            side.journal.look("stage", stage);
            side.journal.look("next", next);
        };
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("stages")
    void aStageThatIsCompletedByHandIgnoresTheInnerOne(UniOp op, Way way) {
        try (Sides sides = new Sides()) {
            for (Kind kind : List.of(Kind.OF_ONE_KIND, Kind.FOREIGN)) {
                for (Ending byHand : Ending.SORTS) {
                    sides.compare(
                            kind + " inner, by hand " + byHand,
                            side -> completeByHand(side, op, way, kind, byHand));
                }
            }
        }
    }

    private static void completeByHand(Side side, UniOp op, Way way, Kind kind, Ending byHand) {
        CompletableFuture<Object> inner = kind == Kind.FOREIGN ? side.foreign() : side.future();
        CompletableFuture<Object> from = side.future();
        trigger(op, from);
        CompletableFuture<Object> stage = compose(side, op, way, from, inner);
        CompletableFuture<Object> next = next(side, stage);
        side.settle();
        side.journal.note("first", byHand.give(stage, "by hand"));
        inner.complete("inner");
        side.settle();
        side.journal.look("inner", inner);
        side.journal.look("stage", stage);
        side.journal.look("next", next);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("stages")
    void aNullInsteadOfAStageIsAFailure(UniOp op, Way way) {
        Sides.compareOnce(
                side -> {
                    CompletableFuture<Object> from = side.future();
                    Act function = new Act(side, "function", Ending.VALUE, () -> null);
                    CompletableFuture<Object> stage = op.make(side, from, way, function);
                    trigger(op, from);
                    side.settle();
                    side.journal.note("fails with", failureClass(stage));
                });
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("stages")
    void aFunctionMayReturnTheSource(UniOp op, Way way) {
        Sides.compareOnce(
                side -> {
                    CompletableFuture<Object> from = side.future();
                    CompletableFuture<Object> stage = compose(side, op, way, from, from);
                    CompletableFuture<Object> next = next(side, stage);
                    trigger(op, from);
                    side.settle();
                    side.journal.look("stage", stage);
                    side.journal.look("next", next);
                });
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("stages")
    void aStageThatWaitsForItselfStaysPendingUntilCompletedByHand(UniOp op, Way way) {
        Sides.compareOnce(
                side -> {
                    CompletableFuture<Object> from = side.future();
                    List<CompletableFuture<Object>> self = new ArrayList<>();
                    Act function = new Act(side, "function", Ending.VALUE, () -> self.get(0));
                    CompletableFuture<Object> stage = op.make(side, from, way, function);
                    self.add(stage);
                    CompletableFuture<Object> next = next(side, stage);
                    trigger(op, from);
                    side.settle();
                    side.journal.look("stage before", stage);
                    side.journal.note("first", stage.complete("by hand"));
                    side.journal.look("stage", stage);
                    side.journal.look("next", next);
                });
    }

    /** Completes the source so that the function runs. */
    private static void trigger(UniOp op, CompletableFuture<Object> from) {
        (op == UniOp.THEN_COMPOSE ? Ending.VALUE : Ending.FAILURE).give(from, "source");
    }

    private static CompletableFuture<Object> compose(
            Side side,
            UniOp op,
            Way way,
            CompletableFuture<Object> from,
            CompletionStage<Object> inner) {
        return op.make(side, from, way, new Act(side, "function", Ending.VALUE, () -> inner));
    }

    private static CompletableFuture<Object> next(Side side, CompletableFuture<Object> stage) {
        return UniOp.HANDLE.make(side, stage, Way.PLAIN, new Act(side, "next", Ending.VALUE));
    }

    private static Object failureClass(CompletableFuture<Object> stage) {
        return stage.handle(
                        (value, failure) ->
                                failure.getClass() + " " + failure.getCause().getClass())
                .join();
    }
}
