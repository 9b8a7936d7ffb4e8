package dev.timeloop.tck.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.EventLoop;
import dev.timeloop.Task;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code minimalCompletionStage}: a stage that only its task can complete. */
class MinimalStageTest {
    @ParameterizedTest
    @EnumSource
    void itEndsAsItsTask(Ending ending) {
        Sides.compareOnce(
                side -> {
                    CompletableFuture<Object> source = side.future();
                    CompletionStage<Object> early = source.minimalCompletionStage();
                    Act function = new Act(side, "function", Ending.VALUE);
                    early.handle(function::two);
                    CompletableFuture<Object> future = early.toCompletableFuture();
                    side.journal.look("before", future);
                    ending.give(source, "source");
                    side.journal.look("source", source);
                    side.journal.look("early", future);
                    CompletionStage<Object> late = source.minimalCompletionStage();
                    late.handle(function::two);
                    side.journal.look("late", late.toCompletableFuture());
                });
    }

    @Test
    void whatIsMadeOfItDoesNotCompleteIt() {
        Sides.compareOnce(
                side -> {
                    CompletableFuture<Object> source = side.future();
                    CompletionStage<Object> minimal = source.minimalCompletionStage();
                    minimal.toCompletableFuture().complete("by hand");
                    minimal.toCompletableFuture().cancel(true);
                    side.journal.look("another", minimal.toCompletableFuture());
                    source.complete("source");
                    side.journal.look("yet another", minimal.toCompletableFuture());
                });
    }

    @Test
    void itCannotBeCompletedOrAsked() {
        try (EventLoop loop = EventLoop.create()) {
            Task<Object> source = loop.task("source");
            CompletableFuture<Object> minimal =
                    (CompletableFuture<Object>) source.minimalCompletionStage();
            assertThatThrownBy(() -> minimal.complete("by hand"))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(minimal::isDone).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(minimal::join).isInstanceOf(UnsupportedOperationException.class);
            source.complete("done");
            assertThat(loop.await(minimal)).isEqualTo("done");
        }
    }
}
