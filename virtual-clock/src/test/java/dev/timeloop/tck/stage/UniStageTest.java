package dev.timeloop.tck.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Stages of one source, in each form, after each ending of the source and of their function. */
class UniStageTest {
    static Stream<Arguments> stages() {
        List<Arguments> stages = new ArrayList<>();
        for (UniOp op : UniOp.values()) {
            for (Way way : Way.THAT_WORK) {
                if (op != UniOp.COPY || way == Way.PLAIN) {
                    stages.add(Arguments.of(op, way));
                }
            }
        }
        return stages.stream();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("stages")
    void aStageThatIsMadeFirstEndsAsTheJdks(UniOp op, Way way) {
        forAllEndings(
                (source, function) ->
                        side -> {
                            CompletableFuture<Object> from = side.future();
                            CompletableFuture<Object> stage = make(side, from, op, way, function);
                            CompletableFuture<Object> next = next(side, stage);
                            side.settle();
                            side.journal.look("stage before", stage);
                            boolean first = source.give(from, "source");
                            side.settle();
                            side.journal.note("first", first);
                            look(side, from, stage, next);
                        });
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("stages")
    void aStageThatIsMadeLateEndsAsTheJdks(UniOp op, Way way) {
        forAllEndings(
                (source, function) ->
                        side -> {
                            CompletableFuture<Object> from = side.future();
                            source.give(from, "source");
                            CompletableFuture<Object> stage = make(side, from, op, way, function);
                            CompletableFuture<Object> next = next(side, stage);
                            side.settle();
                            look(side, from, stage, next);
                        });
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("stages")
    void aStageThatIsCompletedByHandIgnoresItsSource(UniOp op, Way way) {
        forAllEndings(
                (source, byHand) ->
                        side -> {
                            CompletableFuture<Object> from = side.future();
                            CompletableFuture<Object> stage =
                                    make(side, from, op, way, Ending.VALUE);
                            CompletableFuture<Object> next = next(side, stage);
                            side.journal.note("first " + byHand.give(stage, "by hand"));
                            side.settle();
                            look(side, from, stage, next);
                            side.journal.note("second " + source.give(from, "source"));
                            side.settle();
                            look(side, from, stage, next);
                        });
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("stages")
    void aFunctionThatWaitsForItsTurnDoesNotRunOnceTheStageIsDone(UniOp op, Way way) {
        forAllEndings(
                (source, byHand) ->
                        side -> {
                            CompletableFuture<Object> from = side.future();
                            CompletableFuture<Object> stage =
                                    make(side, from, op, way, Ending.VALUE);
                            CompletableFuture<Object> next = next(side, stage);
                            source.give(from, "source");
                            boolean first = byHand.give(stage, "by hand");
                            side.settle();
                            side.journal.note("first", first);
                            look(side, from, stage, next);
                        });
    }

    private interface Case {
        Consumer<Side> program(Ending source, Ending function);
    }

    private static void forAllEndings(Case each) {
        try (Sides sides = new Sides()) {
            for (Ending source : Ending.values()) {
                for (Ending function : Ending.SORTS) {
                    sides.compare(source + ", then " + function, each.program(source, function));
                }
            }
        }
    }

    private static CompletableFuture<Object> make(
            Side side, CompletableFuture<Object> from, UniOp op, Way way, Ending function) {
        return op.make(
                side,
                from,
                way,
                new Act(
                        side,
                        "function",
                        function,
                        () -> CompletableFuture.completedFuture("inner")));
    }

    private static CompletableFuture<Object> next(Side side, CompletableFuture<Object> stage) {
        return UniOp.THEN_APPLY.make(side, stage, Way.PLAIN, new Act(side, "next", Ending.VALUE));
    }

    private static void look(
            Side side,
            CompletableFuture<Object> from,
            CompletableFuture<Object> stage,
            CompletableFuture<Object> next) {
        side.journal.look("source", from);
        side.journal.look("stage", stage);
        side.journal.look("next", next);
    }
}
