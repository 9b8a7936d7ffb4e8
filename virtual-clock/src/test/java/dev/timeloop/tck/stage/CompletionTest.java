package dev.timeloop.tck.stage;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Completing a future by hand, once and again, by force and by cancelling it. */
class CompletionTest {
    /** What can be done to a future. */
    enum Command {
        COMPLETE {
            @Override
            Object on(CompletableFuture<Object> future, int step) {
                return future.complete("value " + step);
            }
        },
        COMPLETE_WITH_NULL {
            @Override
            Object on(CompletableFuture<Object> future, int step) {
                return future.complete(null);
            }
        },
        FAIL {
            @Override
            Object on(CompletableFuture<Object> future, int step) {
                return future.completeExceptionally(new Boom("failure " + step));
            }
        },
        FAIL_AS_CANCELLED {
            @Override
            Object on(CompletableFuture<Object> future, int step) {
                return future.completeExceptionally(new CancellationException("by hand"));
            }
        },
        CANCEL {
            @Override
            Object on(CompletableFuture<Object> future, int step) {
                return future.cancel(step % 2 == 0);
            }
        },
        OBTRUDE_VALUE {
            @Override
            Object on(CompletableFuture<Object> future, int step) {
                future.obtrudeValue("obtruded " + step);
                return "";
            }
        },
        OBTRUDE_NULL {
            @Override
            Object on(CompletableFuture<Object> future, int step) {
                future.obtrudeValue(null);
                return "";
            }
        },
        OBTRUDE_FAILURE {
            @Override
            Object on(CompletableFuture<Object> future, int step) {
                future.obtrudeException(new Boom("obtruded " + step));
                return "";
            }
        };

        abstract Object on(CompletableFuture<Object> future, int step);
    }

    @ParameterizedTest
    @EnumSource
    void threeCommandsInARowDoAndAnswerAsTheJdk(Command first) {
        try (Sides sides = new Sides()) {
            for (Command second : Command.values()) {
                for (Command third : Command.values()) {
                    sides.compare(
                            first + ", " + second + ", " + third,
                            side -> run(side, List.of(first, second, third)));
                }
            }
        }
    }

    private static void run(Side side, List<Command> commands) {
        CompletableFuture<Object> future = side.future();
        dependOn(side, future, "early");
        side.journal.look("before", future);
        int step = 0;
        for (Command command : commands) {
            side.journal.note("answer", command.on(future, step));
            side.journal.look("after " + step, future);
            dependOn(side, future, "late " + step);
            step++;
        }
    }

    private static void dependOn(Side side, CompletableFuture<Object> future, String name) {
        UniOp.HANDLE.make(side, future, Way.PLAIN, new Act(side, name, Ending.NULL));
        UniOp.THEN_APPLY.make(side, future, Way.PLAIN, new Act(side, name, Ending.NULL));
        BiOp.APPLY_TO_EITHER.make(
                side, side.future(), future, Way.PLAIN, new Act(side, name, Ending.NULL));
    }

    @ParameterizedTest
    @EnumSource
    void commandsOnADependentLeaveItsSourceAlone(Command command) {
        Sides.compareOnce(
                side -> {
                    CompletableFuture<Object> source = side.future();
                    command.on(source.copy(), 0);
                    command.on(source.toCompletableFuture().thenApply(x -> x), 0);
                    command.on(source.minimalCompletionStage().toCompletableFuture(), 0);
                    side.journal.look("source", source);
                });
    }

    @Test
    void dependentsAreCounted() {
        Sides.compareOnce(
                side -> {
                    CompletableFuture<Object> source = side.future();
                    CompletableFuture<Object> other = side.future();
                    for (Way way : Way.THAT_WORK) {
                        for (UniOp op : UniOp.values()) {
                            op.make(side, source, way, new Act(side, "function", Ending.NULL));
                            side.journal.note("dependents", source.getNumberOfDependents());
                        }
                        for (BiOp op : BiOp.values()) {
                            Act act = new Act(side, "function", Ending.NULL);
                            op.make(side, source, other, way, act);
                            side.journal.note("dependents", source.getNumberOfDependents());
                            side.journal.note("of the other", other.getNumberOfDependents());
                        }
                    }
                    source.complete(null);
                    side.settle();
                    side.journal.note("afterwards", source.getNumberOfDependents());
                });
    }

    @Test
    void aSourceForgetsAStageOfEitherThatIsDone() {
        Sides.compareOnce(
                side -> {
                    CompletableFuture<Object> never = side.future();
                    for (BiOp op : BiOp.values()) {
                        if (op.isEither()) {
                            for (int i = 0; i < 100; i++) {
                                CompletableFuture<Object> winner = side.future();
                                Act act = new Act(side, "function", Ending.NULL);
                                op.make(side, winner, never, Way.PLAIN, act);
                                op.make(side, never, winner, Way.PLAIN, act);
                                winner.complete("won");
                            }
                        }
                    }
                    side.journal.note("few left", never.getNumberOfDependents() < 10);
                });
    }
}
