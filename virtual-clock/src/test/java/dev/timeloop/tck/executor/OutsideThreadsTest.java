package dev.timeloop.tck.executor;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.timeloop.Outcome;
import dev.timeloop.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import org.junit.jupiter.api.Test;

/** Threads that no loop knows, as users of an executor. */
class OutsideThreadsTest extends OnTheLoop {
    @Test
    void aJobFromOutsideRunsWhenTheLoopIsDriven() throws Exception {
        Future<String> future = Outside.call(() -> executor.submit(() -> at("job")));
        assertThat(trace()).isEmpty();

        loop.settle();

        assertThat(trace()).containsExactly("job @0");
        assertThat(future.get()).isEqualTo("job");
    }

    @Test
    void jobsRunInTheOrderOfTheirSubmissionWhicheverThreadItWas() throws Exception {
        Outside.call(() -> executor.submit(noting("first")));
        Outside.call(() -> executor.submit(noting("second")));
        executor.execute(noting("third"));

        loop.settle();

        assertThat(trace()).containsExactly("first @0", "second @0", "third @0");
    }

    @Test
    void aDelayFromOutsideCountsFromTheCall() throws Exception {
        advance(1000);
        ScheduledFuture<?> future =
                Outside.call(() -> executor.schedule(noting("job"), 2, SECONDS));

        loop.runUntilIdle();

        assertThat(trace()).containsExactly("job @3000");
        assertThat(future.isDone()).isTrue();
    }

    @Test
    void waitingOutsideEndsWhenTheLoopHasRunTheJob() throws Exception {
        Future<String> future =
                executor.submit(
                        () -> {
                            sleep(1000);
                            return "result";
                        });
        FutureTask<String> outside = Outside.start(future::get);

        loop.runUntilIdle();

        assertThat(Outside.answer(outside)).isEqualTo("result");
    }

    @Test
    void waitingOutsideThrowsWhatTheJobThrew() throws Exception {
        Future<String> future =
                executor.submit(
                        () -> {
                            throw new IllegalStateException("boom");
                        });
        FutureTask<String> outside = Outside.start(future::get);

        loop.settle();

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> Outside.answer(outside))
                .withMessage("java.lang.IllegalStateException: boom");
    }

    @Test
    void manyThreadsMaySubmitAtTheSameTime() throws Exception {
        int each = 200;
        CountDownLatch ready = new CountDownLatch(1);
        List<FutureTask<List<Future<Integer>>>> callers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            callers.add(
                    Outside.start(
                            () -> {
                                ready.await();
                                List<Future<Integer>> futures = new ArrayList<>();
                                for (int j = 0; j < each; j++) {
                                    int number = j;
                                    futures.add(executor.submit(() -> number));
                                }
                                return futures;
                            }));
        }
        ready.countDown();
        List<List<Future<Integer>>> futures = new ArrayList<>();
        for (FutureTask<List<Future<Integer>>> caller : callers) {
            loop.settle();
            futures.add(Outside.answer(caller));
        }

        loop.settle();

        for (List<Future<Integer>> ofOne : futures) {
            for (int j = 0; j < each; j++) {
                assertThat(ofOne.get(j).isDone()).isTrue();
                assertThat(ofOne.get(j).get()).isEqualTo(j);
            }
        }
    }

    @Test
    void aJobThatIsCancelledOutsideBeforeItBeginsNeverBegins() throws Exception {
        Future<?> future = executor.submit(noting("job"));

        assertThat(Outside.call(() -> future.cancel(false))).isTrue();
        loop.settle();

        assertThat(trace()).isEmpty();
        assertThat(future.isCancelled()).isTrue();
    }

    @Test
    void aJobThatIsCancelledOutsideStaysSoWhateverItsBodyDoesMeanwhile() throws Exception {
        Task<String> gate = loop.task("gate");
        Task<String> job = (Task<String>) executor.submit(() -> fail(gate.join()));
        loop.settle();
        gate.complete("boom");

        assertThat(Outside.call(() -> job.cancel(true))).isTrue();
        loop.settle();

        assertThat(job.isCancelled()).isTrue();
        assertThat(job.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThatExceptionOfType(CancellationException.class).isThrownBy(job::get);
        assertThat(loop.finish())
                .singleElement()
                .satisfies(end -> assertThat(end.failure()).hasMessage("boom"));
    }

    @Test
    void aJobThatIsCompletedOutsideBeforeItBeginsNeverBegins() throws Exception {
        Task<String> job = (Task<String>) executor.submit(() -> at("job"));

        assertThat(Outside.call(() -> job.complete("by hand"))).isTrue();
        loop.settle();

        assertThat(trace()).isEmpty();
        assertThat(job.get()).isEqualTo("by hand");
    }

    @Test
    void invokeAllOutsideWaitsForReal() throws Exception {
        CompletableFuture<List<Future<String>>> answer = new CompletableFuture<>();
        FutureTask<?> outside =
                Outside.start(
                        () ->
                                answer.complete(
                                        executor.invokeAll(List.of(() -> at("a"), () -> at("b")))));

        List<Future<String>> futures = loop.await(loop.track("outside", answer));

        assertThat(futures).extracting(Future::get).containsExactly("a", "b");
        assertThat(Outside.answer(outside)).isEqualTo(true);
    }

    @Test
    void timedInvokeAllOutsideTimesOutForReal() throws Exception {
        List<Future<String>> futures =
                Outside.call(() -> executor.invokeAll(List.of(() -> at("a")), 1, MILLISECONDS));

        loop.settle();

        assertThat(futures).extracting(Future::isCancelled).containsExactly(true);
        assertThat(trace()).isEmpty();
    }

    @Test
    void invokeAnyOutsideIsAnErrorWhileTheLoopIsDriven() throws Exception {
        CompletableFuture<String> refused = new CompletableFuture<>();
        CountDownLatch driven = new CountDownLatch(1);
        FutureTask<?> outside =
                Outside.start(
                        () -> {
                            driven.await();
                            try {
                                executor.invokeAny(List.of(() -> "a"));
                            } catch (IllegalStateException thrown) {
                                refused.complete(thrown.getMessage());
                            }
                            return null;
                        });
        executor.execute(driven::countDown);

        assertThat(loop.await(loop.track("refused", refused)))
                .isEqualTo(
                        "Thread \"outside\" called invokeAny and isn't a strand of this loop, which"
                                + " another thread drives.\n-> wait outside with future.get(), or"
                                + " run this code on the loop: loop.start(name, body)");
        Outside.answer(outside);
    }

    private static String fail(String message) {
        throw new IllegalStateException(message);
    }

    private String at(String what) {
        note(what);
        return what;
    }
}
