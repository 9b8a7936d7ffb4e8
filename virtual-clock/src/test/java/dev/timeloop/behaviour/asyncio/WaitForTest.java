package dev.timeloop.behaviour.asyncio;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.Task;
import dev.timeloop.behaviour.LoopTest;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** {@code asyncio.wait_for}. */
class WaitForTest extends LoopTest {
    private final IOException boom = new IOException("boom");

    @Test
    void givesTheValueOfATaskThatIsInTime() {
        Task<String> task = loop.<String>script("feed").succeedsAfter(ofSeconds(1), "x");

        assertThat(loop.awaitWithin(ofSeconds(2), task)).isEqualTo("x");
        assertThat(loop.elapsed()).isEqualTo(ofSeconds(1));
        assertThat(loop.isIdle()).isTrue();
    }

    @Test
    void throwsTheFailureOfATaskThatIsInTime() {
        Task<String> task = loop.<String>script("feed").failsAfter(ofSeconds(1), boom);

        assertThatThrownBy(() -> loop.awaitWithin(ofSeconds(2), task)).isSameAs(boom);
        assertThat(blame()).isEmpty();
    }

    @Test
    void throwsAndCancelsTheTaskOnTimeout() {
        Task<String> task = loop.<String>script("feed").hangs();

        assertThatThrownBy(() -> loop.awaitWithin(ofMillis(1500), task))
                .isInstanceOf(TimeoutException.class)
                .hasMessage("Task \"feed\" was not done within 1.5 s");

        assertThat(loop.elapsed()).isEqualTo(ofMillis(1500));
        assertThat(task).isCancelled();
        assertThat(task.toString())
                .isEqualTo("task \"feed\" was cancelled at +1.5 s (not done within 1.5 s)");
        assertThat(blame()).isEmpty();
    }

    @Test
    void waitsUntilTheTaskHasCleanedUp() {
        Task<Void> task =
                loop.run(
                        "slow",
                        () -> {
                            try {
                                loop.sleep(ofSeconds(100));
                            } finally {
                                loop.sleep(ofSeconds(3));
                            }
                        });

        assertThatThrownBy(() -> loop.awaitWithin(ofSeconds(1), task))
                .isInstanceOf(TimeoutException.class);

        assertThat(loop.elapsed()).isEqualTo(ofSeconds(4));
        assertThat(task).isCancelled();
    }

    @Test
    void aTaskThatAnswersItsCancellationWithAValueHasThatValue() {
        Task<String> task =
                loop.start(
                        "stubborn",
                        () -> {
                            try {
                                loop.sleep(ofSeconds(100));
                                return "late";
                            } catch (CancellationException e) {
                                return "partial";
                            }
                        });

        assertThat(loop.awaitWithin(ofSeconds(1), task)).isEqualTo("partial");
    }

    @Test
    void aTaskThatAnswersItsCancellationWithAFailureHasThatFailure() {
        Task<String> task =
                loop.start(
                        "broken",
                        () -> {
                            try {
                                loop.sleep(ofSeconds(100));
                                return "late";
                            } catch (CancellationException e) {
                                throw boom;
                            }
                        });

        assertThatThrownBy(() -> loop.awaitWithin(ofSeconds(1), task)).isSameAs(boom);
        assertThat(blame()).isEmpty();
    }

    @Test
    void aLimitOfZeroGivesTheValueOfATaskThatIsDone() {
        Task<String> done = loop.task("done");
        done.complete("x");

        assertThat(loop.awaitWithin(ZERO, done)).isEqualTo("x");
    }

    @Test
    void aLimitOfZeroCancelsATaskThatHasNotBegun() {
        Task<String> task = loop.start("never", () -> "begun");

        assertThatThrownBy(() -> loop.awaitWithin(ZERO, task))
                .isInstanceOf(TimeoutException.class)
                .hasMessage("Task \"never\" was not done within 0 s");

        assertThat(task).isCancelled();
        assertThat(loop.elapsed()).isZero();
    }

    @Test
    void theTimeoutWinsOverATimerOfTheSameInstantThatWasSetLater() {
        Task<String> task =
                loop.start(
                        "same instant",
                        () -> {
                            loop.sleep(ofSeconds(1));
                            return "x";
                        });

        assertThatThrownBy(() -> loop.awaitWithin(ofSeconds(1), task))
                .isInstanceOf(TimeoutException.class);
    }

    @Test
    void aTimerOfTheSameInstantThatWasSetEarlierWinsOverTheTimeout() {
        Task<String> task =
                loop.start(
                        "same instant",
                        () -> {
                            loop.sleep(ofSeconds(1));
                            return "x";
                        });
        loop.settle();

        assertThat(loop.awaitWithin(ofSeconds(1), task)).isEqualTo("x");
    }

    @Test
    void whoeverCancelsTheWaiterCancelsTheTask() {
        Task<String> task = loop.<String>script("feed").hangs();
        Task<?> waiter = loop.start("waiter", () -> loop.awaitWithin(ofSeconds(9), task));
        loop.settle();

        waiter.cancel("enough");
        loop.settle();

        assertThat(task).isCancelled();
        assertThat(waiter).isCancelled();
        assertThat(loop.elapsed()).isZero();
    }

    @Test
    void aShieldKeepsTheTaskGoing() {
        Task<String> task = loop.<String>script("feed").succeedsAfter(ofSeconds(5), "x");

        assertThatThrownBy(() -> loop.awaitWithin(ofSeconds(1), loop.shield(task)))
                .isInstanceOf(TimeoutException.class)
                .hasMessage("Task \"feed.shield\" was not done within 1 s");

        assertThat(loop.await(task)).isEqualTo("x");
        assertThat(loop.elapsed()).isEqualTo(ofSeconds(5));
    }

    @Test
    void cancelsATrackedFutureWithItsTask() {
        CompletableFuture<String> future = new CompletableFuture<>();
        Task<String> task = loop.track("remote", future);
        loop.advance(ofSeconds(1));

        assertThatThrownBy(() -> loop.awaitWithin(ZERO, task)).isInstanceOf(TimeoutException.class);

        assertThat(future).isCancelled();
    }

    @Test
    void refusesANegativeLimit() {
        Task<String> task = loop.start("foo", () -> "foo");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> loop.awaitWithin(ofSeconds(-1), task))
                .withMessage("The limit can't be negative: PT-1S.");
        assertThat(loop.await(task)).isEqualTo("foo");
    }
}
