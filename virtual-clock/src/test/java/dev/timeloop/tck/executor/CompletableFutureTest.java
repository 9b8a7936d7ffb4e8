package dev.timeloop.tck.executor;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.timeloop.Task;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** The JDK's {@link CompletableFuture} with its functions on an executor of the loop. */
class CompletableFutureTest extends OnTheLoop {
    @Test
    void aSupplierRunsWhenTheLoopIsDriven() {
        CompletableFuture<String> future = CompletableFuture.supplyAsync(() -> "result", executor);
        assertThat(future).isNotDone();

        loop.settle();

        assertThat(future).isCompletedWithValue("result");
    }

    @Test
    void aSupplierMayBlockInVirtualTime() throws Exception {
        CompletableFuture<String> future =
                CompletableFuture.supplyAsync(
                        () -> {
                            sleep(1500);
                            return "result";
                        },
                        executor);

        assertThat(loop.await(future)).isEqualTo("result");
        assertThat(now()).isEqualTo(1500);
    }

    @Test
    void stagesHopToTheExecutorTheyName() throws Exception {
        CompletableFuture<String> future =
                CompletableFuture.supplyAsync(() -> slowly("a", 1000), executor)
                        .thenApplyAsync(a -> a + slowly("b", 500), loop.executor("other", 1))
                        .thenCombineAsync(
                                CompletableFuture.supplyAsync(() -> slowly("c", 9000), executor),
                                String::concat,
                                executor);

        assertThat(loop.await(future)).isEqualTo("abc");
        assertThat(now()).isEqualTo(9000);
        assertThat(trace()).containsExactly("a @1000", "b @1500", "c @9000");
    }

    @Test
    void aFailureComesOutOfAwaitUnwrapped() {
        CompletableFuture<String> future =
                CompletableFuture.supplyAsync(
                        () -> {
                            sleep(1000);
                            throw new IllegalStateException("boom");
                        },
                        executor);

        assertThatIllegalStateException().isThrownBy(() -> loop.await(future)).withMessage("boom");
        assertThat(now()).isEqualTo(1000);
    }

    @Test
    void theLoopsDelayedExecutorRunsAtItsInstant() {
        Executor delayed = loop.delayedExecutor(Duration.ofSeconds(2));
        CompletableFuture<String> future = CompletableFuture.supplyAsync(() -> "result", delayed);

        advance(1999);
        assertThat(future).isNotDone();
        advance(1);
        assertThat(future).isCompletedWithValue("result");
    }

    @Test
    void theDelayCountsFromTheHandOver() throws Exception {
        CompletableFuture<String> future =
                CompletableFuture.supplyAsync(() -> slowly("a", 1000), executor)
                        .thenApplyAsync(
                                a -> slowly(a + "b", 500),
                                loop.delayedExecutor(Duration.ofSeconds(2)));

        assertThat(loop.await(future)).isEqualTo("ab");
        assertThat(trace()).containsExactly("a @1000", "ab @3500");
    }

    @Test
    void aDelayOfNothingIsTheExecutorItself() {
        loop.delayedExecutor(Duration.ZERO).execute(noting("first"));
        executor.execute(noting("second"));

        loop.settle();

        assertThat(trace()).containsExactly("first @0", "second @0");
    }

    @Test
    void aNegativeDelayIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loop.delayedExecutor(Duration.ofSeconds(-1)))
                .withMessage("The delay can't be negative: PT-1S.");
    }

    @Test
    void aDelayedCommandThatFailsIsALooseEnd() {
        loop.delayedExecutor(Duration.ofSeconds(1))
                .execute(
                        () -> {
                            throw new IllegalStateException("boom");
                        });

        advance(1000);

        assertThat(loop.finish())
                .singleElement()
                .satisfies(end -> assertThat(end.failure()).hasMessage("boom"));
    }

    @Test
    void aShutDownExecutorTakesNoSupplier() {
        executor.shutdown();

        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> CompletableFuture.supplyAsync(() -> "result", executor))
                .withMessage("Executor \"executor\" was shut down at +0 s and takes no more jobs.");
    }

    @Test
    void aJobsFutureIsItselfACompletableFuture() throws Exception {
        Future<String> job = executor.schedule(() -> "result", 1, SECONDS);

        CompletableFuture<Integer> length = ((Task<String>) job).thenApply(String::length);

        assertThat(length.get()).isEqualTo(6);
        assertThat(now()).isEqualTo(1000);
    }

    @Test
    void aJobThatIsCompletedByHandNeverBegins() throws Exception {
        Future<String> job = executor.schedule(() -> slowly("late", 0), 1, SECONDS);

        assertThat(((Task<String>) job).complete("by hand")).isTrue();

        assertThat(job.get()).isEqualTo("by hand");
        assertThat(loop.isIdle()).isTrue();
        advance(2000);
        assertThat(trace()).isEmpty();
    }

    private String slowly(String result, long millis) {
        sleep(millis);
        note(result);
        return result;
    }
}
