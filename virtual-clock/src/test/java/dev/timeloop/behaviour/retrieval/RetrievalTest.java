package dev.timeloop.behaviour.retrieval;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.EventLoop;
import dev.timeloop.LooseEnd;
import dev.timeloop.Task;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Section 6 of the design: each way to make, pass on and look at a failure. */
class RetrievalTest {
    private final EventLoop loop = EventLoop.create();
    private final EventLoop strict = EventLoop.builder().everyBranch(true).build();

    @AfterEach
    void close() {
        loop.close();
        strict.close();
    }

    private static Task<String> failed(Maker maker, EventLoop loop) {
        Task<String> task = maker.failing(loop);
        loop.advance(ofSeconds(2));
        assertThat(task.isCompletedExceptionally()).isTrue();
        return task;
    }

    @ParameterizedTest(name = "{0}, then {1}")
    @MethodSource("makersAndLooks")
    void aFailureThatWasLookedAtIsNoLooseEnd(Maker maker, Look look) {
        look.at(loop, failed(maker, loop));

        assertThat(loop.finish()).isEmpty();
    }

    @ParameterizedTest(name = "{1} at {0}")
    @MethodSource("makersAndLooks")
    void norIsOneThatWasLookedForBeforeItCame(Maker maker, Look look) {
        Task<String> task = maker.failing(loop);
        look.at(loop, task);
        loop.advance(ofSeconds(2));
        if (look == Look.GET_NOW || look == Look.OUTCOME || look.name().contains("EXCEPTION_NOW")) {
            look.at(loop, task); // it wasn't there yet, for some makers
        }
        if (look == Look.RESULT || look == Look.EXCEPTION) {
            look.at(loop, task);
        }

        assertThat(loop.finish()).isEmpty();
    }

    @ParameterizedTest(name = "{0}, then {1}")
    @MethodSource("makersAndGlances")
    void aFailureThatNobodyWasGivenIsReportedOnce(Maker maker, Glance glance) {
        Task<String> task = failed(maker, loop);

        glance.at(loop, task);

        List<LooseEnd> found = loop.finish();
        assertThat(found).hasSize(1);
        assertThat(found.get(0).kind()).isEqualTo(LooseEnd.Kind.UNRETRIEVED_FAILURE);
        assertThat(found.get(0).name()).isEqualTo("task \"" + task.name() + "\"");
        assertThat(found.get(0).failure()).isSameAs(task.exception());
    }

    @ParameterizedTest(name = "{0}, then {1}")
    @MethodSource("makersAndPassings")
    void aStageThatPassesItOnHandsTheDutyOn(Maker maker, Passing passing) {
        Task<String> task = maker.failing(loop);
        Task<?> before = passing.on(loop, task);
        loop.advance(ofSeconds(2));

        before.exception();

        assertThat(loop.finish()).isEmpty();
    }

    @ParameterizedTest(name = "{0}, then {1}")
    @MethodSource("makersAndPassings")
    void alsoAStageThatIsMadeLater(Maker maker, Passing passing) {
        Task<?> after = passing.on(loop, failed(maker, loop));
        loop.settle();

        after.exception();

        assertThat(loop.finish()).isEmpty();
    }

    @ParameterizedTest(name = "{0}, then {1}")
    @MethodSource("makersAndPassings")
    void aFailureThatNobodyWasGivenDownTheLineIsReportedOnceWithTheChain(
            Maker maker, Passing passing) {
        Task<String> task = maker.failing(loop);
        passing.on(loop, task);
        loop.advance(ofSeconds(2));

        List<LooseEnd> found = loop.finish();

        assertThat(found).hasSize(1);
        assertThat(found.get(0).name()).isEqualTo("task \"" + task.name() + "\"");
        assertThat(found.get(0).chain()).containsExactly(passing.path);
    }

    @ParameterizedTest
    @EnumSource
    void oneLookIsEnoughThoughAnotherBranchWasNotLookedAt(Passing passing) {
        Task<String> task = Maker.SCRIPT.failing(loop);
        passing.on(loop, task);
        loop.advance(ofSeconds(1));

        task.exception();

        assertThat(loop.finish()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theStrictRuleAsksItOfEachBranch(Passing passing) {
        Task<String> task = Maker.SCRIPT.failing(strict);
        passing.on(strict, task);
        strict.advance(ofSeconds(1));

        task.exception();

        List<LooseEnd> found = strict.finish();
        assertThat(found).hasSize(1);
        assertThat(found.get(0).name()).isEqualTo("task \"feed\"");
        assertThat(found.get(0).chain()).containsExactly(passing.path);
    }

    @ParameterizedTest
    @EnumSource
    void theStrictRuleIsContentWhenEachEndWasLookedAt(Passing passing) {
        Task<String> task = Maker.SCRIPT.failing(strict);
        Task<?> one = passing.on(strict, task);
        Task<?> other = task.thenApply(v -> v);
        strict.advance(ofSeconds(1));

        one.exception();
        other.exception();

        assertThat(strict.finish()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theStrictRuleIsContentWithALookAtTheOnlyEnd(Look look) {
        look.at(strict, failed(Maker.SCRIPT, strict));
        strict.advance(ofSeconds(1));

        assertThat(strict.finish()).isEmpty();
    }

    static List<Arguments> makersAndLooks() {
        return pairs(Look.values());
    }

    static List<Arguments> makersAndGlances() {
        return pairs(Glance.values());
    }

    static List<Arguments> makersAndPassings() {
        return pairs(Passing.values());
    }

    private static List<Arguments> pairs(Object[] others) {
        List<Arguments> pairs = new ArrayList<>();
        for (Maker maker : Maker.values()) {
            for (Object other : others) {
                pairs.add(Arguments.of(maker, other));
            }
        }
        return pairs;
    }
}
