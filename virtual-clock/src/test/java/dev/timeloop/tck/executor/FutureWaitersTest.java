package dev.timeloop.tck.executor;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Who waits in {@code Future.get}, and what wakes him. */
class FutureWaitersTest extends OnTheLoop {
    @Test
    void cancellationWakesAllThatWaitAtItsInstant() {
        Future<String> job = executor.submit(() -> after(5000, "result"));
        executor.execute(() -> noteCancellationOf(job, "first"));
        executor.execute(() -> noteCancellationOf(job, "second"));
        executor.schedule(() -> job.cancel(true), 1500, MILLISECONDS);

        loop.runUntilIdle();

        assertThat(trace()).containsExactly("first @1500", "second @1500");
    }

    @Test
    void allThatWaitWakeInTheOrderInWhichTheyBeganTo() {
        Future<String> job = executor.submit(() -> after(1000, "result"));
        for (String name : new String[] {"first", "second", "third"}) {
            executor.submit(
                    () -> {
                        note(name + " has the " + job.get());
                        return name;
                    });
        }

        loop.runUntilIdle();

        assertThat(trace())
                .containsExactly(
                        "first has the result @1000",
                        "second has the result @1000",
                        "third has the result @1000");
    }

    @Test
    void aJobTimesOutAtItsInstantToo() throws Exception {
        Future<String> slow = executor.submit(() -> after(5000, "slow"));
        Future<String> waiting =
                executor.submit(
                        () -> {
                            try {
                                return slow.get(1500, MILLISECONDS);
                            } catch (TimeoutException late) {
                                note("late");
                                return "fallback";
                            }
                        });

        assertThat(waiting.get()).isEqualTo("fallback");
        assertThat(trace()).containsExactly("late @1500");
        loop.runUntilIdle();
    }

    @Test
    void aJobThatIsInterruptedWhileItWaitsStopsWaiting() throws Exception {
        Future<String> slow = executor.submit(() -> after(5000, "slow"));
        Future<?> waiting =
                executor.submit(
                        () -> {
                            try {
                                return slow.get();
                            } catch (InterruptedException interrupted) {
                                note("interrupted, flag " + Thread.currentThread().isInterrupted());
                                return "";
                            }
                        });
        executor.schedule(() -> waiting.cancel(true), 1, SECONDS);

        assertThat(slow.get()).isEqualTo("slow");
        assertThat(trace()).containsExactly("interrupted, flag false @1000");
    }

    @Test
    void aTimedWaitIsInterruptibleToo() throws Exception {
        Future<String> slow = executor.submit(() -> after(5000, "slow"));
        Future<?> waiting =
                executor.submit(
                        () -> {
                            try {
                                return slow.get(4, SECONDS);
                            } catch (InterruptedException interrupted) {
                                note("interrupted, flag " + Thread.currentThread().isInterrupted());
                                return "";
                            }
                        });
        executor.schedule(() -> waiting.cancel(true), 1, SECONDS);

        assertThat(slow.get()).isEqualTo("slow");
        assertThat(trace()).containsExactly("interrupted, flag false @1000");
    }

    @Test
    void theTestBodyIsInterruptibleToo() throws Exception {
        Future<String> slow = executor.submit(() -> after(5000, "slow"));
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(slow::get)
                .withMessage("interrupted while waiting for task \"executor-1\"");

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(slow.isDone()).isFalse();
        assertThat(slow.get()).isEqualTo("slow");
    }

    @Test
    void ofAJobThatIsDoneIsNotInterrupted() throws Exception {
        Future<String> future = executor.submit(() -> "result");
        loop.settle();
        Thread.currentThread().interrupt();

        assertThat(future.get()).isEqualTo("result");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void inACallbackIsAnErrorWhileTheJobIsPending() {
        Future<String> future = executor.submit(() -> after(1000, "result"));
        loop.callSoon(
                () ->
                        assertThatIllegalStateException()
                                .isThrownBy(future::get)
                                .withMessage(
                                        "A callback can't block, and this one is waiting for task"
                                                + " \"executor-1\".\n-> use a body that can:"
                                                + " loop.run(name, body), or"
                                                + " loop.executor().schedule(job, delay, unit)"));

        loop.runUntilIdle();

        assertThat(future.isDone()).isTrue();
    }

    private void noteCancellationOf(Future<?> job, String who) {
        assertThatExceptionOfType(CancellationException.class).isThrownBy(job::get);
        note(who);
    }
}
