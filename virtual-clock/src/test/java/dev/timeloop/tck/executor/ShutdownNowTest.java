package dev.timeloop.tck.executor;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import org.junit.jupiter.api.Test;

/** {@code shutdownNow}: nothing new, nothing that has not begun, and an interrupt for the rest. */
class ShutdownNowTest extends OnTheLoop {
    @Test
    void interruptsWhatRuns() {
        executor.execute(napping("a", 5000));
        executor.execute(napping("b", 5000));
        advance(1000);

        assertThat(executor.shutdownNow()).isEmpty();
        loop.settle();

        assertThat(trace()).containsExactly("a interrupted @1000", "b interrupted @1000");
        assertThat(executor.isTerminated()).isTrue();
    }

    @Test
    void returnsWhatHasNotBegun() {
        Future<?> first = executor.submit(noting("first"));
        Future<?> second = executor.submit(noting("second"));

        List<Runnable> rest = executor.shutdownNow();

        assertThat(rest).containsExactly((Runnable) first, (Runnable) second);
        loop.settle();
        assertThat(trace()).isEmpty();
        assertThat(executor.isTerminated()).isTrue();
    }

    @Test
    void returnsDelayedAndPeriodicJobsAsTheyAre() {
        ScheduledFuture<?> delayed = executor.schedule(noting("delayed"), 9, SECONDS);
        ScheduledFuture<?> rate = executor.scheduleAtFixedRate(noting("rate"), 9, 9, SECONDS);
        ScheduledFuture<?> delay = executor.scheduleWithFixedDelay(noting("delay"), 9, 9, SECONDS);
        List<ScheduledFuture<?>> all = List.of(delayed, rate, delay);

        List<Runnable> rest = executor.shutdownNow();

        assertThat(rest).containsExactly((Runnable) delayed, (Runnable) rate, (Runnable) delay);
        assertThat(all).extracting(Future::isDone).containsOnly(false);
        assertThat(all).extracting(Future::isCancelled).containsOnly(false);
        assertThat(executor.isTerminated()).isTrue();
        advance(20_000);
        assertThat(trace()).isEmpty();
    }

    @Test
    void returnsAPeriodicJobBetweenItsRuns() {
        ScheduledFuture<?> series = executor.scheduleAtFixedRate(noting("tick"), 0, 1, SECONDS);
        advance(1500);

        assertThat(executor.shutdownNow()).containsExactly((Runnable) series);

        assertThat(series.isDone()).isFalse();
        advance(5000);
        assertThat(trace()).containsExactly("tick @0", "tick @1000");
    }

    @Test
    void cancelsAPeriodicJobAfterTheRunThatItInterrupts() {
        ScheduledFuture<?> series =
                executor.scheduleAtFixedRate(napping("tick", 500), 0, 1, SECONDS);
        loop.settle();

        assertThat(executor.shutdownNow()).isEmpty();
        loop.settle();

        assertThat(trace()).containsExactly("tick interrupted @0");
        assertThat(series.isCancelled()).isTrue();
        assertThat(executor.isTerminated()).isTrue();
    }

    @Test
    void returnsTheQueueOfALimitedExecutorInItsOrder() {
        ScheduledExecutorService two = loop.executor("two", 2);
        two.execute(napping("a", 5000));
        two.execute(napping("b", 5000));
        Future<?> third = two.submit(napping("c", 5000));
        Future<?> fourth = two.submit(napping("d", 5000));
        advance(1000);

        List<Runnable> rest = two.shutdownNow();

        assertThat(rest).containsExactly((Runnable) third, (Runnable) fourth);
        loop.runUntilIdle();
        assertThat(trace()).containsExactly("a interrupted @1000", "b interrupted @1000");
        assertThat(two.isTerminated()).isTrue();
    }

    @Test
    void doesNotReturnCancelledJobs() {
        Future<?> cancelled = executor.submit(noting("cancelled"));
        Future<?> left = executor.submit(noting("left"));
        cancelled.cancel(false);

        assertThat(executor.shutdownNow()).containsExactly((Runnable) left);
    }

