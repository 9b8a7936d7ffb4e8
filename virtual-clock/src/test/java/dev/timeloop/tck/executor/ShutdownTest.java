package dev.timeloop.tck.executor;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import org.junit.jupiter.api.Test;

/** {@code shutdown}: nothing new, but all that was taken before. */
class ShutdownTest extends OnTheLoop {
    private static final Callable<String> ANSWER = () -> "answer";

    @Test
    void concernsOneExecutorAlone() {
        loop.executor("other").execute(noting("other"));

        executor.shutdown();
        loop.executor("other").execute(noting("other again"));
        loop.settle();

        assertThat(trace()).containsExactly("other @0", "other again @0");
        assertThat(loop.executor("other").isShutdown()).isFalse();
    }

    @Test
    void isToldAtOnceTheEndOnlyAfterTheLastJob() {
        assertThat(executor.isShutdown()).isFalse();
        assertThat(executor.isTerminated()).isFalse();
        executor.execute(lasting("job", 1000));

        executor.shutdown();

        assertThat(executor.isShutdown()).isTrue();
        advance(999);
        assertThat(executor.isTerminated()).isFalse();
        advance(1);
        assertThat(executor.isTerminated()).isTrue();
    }

    @Test
    void endsAnExecutorWithoutJobsAtOnce() {
        executor.shutdown();

        assertThat(executor.isTerminated()).isTrue();
    }

    @Test
    void oneThatWasNotShutDownIsNotTerminatedWithoutJobs() {
        executor.execute(OnTheLoop::nothing);
        loop.settle();

        assertThat(executor.isShutdown()).isFalse();
        assertThat(executor.isTerminated()).isFalse();
    }

    @Test
    void twiceIsOnce() {
        advance(1000);
        executor.shutdown();
        advance(1000);
        executor.shutdown();

        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> executor.execute(OnTheLoop::nothing))
                .withMessage("Executor \"executor\" was shut down at +1 s and takes no more jobs.");
    }

    @Test
    void letsWhatHasNotBegunRun() throws Exception {
        Future<String> future = executor.submit(ANSWER);

        executor.shutdown();

        assertThat(future.get()).isEqualTo("answer");
    }

    @Test
    void letsDelayedJobsRunAtTheirInstants() throws Exception {
        ScheduledFuture<String> future = executor.schedule(ANSWER, 5, SECONDS);

        executor.shutdown();

        assertThat(future.isDone()).isFalse();
        assertThat(future.get()).isEqualTo("answer");
        assertThat(now()).isEqualTo(5000);
        assertThat(executor.isTerminated()).isTrue();
    }

    @Test
    void cancelsPeriodicJobs() {
        ScheduledFuture<?> rate = executor.scheduleAtFixedRate(noting("rate"), 0, 1, SECONDS);
        ScheduledFuture<?> delay = executor.scheduleWithFixedDelay(noting("delay"), 0, 1, SECONDS);
        advance(1500);

        executor.shutdown();

        assertThat(rate.isCancelled()).isTrue();
        assertThat(delay.isCancelled()).isTrue();
        assertThat(executor.isTerminated()).isTrue();
        advance(5000);
        assertThat(trace()).containsExactly("rate @0", "delay @0", "rate @1000", "delay @1000");
    }

    @Test
    void letsARunOfAPeriodicJobEndAndCancelsTheJobThen() {
        ScheduledFuture<?> series =
                executor.scheduleAtFixedRate(lasting("tick", 500), 0, 1, SECONDS);
        loop.settle();

        executor.shutdown();

        assertThat(series.isDone()).isFalse();
        advance(499);
        assertThat(executor.isTerminated()).isFalse();
        advance(1);
        assertThat(series.isCancelled()).isTrue();
        assertThat(executor.isTerminated()).isTrue();
        assertThat(trace()).containsExactly("tick begins @0", "tick ends @500");
    }

    @Test
    void interruptsNobody() {
        executor.execute(napping("job", 1000));
        loop.settle();

        executor.shutdown();
        loop.runUntilIdle();

        assertThat(trace()).containsExactly("job slept @1000");
    }

    @Test
    void byAJobLetsThatJobEnd() {
        executor.execute(
                () -> {
                    executor.shutdown();
                    assertThat(executor.isTerminated()).isFalse();
                    sleep(1000);
                    note("ends");
                });
        loop.settle();
        assertThat(executor.isShutdown()).isTrue();

        loop.runUntilIdle();

        assertThat(trace()).containsExactly("ends @1000");
        assertThat(executor.isTerminated()).isTrue();
    }

    @Test
    void drainsTheQueueOfALimitedExecutor() {
        ScheduledExecutorService one = loop.executor("one", 1);
        for (String name : new String[] {"a", "b", "c"}) {
            one.execute(lasting(name, 1000));
        }
        ScheduledFuture<?> series = one.scheduleAtFixedRate(noting("series"), 0, 1, MILLISECONDS);
        loop.settle();

        one.shutdown();
        loop.runUntilIdle();

        assertThat(trace())
                .containsExactly(
                        "a begins @0",
                        "a ends @1000",
                        "b begins @1000",
                        "b ends @2000",
                        "c begins @2000",
                        "c ends @3000");
        assertThat(series.isCancelled()).isTrue();
        assertThat(one.isTerminated()).isTrue();
    }

    @Test
    void endsWhenTheLastDelayedJobIsCancelled() {
        ScheduledFuture<?> future = executor.schedule(OnTheLoop::nothing, 5, SECONDS);
        executor.shutdown();
        advance(1000);
        assertThat(executor.isTerminated()).isFalse();

        future.cancel(false);

        assertThat(executor.isTerminated()).isTrue();
    }

    @Test
    void endsOnlyWhenTheBodyOfACancelledJobHasEnded() {
        Future<?> future = executor.submit(lasting("job", 1000));
        loop.settle();
        future.cancel(false);

        executor.shutdown();

        assertThat(executor.isTerminated()).isFalse();
        loop.runUntilIdle();
        assertThat(executor.isTerminated()).isTrue();
        assertThat(trace()).containsExactly("job begins @0", "job ends @1000");
    }

    @Test
    void endsWhenTheLastJobFails() throws Exception {
        Future<?> future =
                executor.submit(
                        () -> {
                            sleep(1000);
                            throw new IllegalStateException("boom");
                        });
        executor.shutdown();

        assertThat(executor.awaitTermination(2, SECONDS)).isTrue();
        assertThat(now()).isEqualTo(1000);
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(future::get);
    }

    @Test
    void isSeenInTheTextOfAnExecutor() {
        ScheduledExecutorService two = loop.executor("two", 2);
        two.execute(lasting("a", 1000));
        loop.settle();
        assertThat(two).hasToString("executor \"two\" (open, 1 job, 2 at a time)");

        two.shutdown();

        assertThat(two).hasToString("executor \"two\" (shut down, 1 job, 2 at a time)");
        assertThat(executor).hasToString("executor \"executor\" (open, 0 jobs)");
        loop.runUntilIdle();
    }
}
