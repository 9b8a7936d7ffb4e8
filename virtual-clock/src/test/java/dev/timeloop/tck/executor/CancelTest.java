package dev.timeloop.tck.executor;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.timeloop.LooseEnd;
import dev.timeloop.Task;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code Future.cancel}: of the future, at once. What becomes of a body is {@link InterruptTest}.
 */
class CancelTest extends OnTheLoop {
    @ParameterizedTest(name = "cancel({0})")
    @ValueSource(booleans = {true, false})
    void aJobThatHasNotBegunNeverBegins(boolean mayInterrupt) {
        Future<?> future = executor.submit(noting("job"));

        assertThat(future.cancel(mayInterrupt)).isTrue();
        loop.settle();

        assertThat(trace()).isEmpty();
        assertThat(future.isDone()).isTrue();
        assertThat(future.isCancelled()).isTrue();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(future::get);
    }

    @ParameterizedTest(name = "cancel({0})")
    @ValueSource(booleans = {true, false})
    void aDelayedJobIsTakenOffTheTimers(boolean mayInterrupt) {
        ScheduledFuture<?> future = executor.schedule(noting("job"), 1, SECONDS);

        assertThat(future.cancel(mayInterrupt)).isTrue();

        assertThat(loop.isIdle()).isTrue();
        advance(2000);
        assertThat(trace()).isEmpty();
    }

    @ParameterizedTest(name = "cancel({0})")
    @ValueSource(booleans = {true, false})
    void aRunningJobsFutureIsCancelledAtOnce(boolean mayInterrupt) {
        Future<?> future = executor.submit(napping("job", 1000));
        loop.settle();

        assertThat(future.cancel(mayInterrupt)).isTrue();

        assertThat(future.isDone()).isTrue();
        assertThat(future.isCancelled()).isTrue();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(future::get);
        loop.runUntilIdle();
    }

    @ParameterizedTest(name = "cancel({0})")
    @ValueSource(booleans = {true, false})
    void whatABodyReturnsAfterwardsIsDropped(boolean mayInterrupt) {
        Future<?> future = executor.submit(napping("job", 1000), "result");
        loop.settle();

        future.cancel(mayInterrupt);
        loop.runUntilIdle();

        assertThat(future.isCancelled()).isTrue();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(future::get);
    }

    @ParameterizedTest(name = "cancel({0})")
    @ValueSource(booleans = {true, false})
    void aJobThatHasSucceededIsNotCancelled(boolean mayInterrupt) throws Exception {
        Future<String> future = executor.submit(() -> "result");
        loop.settle();

        assertThat(future.cancel(mayInterrupt)).isFalse();

        assertThat(future.isCancelled()).isFalse();
        assertThat(future.get()).isEqualTo("result");
    }

    @ParameterizedTest(name = "cancel({0})")
    @ValueSource(booleans = {true, false})
    void aJobThatHasFailedIsNotCancelled(boolean mayInterrupt) {
        Future<?> future = executor.submit(() -> failWith("boom"));
        loop.settle();

        assertThat(future.cancel(mayInterrupt)).isFalse();

        assertThat(future.isCancelled()).isFalse();
        assertThat(loop.finish())
                .singleElement()
                .extracting(LooseEnd::kind)
                .isEqualTo(LooseEnd.Kind.UNRETRIEVED_FAILURE);
    }

    @ParameterizedTest(name = "cancel({0})")
    @ValueSource(booleans = {true, false})
    void aSecondCancelSaysThatTheJobWasDone(boolean mayInterrupt) {
        Future<?> future = executor.submit(noting("job"));

        assertThat(future.cancel(mayInterrupt)).isTrue();
        assertThat(future.cancel(mayInterrupt)).isFalse();

        assertThat(future.isCancelled()).isTrue();
    }

    @Test
    void aFailureThatABodyThrowsAfterwardsIsStillSomebodysToLookAt() {
        Future<?> future =
                executor.submit(
                        () -> {
                            sleep(1000);
                            failWith("boom");
                        });
        loop.settle();

        future.cancel(false);
        loop.runUntilIdle();

        assertThat(future.isCancelled()).isTrue();
        assertThat(loop.finish())
                .singleElement()
                .satisfies(end -> assertThat(end.failure()).hasMessage("boom"));
    }

    @Test
    void aCancelledJobOwesNothing() {
        Future<?> begun = executor.submit(lasting("begun", 1000));
        loop.settle();
        Future<?> fresh = executor.submit(noting("fresh"));
        Future<?> delayed = executor.schedule(noting("delayed"), 1, SECONDS);

        begun.cancel(true);
        fresh.cancel(true);
        delayed.cancel(true);
        loop.settle();

        assertThat(loop.looseEnds()).isEmpty();
    }

    @Test
    void aJobMayCancelAnother() {
        Future<?> victim = executor.submit(napping("job", 5000));
        executor.schedule(() -> note("cancelled " + victim.cancel(true)), 1, SECONDS);

        loop.runUntilIdle();

        assertThat(trace()).containsExactly("cancelled true @1000", "job interrupted @1000");
    }

    @Test
    void aJobMayCancelItselfAndGoesOn() {
        CompletableFuture<Future<?>> self = new CompletableFuture<>();
        Future<?> future =
                executor.submit(
                        () -> {
                            assertThat(self.join().cancel(false)).isTrue();
                            sleep(1000);
                            note("went on");
                        });
        self.complete(future);

        loop.runUntilIdle();

        assertThat(trace()).containsExactly("went on @1000");
        assertThat(future.isCancelled()).isTrue();
    }

    @Test
    void theReasonIsTold() {
        Task<?> job = (Task<?>) executor.schedule(noting("job"), 5, SECONDS);
        advance(1000);

        assertThat(job.cancel("no longer needed")).isTrue();

        assertThat(job).hasToString("task \"executor-1\" was cancelled at +1 s (no longer needed)");
    }

    @Test
    void aJobThatTimesOutUnderAwaitWithinIsCancelledAndInterrupted() {
        Task<?> job = (Task<?>) executor.submit(napping("job", 5000));

        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> loop.awaitWithin(Duration.ofSeconds(1), job))
                .withMessage("Task \"executor-1\" was not done within 1 s");

        loop.settle();
        assertThat(trace()).containsExactly("job interrupted @1000");
    }

    private static void failWith(String message) {
        throw new IllegalStateException(message);
    }
}
