package dev.timeloop.tck.stage;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Stages of two sources, whatever each ends with, and in whichever order. */
class BiStageTest {
    private static final List<Ending> FUNCTIONS = List.of(Ending.VALUE, Ending.FAILURE);

    /** What the other source is. */
    private enum Other {
        OF_ONE_KIND,
        FOREIGN,
        ITSELF
    }

    /** When each source is completed: by the first letters before the stage is made. */
    private enum Order {
        AB_MAKE(true, true, true),
        BA_MAKE(true, true, false),
        A_MAKE_B(true, false, true),
        B_MAKE_A(false, true, false),
        MAKE_AB(false, false, true),
        MAKE_BA(false, false, false);

        private final boolean firstBefore;
        private final boolean otherBefore;
        private final boolean firstLeads;

        Order(boolean firstBefore, boolean otherBefore, boolean firstLeads) {
            this.firstBefore = firstBefore;
            this.otherBefore = otherBefore;
            this.firstLeads = firstLeads;
        }

        void inOrder(Runnable first, Runnable other) {
            (firstLeads ? first : other).run();
            (firstLeads ? other : first).run();
        }
    }

    static Stream<Arguments> stages() {
        return Stream.of(BiOp.values())
                .flatMap(op -> Way.THAT_WORK.stream().map(way -> Arguments.of(op, way)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("stages")
    void aStageOfTwoTasksEndsAsTheJdks(BiOp op, Way way) {
        forAll(op, way, Other.OF_ONE_KIND, FUNCTIONS);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("stages")
    void aStageWhoseOtherSourceIsAPlainFutureEndsAsTheJdks(BiOp op, Way way) {
        forAll(op, way, Other.FOREIGN, List.of(Ending.VALUE));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("stages")
    void aStageOfOneTaskTwiceEndsAsTheJdks(BiOp op, Way way) {
        forAll(op, way, Other.ITSELF, Ending.SORTS);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("stages")
    void aStageThatIsCompletedByHandIgnoresItsSources(BiOp op, Way way) {
        try (Sides sides = new Sides()) {
            for (Ending byHand : Ending.SORTS) {
                sides.compare("by hand " + byHand, side -> completeByHand(side, op, way, byHand));
            }
        }
    }

    private static void completeByHand(Side side, BiOp op, Way way, Ending byHand) {
        CompletableFuture<Object> first = side.future();
        CompletableFuture<Object> other = side.future();
        Act function = new Act(side, "function", Ending.VALUE);
        CompletableFuture<Object> stage = op.make(side, first, other, way, function);
        side.journal.note("first", byHand.give(stage, "by hand"));
        first.complete("a");
        other.complete("b");
        side.settle();
        side.journal.look("stage", stage);
    }

    private static void forAll(BiOp op, Way way, Other kind, List<Ending> functions) {
        try (Sides sides = new Sides()) {
            for (Order order : Order.values()) {
                for (Ending a : Ending.SORTS) {
                    for (Ending b : kind == Other.ITSELF ? List.of(a) : Ending.SORTS) {
                        for (Ending function : functions) {
                            sides.compare(
                                    order + " with " + a + " and " + b + ", then " + function,
                                    program(op, way, kind, order, a, b, function));
                        }
                    }
                }
            }
        }
    }

    private static Consumer<Side> program(
            BiOp op, Way way, Other kind, Order order, Ending a, Ending b, Ending function) {
        return side -> {
            CompletableFuture<Object> first = side.future();
            CompletableFuture<Object> other =
                    switch (kind) {
                        case OF_ONE_KIND -> side.future();
                        case FOREIGN -> side.foreign();
                        case ITSELF -> first;
                    };
            order.inOrder(
                    () -> complete(order.firstBefore, a, first, "a"),
                    () -> complete(order.otherBefore, b, other, "b"));
            Act act = new Act(side, "function", function);
            CompletableFuture<Object> stage = op.make(side, first, other, way, act);
            CompletableFuture<Object> next =
                    UniOp.HANDLE.make(side, stage, Way.PLAIN, new Act(side, "next", Ending.VALUE));
            side.settle();
            side.journal.look("stage before", stage);
            order.inOrder(
                    () -> {
                        complete(!order.firstBefore, a, first, "a");
                        side.settle();
                        side.journal.look("stage between", stage);
                    },
                    () -> {
                        complete(!order.otherBefore, b, other, "b");
                        side.settle();
                    });
            side.journal.look("first", first);
            side.journal.look("stage", stage);
            side.journal.look("next", next);
        };
    }

    private static void complete(
            boolean now, Ending ending, CompletableFuture<Object> future, String name) {
        if (now) {
            ending.give(future, name);
        }
    }
}
