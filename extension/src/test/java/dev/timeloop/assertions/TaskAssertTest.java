package dev.timeloop.assertions;

import static dev.timeloop.assertions.Failures.assertMessage;
import static dev.timeloop.assertions.Feeds.cancelled;
import static dev.timeloop.assertions.Feeds.failed;
import static dev.timeloop.assertions.Feeds.pending;
import static dev.timeloop.assertions.Feeds.succeeded;
import static dev.timeloop.assertj.TimeloopAssertions.assertThat;

import dev.timeloop.EventLoop;
import dev.timeloop.Task;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TaskAssertTest {
    @Nested
    class IsPending {
        @Test
        void passesBeforeTheEnd() {
            assertThat(pending()).isPending();
        }

        @Test
        void failsOnATaskThatSucceeded() {
            assertMessage(
                    () -> assertThat(succeeded(42)).isPending(),
                    """

                    Expecting task "feed" to be pending
                    but it succeeded with 42 at +1 s""");
        }
    }

    @Nested
    class IsDone {
        @Test
        void passesAfterSuccess() {
            assertThat(succeeded(42)).isDone();
        }

        @Test
        void passesAfterFailure() {
            assertThat(failed(new IOException("boom"))).isDone();
        }

        @Test
        void passesAfterCancellation() {
            assertThat(cancelled("too late")).isDone();
        }

        @Test
        void failsOnAPendingTask() {
            Task<Integer> feed =
                    EventLoop.create()
                            .<Integer>script("feed")
                            .succeedsAfter(Duration.ofSeconds(1), 42);

            assertMessage(
                    () -> assertThat(feed).isDone(),
                    """

                    Expecting task "feed" to be done
                    but it is pending: its script succeeds with 42 after 1 s, which is +1 s""");
        }
    }

    @Nested
    class IsCancelled {
        @Test
        void passesAfterCancellation() {
            assertThat(cancelled("too late")).isCancelled();
        }

        @Test
        void passesForAStageOfACancelledTask() {
            assertThat(cancelled("too late").thenRun(() -> {})).isCancelled();
        }

        @Test
        void failsOnAPendingTask() {
            assertMessage(
                    () -> assertThat(pending()).isCancelled(),
                    """

                    Expecting task "feed" to be cancelled
                    but it is pending: nothing has completed it yet""");
        }

        @Test
        void failsOnAFailedTask() {
            assertMessage(
                    () -> assertThat(failed(new IOException("boom"))).isCancelled(),
                    """

                    Expecting task "feed" to be cancelled
                    but it failed with java.io.IOException: boom at +1 s""");
        }
    }

    @Nested
    class IsCancelledBecause {
        @Test
        void passesForTheReason() {
            assertThat(cancelled("too late")).isCancelledBecause("too late");
        }

        @Test
        void failsForAnotherReason() {
            assertMessage(
                    () -> assertThat(cancelled("too late")).isCancelledBecause("too early"),
                    """

                    Expecting task "feed" to be cancelled because of "too early"
                    but it was cancelled at +1 s (too late)""");
        }

        @Test
        void failsOnATaskThatWasCancelledWithoutAReason() {
            assertMessage(
                    () -> assertThat(cancelled(null)).isCancelledBecause("too early"),
                    """

                    Expecting task "feed" to be cancelled because of "too early"
                    but it was cancelled at +1 s""");
        }

        @Test
        void failsOnAPendingTask() {
            assertMessage(
                    () -> assertThat(pending()).isCancelledBecause("too early"),
                    """

                    Expecting task "feed" to be cancelled because of "too early"
                    but it is pending: nothing has completed it yet""");
        }
    }
}
