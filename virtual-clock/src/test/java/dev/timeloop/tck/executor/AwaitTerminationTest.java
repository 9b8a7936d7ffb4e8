package dev.timeloop.tck.executor;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.timeloop.DeadlockException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code awaitTermination}: waiting for the end of an executor. */
class AwaitTerminationTest extends OnTheLoop {
    @Test
    void isTrueAtTheInstantOfTheLastJobsEnd() throws Exception {
        executor.execute(lasting("slow", 3000));
        executor.schedule(noting("delayed"), 4, SECONDS);
        executor.shutdown();

        assertThat(executor.awaitTermination(10, SECONDS)).isTrue();

        assertThat(now()).isEqualTo(4000);
        assertThat(executor.isTerminated()).isTrue();
    }

    @Test
    void isFalseAtTheInstantOfItsTimeOut() throws Exception {
        executor.execute(lasting("slow", 3000));
        executor.shutdown();

        assertThat(executor.awaitTermination(1, SECONDS)).isFalse();

        assertThat(now()).isEqualTo(1000);
        assertThat(executor.isTerminated()).isFalse();
        assertThat(executor.awaitTermination(2, SECONDS)).isTrue();
        assertThat(now()).isEqualTo(3000);
    }

    @Test
    void isFalseWhenNobodyShutsDown() throws Exception {
        assertThat(executor.awaitTermination(1, SECONDS)).isFalse();

        assertThat(now()).isEqualTo(1000);
    }

    @Test
    void isTrueAtOnceWhenAllIsOver() throws Exception {
        executor.shutdown();

        assertThat(executor.awaitTermination(1, SECONDS)).isTrue();
        assertThat(executor.awaitTermination(0, SECONDS)).isTrue();
        assertThat(now()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void withoutTimeOnlyLooks(long timeout) throws Exception {
        executor.execute(lasting("slow", 3000));
        executor.shutdown();

        assertThat(executor.awaitTermination(timeout, NANOSECONDS)).isFalse();

        assertThat(now()).isZero();
        loop.runUntilIdle();
    }

    @Test
    void withAllTheTimeOfTheWorldWaitsForTheEnd() throws Exception {
        advance(1);
        executor.execute(lasting("slow", 3000));
        executor.shutdown();

        assertThat(executor.awaitTermination(Long.MAX_VALUE, NANOSECONDS)).isTrue();
        assertThat(now()).isEqualTo(3001);
    }

    @Test
    void withAllTheTimeOfTheWorldAndNoShutdownIsADeadlockThatIsSeenAtOnce() {
        assertThatExceptionOfType(DeadlockException.class)
                .isThrownBy(() -> executor.awaitTermination(Long.MAX_VALUE, NANOSECONDS))
                .withMessageStartingWith(
                        "Deadlock at +0 s: the test body is waiting until executor \"executor\" has"
                                + " terminated, and nothing is left that could release it.");
    }

    @Test
    void isWokenByAShutdownThatComesLater() throws Exception {
        loop.executor("other").schedule(executor::shutdown, 2, SECONDS);

        assertThat(executor.awaitTermination(10, SECONDS)).isTrue();
        assertThat(now()).isEqualTo(2000);
    }

    @Test
    void isWokenWhenTheLastJobIsCancelled() throws Exception {
        Future<?> future = executor.schedule(noting("job"), 5, SECONDS);
        executor.shutdown();
        loop.executor("other").schedule(() -> future.cancel(false), 2, SECONDS);

        assertThat(executor.awaitTermination(10, SECONDS)).isTrue();
        assertThat(now()).isEqualTo(2000);
    }

    @Test
    void severalMayWait() throws Exception {
        executor.execute(lasting("slow", 3000));
        Future<Boolean> patient =
                loop.executor("a").submit(() -> executor.awaitTermination(10, SECONDS));
        Future<Boolean> hasty =
                loop.executor("b").submit(() -> executor.awaitTermination(1, SECONDS));
        executor.shutdown();

        assertThat(hasty.get()).isFalse();
        assertThat(now()).isEqualTo(1000);
        assertThat(patient.get()).isTrue();
        assertThat(now()).isEqualTo(3000);
    }

    @Test
    void byAJobOfTheExecutorItselfTimesOut() throws Exception {
        Future<Boolean> future =
                executor.submit(
                        () -> {
                            executor.shutdown();
                            return executor.awaitTermination(1, SECONDS);
                        });

        assertThat(future.get()).isFalse();
        assertThat(now()).isEqualTo(1000);
        assertThat(executor.isTerminated()).isTrue();
    }

    @Test
    void isInterruptible() {
        Future<?> waiting =
                loop.executor("other")
                        .submit(
                                () -> {
                                    try {
                                        return executor.awaitTermination(10, SECONDS);
                                    } catch (InterruptedException interrupted) {
                                        note("interrupted");
                                        return false;
                                    }
                                });
        advance(1000);

        waiting.cancel(true);
        loop.settle();

        assertThat(trace()).containsExactly("interrupted @1000");
    }

    @Test
    void inACallbackIsAnErrorWhileJobsAreLeft() {
        executor.schedule(noting("job"), 1, SECONDS);
        executor.shutdown();
        loop.callSoon(
                () ->
                        assertThatIllegalStateException()
                                .isThrownBy(() -> executor.awaitTermination(1, SECONDS))
                                .withMessage(
                                        "A callback can't block, and this one is waiting until"
                                                + " executor \"executor\" has terminated.\n"
                                                + "-> use a body that can: loop.run(name, body), or"
                                                + " loop.executor().schedule(job, delay, unit)"));

        loop.runUntilIdle();

        assertThat(executor.isTerminated()).isTrue();
    }

    @Test
    void onAThreadOutsideWaitsForReal() throws Exception {
        FutureTask<Boolean> waiting = Outside.start(() -> executor.awaitTermination(60, SECONDS));
        executor.execute(lasting("slow", 3000));
        executor.shutdown();

        loop.runUntilIdle();

        assertThat(Outside.answer(waiting)).isTrue();
    }
}
