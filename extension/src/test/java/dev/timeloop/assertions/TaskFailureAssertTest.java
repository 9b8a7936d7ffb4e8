package dev.timeloop.assertions;

import static dev.timeloop.assertions.Failures.assertMessage;
import static dev.timeloop.assertions.Feeds.cancelled;
import static dev.timeloop.assertions.Feeds.failed;
import static dev.timeloop.assertions.Feeds.pending;
import static dev.timeloop.assertions.Feeds.succeeded;
import static dev.timeloop.assertj.TimeloopAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.Task;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TaskFailureAssertTest {
    @Nested
    class IsFailed {
        @Test
        void passesWhateverTheException() {
            assertThat(failed(new IOException("boom"))).isFailed();
        }

        @Test
        void failsOnATaskThatSucceeded() {
            assertMessage(
                    () -> assertThat(succeeded(42)).isFailed(),
                    """

                    Expecting task "feed" to have failed
                    but it succeeded with 42 at +1 s""");
        }

        @Test
        void failsOnACancelledTask() {
            assertMessage(
                    () -> assertThat(cancelled(null)).isFailed(),
                    """

                    Expecting task "feed" to have failed
                    but it was cancelled at +1 s""");
        }
    }

    @Nested
    class IsFailedWithAType {
        @Test
        void passesForTheType() {
            assertThat(failed(new IOException("boom"))).isFailedWith(IOException.class);
        }

        @Test
        void passesForASupertype() {
            assertThat(failed(new FileNotFoundException())).isFailedWith(IOException.class);
        }

        @Test
        void looksThroughTheWrapperThatAStagePutAround() {
            assertThat(failed(new IOException("boom")).thenRun(() -> {}))
                    .isFailedWith(IOException.class);
        }

        @Test
        void failsForAnotherTypeAndGivesTheFailureAsCause() {
            IOException boom = new IOException("boom");

            assertMessage(
                            () -> assertThat(failed(boom)).isFailedWith(TimeoutException.class),
                            """

                            Expecting task "feed" to have failed with \
                            java.util.concurrent.TimeoutException
                            but it failed with java.io.IOException: boom at +1 s""")
                    .hasCause(boom);
        }

        @Test
        void failsOnATaskThatSucceeded() {
            assertMessage(
                    () -> assertThat(succeeded(42)).isFailedWith(IOException.class),
                    """

                    Expecting task "feed" to have failed with java.io.IOException
                    but it succeeded with 42 at +1 s""");
        }

        @Test
        void failsOnACancelledTaskEvenForItsCancellationException() {
            assertMessage(
                    () -> assertThat(cancelled("too late")).isFailedWith(Exception.class),
                    """

                    Expecting task "feed" to have failed with java.lang.Exception
                    but it was cancelled at +1 s (too late)""");
        }
    }

    @Nested
    class IsFailedWithAnException {
        @Test
        void passesForTheVeryException() {
            IOException boom = new IOException("boom");

            assertThat(failed(boom)).isFailedWith(boom);
        }

        @Test
        void failsForOneThatLooksTheSame() {
            IOException boom = new IOException("boom");

            assertMessage(
                            () -> assertThat(failed(boom)).isFailedWith(new IOException("boom")),
                            """

                            Expecting task "feed" to have failed with this very exception: \
                            java.io.IOException: boom
                            but it failed with java.io.IOException: boom at +1 s""")
                    .hasCause(boom);
        }

        @Test
        void failsOnAPendingTask() {
            assertMessage(
                    () -> assertThat(pending()).isFailedWith(new IOException("boom")),
                    """

                    Expecting task "feed" to have failed with this very exception: \
                    java.io.IOException: boom
                    but it is pending: nothing has completed it yet""");
        }
    }

    @Nested
    class Failure {
        @Test
        void goesOnToTheException() {
            assertThat(failed(new IOException("boom")))
                    .isFailedWith(IOException.class)
                    .failure()
                    .hasMessage("boom")
                    .hasNoCause();
        }

        @Test
        void failsOnATaskThatSucceeded() {
            assertMessage(
                    () -> assertThat(succeeded(42)).failure().hasMessage("boom"),
                    """

                    Expecting task "feed" to have failed
                    but it succeeded with 42 at +1 s""");
        }

        @Test
        void saysWhoseFailureItIs() {
            assertThatThrownBy(() -> assertThat(failed(new IOException("boom"))).failure().isNull())
                    .hasMessageStartingWith("[failure of task \"feed\"] ");
        }

        @Test
        void keepsTheUsersDescription() {
            Task<Object> feed = failed(new IOException("boom"));

            assertThatThrownBy(() -> assertThat(feed).as("%d%% sure", 100).failure().isNull())
                    .hasMessageStartingWith("[100% sure: failure of task \"feed\"] ");
        }
    }
}
