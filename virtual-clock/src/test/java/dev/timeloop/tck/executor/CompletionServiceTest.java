package dev.timeloop.tck.executor;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The JDK's {@link ExecutorCompletionService} over an executor of the loop.
 *
 * <p>Its {@code take} and timed {@code poll} block for real, so they are for what is done already.
 */
class CompletionServiceTest extends OnTheLoop {
    private CompletionService<String> service;

    @BeforeEach
    void serveOverTheExecutor() {
        service = new ExecutorCompletionService<>(executor);
    }

    @Test
    void hasNothingBeforeAJobIsDone() {
        service.submit(answering("a", 1000));

        assertThat(service.poll()).isNull();
        advance(999);
        assertThat(service.poll()).isNull();
        advance(1);
        assertThat(service.poll()).isNotNull();
        assertThat(service.poll()).isNull();
    }

    @Test
    void givesTheFuturesOfItsSubmissionsAsTheyAreDone() throws Exception {
        Future<String> slow = service.submit(answering("slow", 3000));
        Future<String> fast = service.submit(answering("fast", 1000));
        Future<String> middle = service.submit(answering("middle", 2000));

        loop.runUntilIdle();

        assertThat(service.take()).isSameAs(fast);
        assertThat(service.take()).isSameAs(middle);
        assertThat(service.poll(1, SECONDS)).isSameAs(slow);
        assertThat(service.poll()).isNull();
        assertThat(slow.get()).isEqualTo("slow");
    }

    @Test
    void givesTheResultThatARunnableCameWith() throws Exception {
        service.submit(noting("run"), "result");

        loop.settle();

        assertThat(service.take().get()).isEqualTo("result");
        assertThat(trace()).containsExactly("run @0");
    }

    @Test
    void givesFailuresToo() {
        IllegalStateException boom = new IllegalStateException("boom");
        service.submit(
                () -> {
                    throw boom;
                });
        service.submit(answering("a", 0));

        loop.settle();

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> service.take().get())
                .havingCause()
                .isSameAs(boom);
        assertThat(service.poll()).isNotNull();
    }

    @Test
    void givesCancelledJobsTooWhenTheirTurnHasCome() {
        Future<String> job = service.submit(answering("a", 1000));

        job.cancel(false);
        loop.settle();

        assertThat(service.poll()).isSameAs(job);
        assertThat(trace()).isEmpty();
    }

    @Test
    void interruptsABodyThatItCancels() {
        Future<String> job = service.submit(napping("body", 5000), "result");
        advance(1000);

        job.cancel(true);
        loop.settle();

        assertThat(trace()).containsExactly("body interrupted @1000");
    }

    @Test
    void worksInsideAJob() throws Exception {
        Future<String> outer =
                executor.submit(
                        () -> {
                            service.submit(answering("a", 1000));
                            service.submit(answering("b", 2000));
                            sleep(3000);
                            return service.take().get() + service.take().get();
                        });

        assertThat(outer.get()).isEqualTo("ab");
    }

    @Test
    void passesARejectionOn() {
        executor.shutdown();

        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> service.submit(answering("a", 0)))
                .withMessage("Executor \"executor\" was shut down at +0 s and takes no more jobs.");
    }

    @Test
    void refusesNull() {
        assertThatNullPointerException().isThrownBy(() -> service.submit(null));
        assertThatNullPointerException().isThrownBy(() -> service.submit(null, "result"));
    }
}
