package dev.timeloop.tck.executor;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code Future.get}: waiting for a job. */
class FutureGetTest extends OnTheLoop {
    @Test
    void waitsUntilTheJobHasEndedAndNoLonger() throws Exception {
        Future<String> future = executor.submit(() -> after(1500, "result"));
        executor.schedule(noting("later"), 2, SECONDS);

        assertThat(future.get()).isEqualTo("result");

        assertThat(now()).isEqualTo(1500);
        assertThat(trace()).isEmpty();
        loop.runUntilIdle();
    }

    @Test
    void givesTheSameResultAgain() throws Exception {
        String result = new String("result");
        Future<String> future = executor.submit(() -> result);

        assertThat(future.get()).isSameAs(result);
        assertThat(future.get()).isSameAs(result);
        assertThat(future.get(1, SECONDS)).isSameAs(result);
        assertThat(future.get(Long.MIN_VALUE, NANOSECONDS)).isSameAs(result);
    }

    @Test
    void withATimeOutGivesTheResultOfAJobThatEndsInTime() throws Exception {
        Future<String> future = executor.submit(() -> after(1500, "result"));

        assertThat(future.get(2, SECONDS)).isEqualTo("result");
        assertThat(now()).isEqualTo(1500);
    }

    @Test
    void timesOutAtItsInstantWhileTheJobGoesOn() throws Exception {
        Future<String> future = executor.submit(() -> after(1500, "result"));

        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> future.get(1, SECONDS))
                .withMessage("Task \"executor-1\" was not done within 1 s");

        assertThat(now()).isEqualTo(1000);
        assertThat(future.isDone()).isFalse();
        assertThat(future.get()).isEqualTo("result");
        assertThat(now()).isEqualTo(1500);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void withATimeOutOfNothingOrLessMovesNoTime(long timeout) {
        Future<String> future = executor.submit(() -> after(1500, "result"));

        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> future.get(timeout, NANOSECONDS));

        assertThat(now()).isZero();
        loop.runUntilIdle();
    }

    @Test
    void withATimeOutThatNeverEndsWaitsForTheJob() throws Exception {
        advance(1);
        Future<String> future = executor.submit(() -> after(1500, "result"));

        assertThat(future.get(Long.MAX_VALUE, NANOSECONDS)).isEqualTo("result");
    }

    @Test
    void throwsWhatTheBodyThrewAsTheCause() {
        ArithmeticException boom = new ArithmeticException("boom");
        Future<String> future = executor.submit(() -> fail(boom));

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(future::get)
                .havingCause()
                .isSameAs(boom);
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> future.get(1, SECONDS))
                .havingCause()
                .isSameAs(boom);
        assertThat(future.isDone()).isTrue();
        assertThat(future.isCancelled()).isFalse();
    }

    @Test
    void throwsAnErrorOfTheBodyAsTheCause() {
        Error boom = new AssertionError("boom");
        Future<?> future =
                executor.submit(
                        () -> {
                            throw boom;
                        });

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(future::get)
                .havingCause()
                .isSameAs(boom);
    }

    @Test
    void throwsAnInterruptedExceptionOfTheBodyAsTheCause() {
        InterruptedException boom = new InterruptedException("of its own");
        Future<String> future = executor.submit(() -> fail(boom));

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(future::get)
                .havingCause()
                .isSameAs(boom);
    }

    @Test
    void leavesACompletionExceptionOfTheBodyInItsPlace() {
        CompletionException boom = new CompletionException(new ArithmeticException("boom"));
        Future<String> future = executor.submit(() -> fail(boom));

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(future::get)
                .havingCause()
                .isSameAs(boom);
    }

    @Test
    void aBodyThatThrowsACancellationOfSomebodyElseHasFailed() {
        CancellationException boom = new CancellationException("of somebody else");
        Future<String> future = executor.submit(() -> fail(boom));

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(future::get)
                .havingCause()
                .isSameAs(boom);
        assertThat(future.isCancelled()).isFalse();
    }

    @Test
    void aCancelledJobThrowsThat() {
        Future<String> future = executor.submit(() -> after(1500, "result"));
        assertThat(future.cancel(false)).isTrue();

        assertThatExceptionOfType(CancellationException.class).isThrownBy(future::get);
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> future.get(1, SECONDS));
    }

    private static String fail(Exception failure) throws Exception {
        throw failure;
    }
}