    @Test
    void interruptsABodyWhoseFutureWasCancelledBefore() {
        Future<?> future = executor.submit(napping("body", 5000));
        loop.settle();
        future.cancel(false);
        advance(1000);

        executor.shutdownNow();
        loop.settle();

        assertThat(trace()).containsExactly("body interrupted @1000");
        assertThat(executor.isTerminated()).isTrue();
    }

    @Test
    void waitsForABodyThatWillNotBeInterrupted() {
        executor.execute(
                () -> {
                    napping("body", 5000).run();
                    napping("body again", 5000).run();
                });
        advance(1000);

        executor.shutdownNow();

        assertThat(executor.isTerminated()).isFalse();
        advance(4999);
        assertThat(executor.isTerminated()).isFalse();
        advance(1);
        assertThat(executor.isTerminated()).isTrue();
        assertThat(trace()).containsExactly("body interrupted @1000", "body again slept @6000");
    }

    @Test
    void rejectsWhatComesLater() {
        advance(1000);
        executor.shutdownNow();

        assertThat(executor.isShutdown()).isTrue();
        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> executor.execute(noting("late")))
                .withMessage("Executor \"executor\" was shut down at +1 s and takes no more jobs.");
    }

    @Test
    void afterShutdownTakesWhatWasLeftToRun() {
        executor.execute(napping("running", 5000));
        ScheduledFuture<?> delayed = executor.schedule(noting("delayed"), 9, SECONDS);
        loop.settle();
        executor.shutdown();

        assertThat(executor.shutdownNow()).containsExactly((Runnable) delayed);
        loop.settle();

        assertThat(trace()).containsExactly("running interrupted @0");
        assertThat(executor.isTerminated()).isTrue();
        assertThat(loop.isIdle()).isTrue();
    }

    @Test
    void twiceReturnsNothingTheSecondTime() {
        executor.submit(noting("job"));

        assertThat(executor.shutdownNow()).hasSize(1);
        assertThat(executor.shutdownNow()).isEmpty();
    }

    @Test
    void byAJobInterruptsThatJobToo() {
        executor.execute(
                () -> {
                    assertThat(executor.shutdownNow()).isEmpty();
                    note("flag " + Thread.currentThread().isInterrupted());
                    napping("body", 5000).run();
                });

        loop.settle();

        assertThat(trace()).containsExactly("flag true @0", "body interrupted @0");
        assertThat(executor.isTerminated()).isTrue();
    }

    @Test
    void byACallbackInterruptsWhatRunsAtItsInstant() {
        executor.execute(napping("body", 5000));
        loop.callLater(Duration.ofSeconds(1), executor::shutdownNow);

        loop.runUntilIdle();

        assertThat(trace()).containsExactly("body interrupted @1000");
    }

    @Test
    void whatItReturnsIsNoLooseEnd() {
        executor.submit(noting("job"));
        executor.schedule(noting("delayed"), 9, SECONDS);
        executor.scheduleAtFixedRate(noting("series"), 9, 9, SECONDS);

        executor.shutdownNow();

        assertThat(loop.looseEnds()).isEmpty();
        loop.settle();
        assertThat(loop.isIdle()).isTrue();
    }

    @Test
    void whatItReturnsMayBeCancelled() {
        Future<?> future = executor.submit(noting("job"));
        executor.shutdownNow();

        assertThat(future.cancel(false)).isTrue();

        assertThat(future.isCancelled()).isTrue();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(future::get);
        assertThat(executor.isTerminated()).isTrue();
    }

    @Test
    void concernsOneExecutorAlone() {
        executor.execute(napping("ours", 1000));
        loop.executor("other").execute(napping("other", 1000));
        loop.settle();

        executor.shutdownNow();
        loop.runUntilIdle();

        assertThat(trace()).containsExactly("ours interrupted @0", "other slept @1000");
    }

    @Test
    void anInterruptOfItsJobsReachesNoLaterJobOnTheirThreads() {
        executor.execute(napping("ours", 1000));
        loop.settle();
        executor.shutdownNow();
        loop.settle();

        loop.executor("other").execute(napping("other", 1000));
        loop.runUntilIdle();

        assertThat(trace()).containsExactly("ours interrupted @0", "other slept @1000");
    }
}
