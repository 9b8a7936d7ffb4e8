package dev.timeloop.tck.executor;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.timeloop.DeadlockException;
import dev.timeloop.Task;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** {@code ExecutorService.close}, which JDK 19 brought. */
@EnabledForJreRange(min = JRE.JAVA_19)
class CloseTest extends OnTheLoop {
    @Test
    void waitsForTheLastJob() throws Throwable {
        executor.execute(lasting("job", 3000));
        executor.schedule(noting("delayed"), 4, SECONDS);

        close(executor);

        assertThat(now()).isEqualTo(4000);
        assertThat(trace()).containsExactly("job begins @0", "job ends @3000", "delayed @4000");
        assertThat(executor.isTerminated()).isTrue();
    }

    @Test
    void waitsLongerThanADay() throws Throwable {
        Duration threeDays = Duration.ofDays(3);
        executor.execute(() -> loop.sleep(threeDays));

        close(executor);

        assertThat(loop.elapsed()).isEqualTo(threeDays);
    }

    @Test
    void cancelsPeriodicJobs() throws Throwable {
        ScheduledFuture<?> series = executor.scheduleAtFixedRate(noting("tick"), 1, 1, SECONDS);

        close(executor);

        assertThat(series.isCancelled()).isTrue();
        assertThat(now()).isZero();
    }

    @Test
    void twiceIsOnce() throws Throwable {
        close(executor);
        close(executor);

        assertThat(executor.isTerminated()).isTrue();
    }

    @Test
    void interruptedInterruptsTheJobsAndStillWaitsForThem() throws Throwable {
        executor.execute(
                () -> {
                    napping("job", 5000).run();
                    napping("clean-up", 2000).run();
                });
        Future<?> closing =
                loop.executor("other")
                        .submit(
                                () -> {
                                    closeUnchecked(executor);
                                    note("closed, flag " + Thread.currentThread().isInterrupted());
                                });
        advance(1000);

        closing.cancel(true);
        loop.runUntilIdle();

        assertThat(trace())
                .containsExactly(
                        "job interrupted @1000", "clean-up slept @3000", "closed, flag true @3000");
    }

    @Test
    void ofAnExecutorWhoseJobHangsIsADeadlockThatIsSeenAtOnce() {
        Task<String> never = loop.task("never");
        executor.execute(never::join);

        assertThatExceptionOfType(DeadlockException.class)
                .isThrownBy(() -> close(executor))
                .withMessageStartingWith("Deadlock at +0 s: the test body is waiting");

        never.complete("at last");
        loop.settle();
    }

    private static void closeUnchecked(ExecutorService executor) {
        try {
            close(executor);
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    private static void close(ExecutorService executor) throws Throwable {
        try {
            ExecutorService.class.getMethod("close").invoke(executor);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
