package dev.timeloop.tck.executor;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;

/** {@code RunnableFuture.run}: whoever holds a job may run it himself. */
class RunByHandTest extends OnTheLoop {
    @Test
    void runsItWhereItIsCalled() throws Exception {
        RunnableFuture<?> job = (RunnableFuture<?>) executor.submit(answering("a", 1000));

        job.run();

        assertThat(trace()).containsExactly("a begins @0", "a ends @1000");
        assertThat(job.get()).isEqualTo("a");
    }

    @Test
    void runsItOnce() {
        RunnableFuture<?> job = (RunnableFuture<?>) executor.submit(noting("job"));

        job.run();
        job.run();
        loop.settle();

        assertThat(trace()).containsExactly("job @0");
    }

    @Test
    void runsADelayedJobWithoutItsDelay() {
        RunnableFuture<?> job = (RunnableFuture<?>) executor.schedule(noting("job"), 5, SECONDS);

        job.run();

        assertThat(trace()).containsExactly("job @0");
        assertThat(job.isDone()).isTrue();
        loop.settle();
        assertThat(loop.isIdle()).isTrue();
    }

    @Test
    void doesNothingWhileTheJobRuns() {
        RunnableFuture<?> job = (RunnableFuture<?>) executor.submit(lasting("job", 1000));
        loop.settle();

        job.run();

        assertThat(trace()).containsExactly("job begins @0");
        assertThat(job.isDone()).isFalse();
        loop.runUntilIdle();
    }

    @Test
    void doesNothingAfterACancellation() {
        RunnableFuture<?> job = (RunnableFuture<?>) executor.submit(noting("job"));
        job.cancel(false);

        job.run();

        assertThat(trace()).isEmpty();
        assertThat(job.isCancelled()).isTrue();
    }

    @Test
    void keepsWhatItThrows() {
        RunnableFuture<?> job = (RunnableFuture<?>) executor.submit(failing("boom", 0));

        job.run();

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(job::get)
                .withMessage("java.lang.IllegalStateException: boom");
    }

    @Test
    void isForTheLoop() {
        RunnableFuture<?> job = (RunnableFuture<?>) executor.submit(noting("job"));

        assertThatIllegalStateException()
                .isThrownBy(() -> Outside.call(Executors.callable(job)))
                .withMessage(
                        "Task \"executor-1\" can be run by hand only on its loop, and this is"
                                + " thread \"outside\".");
        loop.settle();
    }

    @Test
    void takesAJobOutOfTheQueueOfALimitedExecutor() {
        ScheduledExecutorService one = loop.executor("one", 1);
        one.execute(lasting("a", 2000));
        RunnableFuture<?> second = (RunnableFuture<?>) one.submit(lasting("b", 3000));
        one.execute(noting("c"));
        loop.settle();

        second.run();
        loop.runUntilIdle();

        assertThat(trace())
                .containsExactly(
                        "a begins @0", "b begins @0", "a ends @2000", "c @2000", "b ends @3000");
    }

    @Test
    void runsWhatShutdownNowGaveBack() throws Exception {
        Future<String> future = executor.submit(() -> "result");
        List<Runnable> rest = executor.shutdownNow();

        rest.get(0).run();

        assertThat(future.get()).isEqualTo("result");
    }
}
