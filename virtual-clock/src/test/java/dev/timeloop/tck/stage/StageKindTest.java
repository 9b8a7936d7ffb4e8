package dev.timeloop.tck.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.EventLoop;
import dev.timeloop.Task;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a task makes of itself is a task of the same loop. */
class StageKindTest {
    private final LoopSide side = new LoopSide();
    private final EventLoop loop = side.loop;
    private final CompletableFuture<Object> source = side.future();

    @AfterEach
    void close() {
        side.close();
    }

    @ParameterizedTest
    @EnumSource
    void aStageOfOneIsATaskOfTheLoop(UniOp op) {
        for (Way way : Way.THAT_WORK) {
            assertIsOfTheLoop(op.make(side, source, way, new Act(side, "act", Ending.VALUE)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStageOfTwoIsATaskOfTheLoop(BiOp op) {
        for (Way way : Way.THAT_WORK) {
            Act act = new Act(side, "act", Ending.VALUE);
            assertIsOfTheLoop(op.make(side, source, side.future(), way, act));
            assertIsOfTheLoop(op.make(side, source, side.foreign(), way, act));
        }
    }

    @Test
    void aNewIncompleteFutureIsAPendingTaskOfTheLoop() {
        CompletableFuture<String> made = source.newIncompleteFuture();
        assertThat(made).isNotDone();
        assertThat(source.getNumberOfDependents()).isZero();
        assertIsOfTheLoop(made);
        made.complete("by hand");
        assertThat(loop.await(made)).isEqualTo("by hand");
        assertThat(source).isNotDone();
    }

    @Test
    void aTaskIsItsOwnCompletableFuture() {
        assertThat(source.toCompletableFuture()).isSameAs(source);
    }

    @Test
    void theDefaultExecutorIsTheLoops() {
        assertThat(source.defaultExecutor()).isSameAs(loop.executor());
        assertThat(source.copy().defaultExecutor()).isSameAs(loop.executor());
    }

    /** So that user code sees the type without a cast. */
    @Test
    void methodsThatMakeStagesAreDeclaredToReturnTasks() {
        List<Method> others =
                Arrays.stream(Task.class.getMethods())
                        .filter(m -> !Modifier.isStatic(m.getModifiers()) && !m.isBridge())
                        .filter(m -> CompletionStage.class.isAssignableFrom(m.getReturnType()))
                        .filter(m -> !Task.class.isAssignableFrom(m.getReturnType()))
                        .filter(m -> !m.getName().equals("minimalCompletionStage"))
                        .toList();
        assertThat(others).isEmpty();
    }

    private void assertIsOfTheLoop(CompletableFuture<?> stage) {
        assertThat(stage).isInstanceOf(Task.class);
        assertThat(stage.defaultExecutor()).isSameAs(loop.executor());
        EventLoop another = EventLoop.create();
        assertThatThrownBy(() -> another.shield((Task<?>) stage))
                .hasMessageEndingWith("belongs to another loop, which this one can't drive.");
        assertThat(loop.shield((Task<?>) stage)).isNotSameAs(stage);
    }
}
