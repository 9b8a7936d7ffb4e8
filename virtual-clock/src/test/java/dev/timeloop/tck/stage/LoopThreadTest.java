package dev.timeloop.tck.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions of stages run on the loop, whichever thread completes what they depend on. */
class LoopThreadTest {
    private final LoopSide side = new LoopSide();
    private final EventLoop loop = side.loop;
    private final List<String> ran = new ArrayList<>();

    /** Blocks in virtual time, which only code on the loop can. */
    private final Act blocking =
            new Act(
                    side,
                    "function",
                    Ending.VALUE,
                    () -> CompletableFuture.completedFuture("inner"),
                    () -> {
                        loop.sleep(Duration.ofSeconds(1));
                        ran.add("at " + loop.elapsed());
                    });

    static Stream<Arguments> stagesOfOne() {
        return Stream.of(UniOp.values())
                .filter(op -> op != UniOp.COPY)
                .flatMap(op -> Stream.of(Way.PLAIN, Way.ASYNC).map(way -> Arguments.of(op, way)));
    }

    static Stream<Arguments> stagesOfTwo() {
        return Stream.of(BiOp.values())
                .flatMap(op -> Stream.of(Way.PLAIN, Way.ASYNC).map(way -> Arguments.of(op, way)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("stagesOfOne")
    void aFunctionRunsOnTheLoopWhenAThreadOutsideCompletesItsSource(UniOp op, Way way) {
        CompletableFuture<Object> source = side.future();
        op.make(side, source, way, blocking);
        Way.runElsewhere(() -> complete(op, source));
        assertThat(ran).isEmpty();
        loop.runUntilIdle();
        assertThat(ran).containsExactly("at PT1S");
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("stagesOfOne")
    void aFunctionRunsOnTheLoopWhenAThreadOutsideMakesItsStage(UniOp op, Way way) {
        CompletableFuture<Object> source = side.future();
        complete(op, source);
        Way.runElsewhere(() -> op.make(side, source, way, blocking));
        assertThat(ran).isEmpty();
        loop.runUntilIdle();
        assertThat(ran).containsExactly("at PT1S");
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("stagesOfTwo")
    void aFunctionOfTwoRunsOnTheLoopWhenThreadsOutsideCompleteBoth(BiOp op, Way way) {
        CompletableFuture<Object> source = side.future();
        CompletableFuture<Object> other = side.future();
        op.make(side, source, other, way, blocking);
        Way.runElsewhere(() -> other.complete("other"));
        Way.runElsewhere(() -> source.complete("source"));
        assertThat(ran).isEmpty();
        loop.runUntilIdle();
        assertThat(ran).containsExactly("at PT1S");
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("stagesOfTwo")
    void aFunctionOfTwoRunsOnTheLoopWhenAThreadOutsideCompletesAPlainFuture(BiOp op, Way way) {
        CompletableFuture<Object> source = side.future();
        CompletableFuture<Object> plain = side.foreign();
        op.make(side, source, plain, way, blocking);
        Way.runElsewhere(() -> plain.complete("plain"));
        if (!op.isEither()) {
            loop.settle();
            source.complete("source");
        }
        loop.runUntilIdle();
        assertThat(ran).containsExactly("at PT1S");
    }

    @ParameterizedTest
    @EnumSource(names = {"DIRECT_EXECUTOR", "OTHER_THREAD"})
    void whatDependsOnAFunctionThatRanElsewhereRunsOnTheLoop(Way way) {
        CompletableFuture<Object> source = side.future();
        Act function = new Act(side, "first", Ending.VALUE);
        CompletableFuture<Object> stage = UniOp.THEN_APPLY.make(side, source, way, function);
        UniOp.THEN_APPLY.make(side, stage, Way.PLAIN, blocking);
        source.complete("source");
        loop.runUntilIdle();
        assertThat(ran).containsExactly("at PT1S");
    }

    @Test
    void whatDependsOnAnInnerStageFromOutsideRunsOnTheLoop() {
        CompletableFuture<Object> source = side.future();
        CompletableFuture<Object> plain = side.foreign();
        source.thenCompose(x -> plain).thenRun(blocking::run);
        source.complete("source");
        Way.runElsewhere(() -> plain.complete("plain"));
        assertThat(ran).isEmpty();
        loop.runUntilIdle();
        assertThat(ran).containsExactly("at PT1S");
    }

    @Test
    void aFunctionGivenToAForeignExecutorRunsThere() {
        CompletableFuture<Object> source = side.future();
        List<String> threads = new ArrayList<>();
        source.thenRunAsync(() -> threads.add(Thread.currentThread().getName()), Way::runElsewhere);
        source.complete("source");
        assertThat(threads).containsExactly("elsewhere");
    }

    @Test
    void theFirstOfTwoCompletionsFromOutsideCounts() {
        CompletableFuture<Object> source = side.future();
        List<Boolean> answers = new ArrayList<>();
        Way.runElsewhere(() -> answers.add(source.complete("first")));
        Way.runElsewhere(() -> answers.add(source.complete("second")));
        answers.add(source.complete("on the loop"));
        answers.add(source.completeExceptionally(new Boom("on the loop")));
        answers.add(source.cancel(true));
        loop.settle();
        assertThat(answers).containsExactly(true, false, false, false, false);
        assertThat(source.join()).isEqualTo("first");
    }

    @Test
    void aCancellationFromOutsideComesAfterACompletionFromOutside() {
        CompletableFuture<Object> source = side.future();
        List<Boolean> answers = new ArrayList<>();
        Way.runElsewhere(() -> answers.add(source.complete("first")));
        Way.runElsewhere(() -> answers.add(source.cancel(true)));
        loop.settle();
        assertThat(answers).containsExactly(true, false);
        assertThat(source.join()).isEqualTo("first");
    }

    private static void complete(UniOp op, CompletableFuture<Object> source) {
        boolean fails = op == UniOp.EXCEPTIONALLY || op == UniOp.EXCEPTIONALLY_COMPOSE;
        (fails ? Ending.FAILURE : Ending.VALUE).give(source, "source");
    }
}
