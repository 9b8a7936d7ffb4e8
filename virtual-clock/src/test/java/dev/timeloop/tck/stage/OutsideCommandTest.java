package dev.timeloop.tck.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.EventLoop;
import dev.timeloop.ReturnWhen;
import dev.timeloop.Task;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a thread outside does to a task is done once the loop is driven. */
class OutsideCommandTest {
    private final LoopSide side = new LoopSide();
    private final EventLoop loop = side.loop;

    @ParameterizedTest
    @EnumSource
    void aCommandFromOutsideIsCarriedOut(CompletionTest.Command command) {
        CompletableFuture<Object> source = side.future();
        CompletableFuture<Object> stage = source.handle((value, failure) -> value + "/" + failure);
        Way.runElsewhere(() -> command.on(source, 1));
        loop.settle();
        Journal journal = new Journal();
        journal.look("source", source);
        journal.look("stage", stage);
        Journal expected = new Journal();
        CompletableFuture<Object> plain = new CompletableFuture<>();
        CompletableFuture<Object> plainStage =
                plain.handle((value, failure) -> value + "/" + failure);
        command.on(plain, 1);
        expected.look("source", plain);
        expected.look("stage", plainStage);
        assertThat(journal.toString()).isEqualTo(expected.toString());
    }

    @ParameterizedTest
    @EnumSource
    void aStrandThatWaitsWakesAfterACommandFromOutside(CompletionTest.Command command) {
        CompletableFuture<Object> source = side.future();
        CompletableFuture<Boolean> waiter =
                loop.start(
                        "waiter",
                        () -> {
                            loop.waitUntil(ReturnWhen.ALL_COMPLETED, List.of((Task<?>) source));
                            return source.isDone();
                        });
        loop.settle();
        Way.runElsewhere(() -> command.on(source, 1));
        loop.settle();
        assertThat(waiter.getNow(false)).isTrue();
    }
}
