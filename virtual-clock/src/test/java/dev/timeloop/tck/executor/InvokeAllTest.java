package dev.timeloop.tck.executor;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.timeloop.DeadlockException;
import dev.timeloop.LooseEnd;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code invokeAll}: several jobs, and waiting for all of them. */
class InvokeAllTest extends OnTheLoop {
    @Test
    void ofNothingIsNothing() throws Exception {
        List<Callable<String>> none = List.of();

        assertThat(executor.invokeAll(none)).isEmpty();
        assertThat(executor.invokeAll(none, 1, SECONDS)).isEmpty();
        assertThat(now()).isZero();
    }

    @Test
    void waitsForTheLastAndAnswersInTheOrderGiven() throws Exception {
        List<Future<String>> futures =
                executor.invokeAll(
                        List.of(answering("a", 3000), answering("b", 1000), answering("c", 2000)));

        assertThat(now()).isEqualTo(3000);
        assertThat(futures).extracting(Future::get).containsExactly("a", "b", "c");
    }

    @Test
    void allRunSideBySide() throws Exception {
        executor.invokeAll(
                List.of(answering("a", 1000), answering("b", 1000), answering("c", 1000)));

        assertThat(now()).isEqualTo(1000);
    }

    @Test
    void waitsForTheOthersWhenOneFails() throws Exception {
        List<Future<String>> futures =
                executor.invokeAll(List.of(failing("boom", 1000), answering("b", 2000)));

        assertThat(now()).isEqualTo(2000);
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> futures.get(0).get())
                .withMessage("java.lang.IllegalStateException: boom");
        assertThat(futures.get(1).get()).isEqualTo("b");
    }

    @Test
    void looksAtNoFailureItself() throws Exception {
        executor.invokeAll(List.of(failing("boom", 1000)));

        assertThat(loop.finish())
                .singleElement()
                .extracting(LooseEnd::kind)
                .isEqualTo(LooseEnd.Kind.UNRETRIEVED_FAILURE);
    }

    @Test
    void ofOneTaskGivenTwiceRunsItTwice() throws Exception {
        Callable<String> task = answering("a", 1000);

        List<Future<String>> futures = executor.invokeAll(List.of(task, task));

        assertThat(futures).hasSize(2).doesNotHaveDuplicates();
        assertThat(trace())
                .containsExactly("a begins @0", "a begins @0", "a ends @1000", "a ends @1000");
    }

    @Test
    void inTimeCancelsNothing() throws Exception {
        List<Future<String>> futures =
                executor.invokeAll(List.of(answering("a", 1000), answering("b", 2000)), 3, SECONDS);

        assertThat(now()).isEqualTo(2000);
        assertThat(futures).extracting(Future::get).containsExactly("a", "b");
    }

    @Test
    void outOfTimeCancelsAndInterruptsWhatIsNotDone() throws Exception {
        List<Future<String>> futures =
                executor.invokeAll(
                        List.of(answering("a", 1000), answering("b", 9000), answering("c", 1500)),
                        1700,
                        MILLISECONDS);

        assertThat(now()).isEqualTo(1700);
        assertThat(futures).extracting(Future::isDone).containsExactly(true, true, true);
        assertThat(futures).extracting(Future::isCancelled).containsExactly(false, true, false);
        assertThat(futures.get(0).get()).isEqualTo("a");
        loop.settle();
        assertThat(trace())
                .containsExactly(
                        "a begins @0",
                        "b begins @0",
                        "c begins @0",
                        "a ends @1000",
                        "c ends @1500",
                        "b interrupted @1700");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void withoutTimeNothingBegins(long timeout) throws Exception {
        List<Future<String>> futures =
                executor.invokeAll(
                        List.of(answering("a", 1000), answering("b", 0)), timeout, NANOSECONDS);

        assertThat(futures).extracting(Future::isCancelled).containsExactly(true, true);
        loop.settle();
        assertThat(trace()).isEmpty();
    }

    @Test
    void withAllTheTimeOfTheWorldWaitsForTheLast() throws Exception {
        advance(1);
        List<Future<String>> futures =
                executor.invokeAll(List.of(answering("a", 1000)), Long.MAX_VALUE, NANOSECONDS);

        assertThat(futures.get(0).get()).isEqualTo("a");
    }

    @Test
    void insideAJobWaitsInVirtualTime() throws Exception {
        Future<String> outer =
                executor.submit(
                        () -> {
                            List<Future<String>> inner =
                                    executor.invokeAll(
                                            List.of(answering("a", 1000), answering("b", 2000)));
                            return inner.get(0).get() + inner.get(1).get();
                        });

        assertThat(outer.get()).isEqualTo("ab");
        assertThat(now()).isEqualTo(2000);
    }

    @Test
    void insideAJobTimesOutAtItsInstant() throws Exception {
        Future<Boolean> outer =
                executor.submit(
                        () ->
                                executor.invokeAll(List.of(answering("a", 9000)), 1, SECONDS)
                                        .get(0)
                                        .isCancelled());

        assertThat(outer.get()).isTrue();
        assertThat(now()).isEqualTo(1000);
    }

    @Test
    void interruptedCancelsAndInterruptsItsTasks() {
        Future<?> outer =
                executor.submit(
                        () -> {
                            try {
                                return executor.invokeAll(List.of(answering("a", 9000)));
                            } catch (InterruptedException interrupted) {
                                note("outer interrupted");
                                return List.of();
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
                                .isThrownBy(() -> executor.invokeAll(List.of(answering("a", 1000))))
                                .withMessage(
                                        "A callback can't block, and this one is waiting (invokeAll)"
                                                + " for task \"executor-1\".\n-> use a body that"
                                                + " can: loop.run(name, body), or"
                                                + " loop.executor().schedule(job, delay, unit)"));

        loop.runUntilIdle();

        assertThat(trace()).isEmpty();
    }

    @Test
    void onALimitedExecutorTakesTurns() throws Exception {
        ScheduledExecutorService two = loop.executor("two", 2);

        two.invokeAll(List.of(answering("a", 1000), answering("b", 1000), answering("c", 1000)));

        assertThat(now()).isEqualTo(2000);
    }

    @Test
    void ofAPoolOfOneInsideItsOnlyJobIsADeadlockThatIsSeenAtOnce() {
        ScheduledExecutorService one = loop.executor("one", 1);
        Future<?> outer = one.submit(() -> one.invokeAll(List.of(answering("a", 1000))));

        assertThatExceptionOfType(DeadlockException.class)
                .isThrownBy(outer::get)
                .withMessageStartingWith(
                        "Deadlock at +0 s: the test body is waiting for task \"one-1\", and nothing"
                                + " is left that could release it.")
                .withMessageContaining("task \"one-1\" is waiting (invokeAll) for task \"one-2\"\n")
                .withMessageContaining("\n  task \"one-2\" is pending: waits for its turn\n");
        outer.cancel(true);
        loop.settle();
    }
}
