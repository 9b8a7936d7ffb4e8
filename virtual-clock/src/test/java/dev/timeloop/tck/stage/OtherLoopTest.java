package dev.timeloop.tck.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stages of a task whose other source, or inner stage, is a task of another loop. */
class OtherLoopTest {
    private final LoopSide side = new LoopSide();
    private final LoopSide otherSide = new LoopSide();
    private final EventLoop loop = side.loop;
    private final EventLoop otherLoop = otherSide.loop;
    private final CompletableFuture<Object> task = side.future();
    private final CompletableFuture<Object> other = otherSide.future();
    private final List<String> ran = new ArrayList<>();

    /** Tells on which loop it runs, by blocking in that loop's time. */
    private final Act function =
            new Act(
                    side,
                    "function",
                    Ending.VALUE,
                    () -> other,
                    () -> {
                        loop.sleep(Duration.ofSeconds(1));
                        ran.add("at " + loop.elapsed() + " and " + otherLoop.elapsed());
                    });

    @AfterEach
    void close() {
        side.close();
        otherSide.close();
    }

    @ParameterizedTest
    @EnumSource
    void aFunctionOfTwoRunsOnTheLoopOfTheFirst(BiOp op) {
        CompletableFuture<Object> stage = op.make(side, task, other, Way.ASYNC, function);
        otherLoop.callLater(Duration.ofMinutes(1), () -> other.complete("other"));
        otherLoop.runUntilIdle();
        if (!op.isEither()) {
            task.complete("task");
        }
        assertThat(stage).isNotDone();
        loop.runUntilIdle();
        assertThat(ran).containsExactly("at PT1S and PT1M");
        assertThat(stage).isDone();
    }

    @Test
    void aStageEndsAsItsInnerStageOfAnotherLoop() {
        CompletableFuture<Object> stage = task.thenCompose(x -> other);
        task.complete("task");
        assertThat(stage).isNotDone();
        other.complete("other");
        loop.settle();
        assertThat(stage.join()).isEqualTo("other");
    }

    @Test
    void aFailureComesFromAnotherLoopAsItIs() {
        CompletableFuture<Object> stage = task.applyToEither(other, x -> x);
        Boom boom = new Boom("on another loop");
        other.completeExceptionally(boom);
        loop.settle();
        assertThatThrownBy(stage::join).isInstanceOf(CompletionException.class).hasCause(boom);
    }

    @ParameterizedTest
    @EnumSource
    void aLoopThatRunsOnAnotherThreadHandsItsOutcomeOver(BiOp op) {
        CompletableFuture<Object> stage = op.make(side, task, other, Way.PLAIN, function);
        if (!op.isEither()) {
            task.complete("task");
        }
        Way.runElsewhere(
                () -> {
                    otherLoop.callSoon(() -> other.complete("other"));
                    otherLoop.settle();
                });
        assertThat(stage).isNotDone();
        loop.runUntilIdle();
        assertThat(ran).containsExactly("at PT1S and PT0S");
    }
}
