package dev.timeloop.behaviour.misuse;

import static dev.timeloop.ReturnWhen.ALL_COMPLETED;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.timeloop.Answer;
import dev.timeloop.EventLoop;
import dev.timeloop.Task;
import dev.timeloop.behaviour.LoopTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Durations that go back or too far, and things that are missing. */
class BadInputTest extends LoopTest {
    private static final Duration BACK = ofNanos(-1);
    private static final Duration TOO_FAR = ofSeconds(Long.MAX_VALUE);

    private static void refused(ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }

    @Nested
    class NegativeDurations {
        @Test
        void timeCannotGoBack() {
            refused(
                    () -> loop.advance(BACK),
                    "Time can't go back: advance(PT-0.000000001S).\n-> advance by zero or more");
            loop.advance(ofSeconds(1));
            refused(
                    () -> loop.advanceTo(Instant.parse("2000-01-01T00:00:00Z")),
                    "Time can't go back: advanceTo(2000-01-01T00:00:00Z) at 2000-01-01T00:00:01Z.");
            assertThat(loop.elapsed()).isEqualTo(ofSeconds(1));
        }

        @Test
        void nobodyCanSleepForThem() {
            refused(() -> loop.sleep(BACK), "Nobody can sleep for PT-0.000000001S.");
        }

        @Test
        void norCanCallbacksOrExecutorsDelayByThem() {
            refused(
                    () -> loop.callLater(BACK, () -> {}),
                    "The delay can't be negative: PT-0.000000001S.");
            refused(
                    () -> loop.delayedExecutor(BACK),
                    "The delay can't be negative: PT-0.000000001S.");
        }

        @Test
        void aPeriodHasToBePositive() {
            refused(
                    () -> loop.callEvery(Duration.ZERO, () -> {}),
                    "The period must be positive: PT0S.");
            refused(
                    () -> loop.callEvery(BACK, () -> {}),
                    "The period must be positive: PT-0.000000001S.");
        }

        @Test
        void norCanOneWaitForThem() {
            Task<Integer> task = loop.start("task", () -> 1);

            refused(
                    () -> loop.awaitWithin(BACK, task),
                    "The limit can't be negative: PT-0.000000001S.");
            refused(
                    () -> loop.waitUntil(ALL_COMPLETED, List.of(task), BACK),
                    "The time-out can't be negative: PT-0.000000001S.");
            loop.settle();
        }

        @Test
        void norCanAnswersTakeThem() {
            String message = "The delay of an answer can't be negative: PT-0.000000001S.";

            refused(() -> loop.script("s").succeedsAfter(BACK, "x"), message);
            refused(() -> loop.script("s").failsAfter(BACK, new Exception()), message);
            refused(() -> loop.script("s").cancelsAfter(BACK), message);
            refused(() -> Answer.succeedsAfter(BACK, "x"), message);
        }

        @Test
        void norCanLimitsBeThem() {
            refused(
                    () -> EventLoop.builder().virtualTimeLimit(BACK),
                    "virtualTimeLimit must be positive, and is PT-0.000000001S.");
            refused(
                    () -> EventLoop.builder().realTimeout(Duration.ZERO),
                    "realTimeout must be positive, and is PT0S.");
        }
    }

    @Nested
    class DurationsThatOverflow {
        @Test
        void timeCannotGoSoFar() {
            refused(
                    () -> loop.advance(TOO_FAR),
                    "Virtual time reaches 292 years from its start, and PT2562047788015215H30M7S"
                            + " goes beyond.");
            assertThat(loop.elapsed()).isZero();
        }

        @Test
        void norToSuchAnInstant() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> loop.advanceTo(Instant.MAX))
                    .withMessageStartingWith("Virtual time reaches 292 years from its start, and ");
        }

        @Test
        void timeGoesAsFarAsItCan() {
            loop.advance(ofDays(365 * 290));
            loop.callLater(ofDays(365 * 10), () -> {}).cancel();

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> loop.advance(ofDays(365 * 10)))
                    .withMessage(
                            "Virtual time reaches 292 years from its start, and PT87600H goes"
                                    + " beyond.");
            assertThat(loop.elapsed()).isEqualTo(ofDays(365 * 290));
        }

        @Test
        void aTimeoutOfThemNeverComes() {
            Task<String> soon = loop.<String>script("soon").succeedsAfter(ofSeconds(1), "x");

            assertThat(loop.awaitWithin(TOO_FAR, soon)).isEqualTo("x");
            assertThat(loop.waitUntil(ALL_COMPLETED, List.of(soon), TOO_FAR).done()).hasSize(1);
            assertThat(loop.elapsed()).isEqualTo(ofSeconds(1));
        }
    }

    @Nested
    class MissingThings {
        private void missing(String what, ThrowingCallable call) {
            assertThatNullPointerException().isThrownBy(call).withMessage(what);
        }

        @Test
        void names() {
            missing("name", () -> loop.start(null, () -> 1));
            missing("name", () -> loop.run(null, () -> {}));
            missing("name", () -> loop.background(null, () -> {}));
            missing("name", () -> loop.task(null));
            missing("name", () -> loop.track(null, new CompletableFuture<>()));
            missing("name", () -> loop.script(null));
            missing("name", () -> loop.taskGroup(null));
            missing("name", () -> loop.taskGroup(null, group -> {}));
            missing("name", () -> loop.executor(null));
            missing("name", () -> loop.executor(null, 1));
        }

        @Test
        void bodiesAndCallbacks() {
            missing("body", () -> loop.start("x", null));
            missing("body", () -> loop.run("x", null));
            missing("body", () -> loop.background("x", null));
            missing("body", () -> loop.taskGroup("x", null));
            missing("callback", () -> loop.callSoon(null));
            missing("callback", () -> loop.callLater(ofSeconds(1), null));
            missing("callback", () -> loop.callEvery(ofSeconds(1), null));
            missing("command", () -> loop.executor().execute(null));
        }

        @Test
        void stagesAndFailures() {
            Task<String> task = loop.task("x");

            missing("stage", () -> loop.track("x", null));
            missing("stage", () -> loop.await(null));
            missing("failure", () -> task.completeExceptionally(null));
            missing("failure", () -> Answer.failsAfter(ofSeconds(1), null));
            missing("answer", () -> loop.script("s").then(null));
            missing("function", () -> task.thenApply(null));
            missing("executor", () -> task.thenApplyAsync(v -> v, null));
            task.cancel(true);
        }

        @Test
        void leaveNothingBehind() {
            missing("name", () -> loop.start(null, () -> 1));
            missing("body", () -> loop.start("x", null));

            assertThat(loop.looseEnds()).isEmpty();
            assertThat(loop.isIdle()).isTrue();
        }
    }
}
