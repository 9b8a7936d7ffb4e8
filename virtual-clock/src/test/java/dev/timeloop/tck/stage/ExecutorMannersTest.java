package dev.timeloop.tck.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.EventLoop;
import dev.timeloop.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletableFuture.AsynchronousCompletionTask;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Async stages whose executor takes no jobs, or runs them twice, or looks at them. */
class ExecutorMannersTest {
    @ParameterizedTest(name = "done before: {0}")
    @ValueSource(booleans = {false, true})
    void aStageFailsWithTheRejection(boolean done) {
        for (UniOp op : UniOp.values()) {
            Sides.compareOnce(
                    side -> {
                        CompletableFuture<Object> source = side.future();
                        if (done) {
                            wanted(op).give(source, "source");
                        }
                        CompletableFuture<Object> stage = make(side, op, source);
                        wanted(op).give(source, "source");
                        side.journal.look(op.toString(), stage);
                    });
        }
        for (BiOp op : BiOp.values()) {
            Sides.compareOnce(
                    side -> {
                        CompletableFuture<Object> source = side.future();
                        CompletableFuture<Object> other = side.future();
                        if (done) {
                            source.complete("source");
                        }
                        CompletableFuture<Object> stage = make(side, op, source, other);
                        side.journal.look(op + " with one done", stage);
                        source.complete("source");
                        other.complete("other");
                        side.journal.look(op.toString(), stage);
                    });
        }
    }

    @Test
    void anExecutorIsNotAskedForAStageThatIsDone() {
        Sides.compareOnce(
                side -> {
                    CompletableFuture<Object> source = side.future();
                    CompletableFuture<Object> other = side.future();
                    List<CompletableFuture<Object>> stages = new ArrayList<>();
                    for (UniOp op : UniOp.values()) {
                        stages.add(make(side, op, source));
                    }
                    for (BiOp op : BiOp.values()) {
                        stages.add(make(side, op, source, other));
                    }
                    stages.forEach(stage -> stage.complete("by hand"));
                    source.complete("source");
                    other.complete("other");
                    stages.forEach(stage -> side.journal.look("stage", stage));
                });
    }

    @Test
    void anAsyncStageFailsWhenTheLoopsExecutorWasShutDown() {
        try (EventLoop loop = EventLoop.create()) {
            Task<String> source = loop.task("source");
            Task<String> stage = source.thenApplyAsync(x -> x + " is applied");
            loop.executor().shutdown();
            source.complete("done");
            loop.settle();
            assertThat(source.result()).isEqualTo("done");
            assertThatThrownBy(stage::join)
                    .isExactlyInstanceOf(CompletionException.class)
                    .hasCauseExactlyInstanceOf(RejectedExecutionException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFunctionIsCalledOnceThoughItsCommandIsRunTwice(UniOp op) {
        Sides.compareOnce(
                side -> {
                    CompletableFuture<Object> source = side.future();
                    CompletableFuture<Object> inner = side.future();
                    inner.complete("inner");
                    Act function = new Act(side, "function", Ending.VALUE, () -> inner);
                    CompletableFuture<Object> stage =
                            op.make(side, source, Way.RUNNING_TWICE, function);
                    wanted(op).give(source, "source");
                    side.journal.look("stage", stage);
                });
    }

    @ParameterizedTest
    @EnumSource
    void aFunctionOfTwoIsCalledOnceThoughItsCommandIsRunTwice(BiOp op) {
        Sides.compareOnce(
                side -> {
                    CompletableFuture<Object> source = side.future();
                    CompletableFuture<Object> other = side.future();
                    Act function = new Act(side, "function", Ending.VALUE);
                    CompletableFuture<Object> stage =
                            op.make(side, source, other, Way.RUNNING_TWICE, function);
                    source.complete("source");
                    other.complete("other");
                    side.journal.look("stage", stage);
                });
    }

    @Test
    void commandsCarryTheJdksMarkOfAsynchronousTasks() {
        try (EventLoop loop = EventLoop.create()) {
            List<Runnable> commands = new ArrayList<>();
            Task<String> source = loop.task("source");
            source.thenAcceptAsync(x -> {}, commands::add);
            source.runAfterBothAsync(source, () -> {}, commands::add);
            source.runAfterEitherAsync(source, () -> {}, commands::add);
            source.completeAsync(() -> "supplied", commands::add);
            source.complete("source");
            assertThat(commands).hasSize(4).hasOnlyElementsOfType(AsynchronousCompletionTask.class);
        }
    }

    /** The ending after which the function would run. */
    private static Ending wanted(UniOp op) {
        return op == UniOp.EXCEPTIONALLY || op == UniOp.EXCEPTIONALLY_COMPOSE
                ? Ending.FAILURE
                : Ending.VALUE;
    }

    private static CompletableFuture<Object> make(
            Side side, UniOp op, CompletableFuture<Object> source) {
        Act function = new Act(side, "function", Ending.VALUE);
        return op.make(side, source, Way.REJECTING_EXECUTOR, function);
    }

    private static CompletableFuture<Object> make(
            Side side, BiOp op, CompletableFuture<Object> source, CompletableFuture<Object> other) {
        Act function = new Act(side, "function", Ending.VALUE);
        return op.make(side, source, other, Way.REJECTING_EXECUTOR, function);
    }
}
