package dev.timeloop.tck.executor;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code invokeAny}: several jobs, and the first success among them. */
class InvokeAnyTest extends OnTheLoop {
    @Test
    void answersWithTheFirstSuccessAtItsInstant() throws Exception {
        String answer =
                executor.invokeAny(
                        List.of(answering("a", 3000), answering("b", 1000), answering("c", 2000)));

        assertThat(answer).isEqualTo("b");
        assertThat(now()).isEqualTo(1000);
        loop.settle();
    }

    @Test
    void cancelsAndInterruptsTheLosers() throws Exception {
        executor.invokeAny(List.of(answering("a", 3000), answering("b", 1000)));
        loop.settle();

        assertThat(trace())
                .containsExactly(
                        "a begins @0", "b begins @0", "b ends @1000", "a interrupted @1000");
        assertThat(loop.isIdle()).isTrue();
    }

    @Test
    void passesOverFailures() throws Exception {
        String answer =
                executor.invokeAny(
                        List.of(failing("x", 500), failing("y", 0), answering("c", 2000)));

        assertThat(answer).isEqualTo("c");
        assertThat(now()).isEqualTo(2000);
    }

    @Test
    void nullIsASuccess() throws Exception {
        assertThat(executor.<String>invokeAny(List.of(() -> null))).isNull();
    }

    @Test
    void ofSuccessesAtOneInstantTheFirstToEndWins() throws Exception {
        String answer = executor.invokeAny(List.of(answering("a", 1000), answering("b", 1000)));

        assertThat(answer).isEqualTo("a");
        loop.settle();
    }

    @Test
    void throwsTheLastFailureWhenAllFail() {
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(
                        () ->
                                executor.invokeAny(
                                        List.of(
                                                failing("first", 1000),
                                                failing("last", 3000),
                                                failing("second", 2000))))
                .withCauseInstanceOf(IllegalStateException.class)
                .withMessage("java.lang.IllegalStateException: last");
        assertThat(now()).isEqualTo(3000);
    }

    @Test
    void failuresOfTheLosersAreNobodysBusiness() throws Exception {
        executor.invokeAny(List.of(failing("early", 500), answering("b", 1000)));

        assertThat(loop.looseEnds()).isEmpty();
    }

    @Test
    void whatALoserThrowsOnItsWayOutIsNobodysBusiness() throws Exception {
        Callable<String> wrapping =
                () -> {
                    try {
                        nap(5000);
                    } catch (InterruptedException interrupted) {
                        throw new IllegalStateException("gave up", interrupted);
                    }
                    return "late";
                };
        Callable<String> inCleanUp =
                () -> {
                    try {
                        nap(5000);
                    } catch (InterruptedException interrupted) {
                        throw new ArithmeticException("in the clean-up");
                    }
                    return "late";
                };

        executor.invokeAny(List.of(wrapping, inCleanUp, answering("b", 1000)));
        loop.settle();

        assertThat(loop.looseEnds()).isEmpty();
    }

    @Test
    void aLoserThatIsNotToBeInterruptedEndsInItsOwnTime() throws Exception {
        Callable<String> stubborn =
                () -> {
                    napping("stubborn", 3000).run();
                    nap(2000);
                    note("stubborn ends");
                    return "late";
                };

        assertThat(executor.invokeAny(List.of(stubborn, answering("b", 1000)))).isEqualTo("b");
        loop.runUntilIdle();

        assertThat(trace())
                .containsExactly(
                        "b begins @0",
                        "b ends @1000",
                        "stubborn interrupted @1000",
                        "stubborn ends @3000");
    }

    @Test
    void inTimeAnswersAtTheInstantOfTheFirstSuccess() throws Exception {
        String answer =
                executor.invokeAny(List.of(answering("a", 3000), answering("b", 1000)), 2, SECONDS);

        assertThat(answer).isEqualTo("b");
        assertThat(now()).isEqualTo(1000);
        loop.settle();
    }

    @Test
    void outOfTimeThrowsAndCancelsAll() {
        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(
                        () ->
                                executor.invokeAny(
                                        List.of(
                                                answering("a", 3000),
                                                answering("b", 4000),
                                                failing("x", 100)),
                                        2500,
                                        MILLISECONDS))
                .withMessage("2 of the tasks were not done in time");

        assertThat(now()).isEqualTo(2500);
        loop.settle();
        assertThat(trace())
                .containsExactly(
                        "a begins @0", "b begins @0", "a interrupted @2500", "b interrupted @2500");
        assertThat(loop.looseEnds()).isEmpty();
    }

    @Test
    void inTimeThrowsTheLastFailureWhenAllFail() {
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> executor.invokeAny(List.of(failing("boom", 1000)), 9, SECONDS))
                .withMessage("java.lang.IllegalStateException: boom");
        assertThat(now()).isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void withoutTimeThrowsAtOnce(long timeout) {
        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(
                        () ->
                                executor.invokeAny(
                                        List.of(answering("a", 1000)), timeout, NANOSECONDS));

        assertThat(now()).isZero();
        loop.settle();
        assertThat(loop.isIdle()).isTrue();
    }

    @Test
    void insideAJobWaitsInVirtualTime() throws Exception {
        Future<String> outer =
                executor.submit(
                        () ->
                                executor.invokeAny(
                                        List.of(answering("a", 3000), answering("b", 1000))));

        assertThat(outer.get()).isEqualTo("b");
        assertThat(now()).isEqualTo(1000);
        loop.settle();
    }

    @Test
    void insideAJobTimesOutAtItsInstant() {
        Future<String> outer =
                executor.submit(
                        () -> executor.invokeAny(List.of(answering("a", 9000)), 1, SECONDS));

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(outer::get)
                .withCauseInstanceOf(TimeoutException.class);
        assertThat(now()).isEqualTo(1000);
        loop.settle();
    }

    @Test
    void interruptedCancelsAndInterruptsItsTasks() {
        Future<?> outer =
                executor.submit(
                        () -> {
                            try {
                                return executor.invokeAny(List.of(answering("a", 9000)));
                            } catch (InterruptedException interrupted) {
                                note("outer interrupted");
                                return "";
                            }
                        });
        advance(1000);

        outer.cancel(true);
        loop.settle();

        assertThat(trace())
                .containsExactly("a begins @0", "outer interrupted @1000", "a interrupted @1000");
        assertThat(loop.isIdle()).isTrue();
    }

    @Test
    void inACallbackIsAnErrorAndLeavesNothingBehind() {
        loop.callSoon(
                () ->
                        assertThatIllegalStateException()
                                .isThrownBy(() -> executor.invokeAny(List.of(answering("a", 1000))))
                                .withMessage(
                                        "A callback can't block, and this one is waiting for the"
                                                + " next of 1 tasks.\n-> use a body that can:"
                                                + " loop.run(name, body), or"
                                                + " loop.executor().schedule(job, delay, unit)"));

        loop.runUntilIdle();

        assertThat(trace()).isEmpty();
    }

    @Test
    void onALimitedExecutorNeverBeginsWhatIsNoLongerNeeded() throws Exception {
        ScheduledExecutorService one = loop.executor("one", 1);

        String answer = one.invokeAny(List.of(answering("a", 1000), answering("b", 0)));
        loop.settle();

        assertThat(answer).isEqualTo("a");
        assertThat(trace()).containsExactly("a begins @0", "a ends @1000");
    }
}
