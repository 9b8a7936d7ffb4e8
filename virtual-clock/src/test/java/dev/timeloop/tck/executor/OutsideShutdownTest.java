package dev.timeloop.tck.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The end of an executor, and threads that no loop knows. */
class OutsideShutdownTest extends OnTheLoop {
    @Test
    void aShutdownFromOutsideIsToldAtOnce() throws Exception {
        boolean told =
                Outside.call(
                        () -> {
                            executor.shutdown();
                            return executor.isShutdown();
                        });

        assertThat(told).isTrue();
    }

    @Test
    void aShutdownFromOutsideRejectsWhatTheSameThreadSubmitsNext() {
        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(
                        () ->
                                Outside.call(
                                        () -> {
                                            executor.shutdown();
                                            return executor.submit(noting("late"));
                                        }))
                .withMessage("Executor \"executor\" was shut down at +0 s and takes no more jobs.");
    }

    @Test
    void aShutdownLeavesNoJobBehindThatCameBefore() throws Exception {
        Future<?> future = Outside.call(() -> executor.submit(noting("job")));

        executor.shutdown();

        assertThat(executor.isTerminated()).isFalse();
        loop.settle();
        assertThat(trace()).containsExactly("job @0");
        assertThat(future.isDone()).isTrue();
        assertThat(executor.isTerminated()).isTrue();
    }

    @Test
    void aShutdownNowReturnsJobsThatCameFromOutside() throws Exception {
        Future<?> future = Outside.call(() -> executor.submit(noting("job")));

        assertThat(executor.shutdownNow()).containsExactly((Runnable) future);

        loop.settle();
        assertThat(trace()).isEmpty();
    }

    @Test
    void submissionsThatRaceWithAShutdownLeaveNothingOpen() throws Exception {
        for (int round = 0; round < 40; round++) {
            ScheduledExecutorService raced = loop.executor("raced " + round);
            CountDownLatch begun = new CountDownLatch(1);
            AtomicBoolean over = new AtomicBoolean();
            FutureTask<?> outside =
                    Outside.start(
                            () -> {
                                while (!over.get()) {
                                    tryToExecute(raced);
                                    begun.countDown();
                                }
                                return null;
                            });
            begun.await();

            raced.shutdown();
            loop.settle();
            over.set(true);
            Outside.answer(outside);
            loop.settle();

            assertThat(raced.isTerminated()).as("in round %d", round).isTrue();
        }
    }

    @Test
    void shutdownNowIsForTheLoop() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Outside.call(() -> executor.shutdownNow()))
                .withMessage(
                        "shutdownNow of executor \"executor\" must be called on the loop, since it"
                                + " answers with jobs: by the test body, or in a task.");
        assertThat(executor.isShutdown()).isFalse();
    }

    private static void tryToExecute(Executor raced) {
        try {
            raced.execute(OnTheLoop::nothing);
        } catch (RejectedExecutionException rejected) {
            // as it may be
        }
    }
}
