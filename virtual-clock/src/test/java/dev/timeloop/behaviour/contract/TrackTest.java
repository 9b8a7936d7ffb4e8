package dev.timeloop.behaviour.contract;

import static dev.timeloop.ReturnWhen.ALL_COMPLETED;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.EventLoop;
import dev.timeloop.Partition;
import dev.timeloop.StuckException;
import dev.timeloop.Task;
import dev.timeloop.behaviour.LoopTest;
import dev.timeloop.behaviour.Outside;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Futures that threads outside complete, brought in. */
class TrackTest extends LoopTest {
    private final CompletableFuture<String> future = new CompletableFuture<>();
    private final Task<String> tracked = loop.track("remote", future);

    /** Completes the future once the test's thread waits for real. */
    private void completeLater() {
        Thread test = Thread.currentThread();
        Outside.start(
                () -> {
                    Outside.awaitBlocked(test);
                    future.complete("x");
                });
    }

    @Test
    void isWaitedForInRealTimeWithTheClockStandingStill() {
        loop.background("ticker", () -> loop.sleep(ofSeconds(1)));
        completeLater();

        assertThat(loop.await(tracked)).isEqualTo("x");
        assertThat(loop.elapsed()).isZero();
    }

    @Test
    void holdsTheClockWhileATaskAwaitsIt() {
        Task<Duration> task =
                loop.start(
                        "task",
                        () -> {
                            loop.await(tracked);
                            return loop.elapsed();
                        });
        completeLater();

        loop.advance(ofSeconds(5));

        assertThat(task.result()).isZero();
        assertThat(loop.elapsed()).isEqualTo(ofSeconds(5));
    }

    @Test
    void isNotWaitedForBySettle() {
        Task<String> task = loop.start("task", () -> loop.await(tracked));

        loop.settle();

        assertThat(task).isNotDone();
        future.complete("x");
        assertThat(loop.await(task)).isEqualTo("x");
    }

    @Test
    void doesNotHoldTheClockWhileNobodyAwaitsIt() {
        loop.advance(ofSeconds(5));

        assertThat(loop.elapsed()).isEqualTo(ofSeconds(5));
        future.complete("x");
    }

    @Test
    void isWaitedForThroughStages() {
        Task<Integer> other = loop.task("other");
        other.complete(1);
        Task<String> both = other.thenCombine(tracked.thenApply(v -> v + "!"), (a, b) -> b + a);
        completeLater();

        assertThat(loop.await(both)).isEqualTo("x!1");
    }

    @Test
    void isWaitedForThroughForeignStages() {
        CompletableFuture<Void> all = CompletableFuture.allOf(tracked);
        completeLater();

        loop.await(all);

        assertThat(tracked.result()).isEqualTo("x");
    }

    @Test
    void isWaitedForWhenItsCallbackReleasesSomebodyElse() {
        Task<String> promise = loop.task("promise");
        tracked.thenAccept(promise::complete);
        completeLater();

        assertThat(loop.await(promise)).isEqualTo("x");
    }

    @Test
    void isWaitedForAmongOthers() {
        Task<String> other = loop.<String>script("other").succeedsAfter(ofSeconds(1), "y");
        completeLater();

        Partition<String> split = loop.waitUntil(ALL_COMPLETED, List.of(other, tracked));

        assertThat(split.done()).containsExactly(tracked, other);
        assertThat(loop.elapsed()).isEqualTo(ofSeconds(1));
    }

    @Test
    void aFailureIsTheFuturesOwn() {
        IOException boom = new IOException("boom");
        future.completeExceptionally(boom);

        assertThatThrownBy(() -> loop.await(tracked)).isSameAs(boom);
    }

    @Test
    void aFailureThatNobodyLooksAtIsBlamedOnTheTask() {
        future.completeExceptionally(new IOException("boom"));
        loop.settle();

        assertThat(blamed()).containsExactly("UNRETRIEVED_FAILURE task \"remote\": boom");
    }

    @Test
    void aCancelledFutureIsACancelledTask() {
        Task<Integer> stage = loop.track("stage", future.thenApply(String::length));

        future.cancel(true);
        loop.settle();

        assertThat(tracked).isCancelled();
        assertThat(tracked.outcome().isCancelled()).isTrue();
        assertThat(stage.outcome().isCancelled()).isTrue();
    }

    @Test
    void cancellingTheTaskCancelsTheFuture() {
        tracked.cancel(true);

        assertThat(future).isCancelled();
    }

    @Test
    void aFutureThatIsDoneIsATaskThatIsDone() {
        Task<String> done = loop.track("done", CompletableFuture.completedFuture("y"));

        assertThat(done.result()).isEqualTo("y");
        future.complete("x");
        loop.settle();
    }

    @Test
    void takesAnyStage() {
        CompletionStage<String> stage = future.minimalCompletionStage();
        Task<String> task = loop.track("minimal", stage);
        future.complete("x");

        assertThat(loop.await(task)).isEqualTo("x");
    }

    @Test
    void isALooseEndWhileItIsPending() {
        assertThat(tracked)
                .hasToString(
                        "task \"remote\" is pending: a thread outside the loop has to complete it");
        assertThat(blamed()).containsExactly("PENDING_TASK task \"remote\"");
        assertThat(future).isCancelled();
    }

    @Test
    void isNotWaitedForLongerThanTheRealTimeout() {
        EventLoop hasty = EventLoop.builder().realTimeout(Duration.ofMillis(50)).build();
        Task<String> never = hasty.track("never", new CompletableFuture<>());

        assertThatThrownBy(() -> hasty.await(never))
                .isInstanceOf(StuckException.class)
                .hasMessage(
                        "The loop was not through after 50 ms of real time (at +0 s).\n"
                                + "The test body is waiting for task \"never\".\n"
                                + "-> if the work is that long, raise"
                                + " EventLoop.builder().realTimeout(duration)\n"
                                + "Pending:\n"
                                + "  task \"never\" is pending: a thread outside the loop has to"
                                + " complete it");
        never.cancel(true);
        hasty.close();
        future.complete("x");
        loop.settle();
    }
}
