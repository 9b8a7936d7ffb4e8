package dev.timeloop.assertions;

import static dev.timeloop.assertions.Failures.assertMessage;
import static dev.timeloop.assertj.TimeloopAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.EventLoop;
import dev.timeloop.Partition;
import dev.timeloop.ReturnWhen;
import dev.timeloop.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PartitionAssertTest {
    private final EventLoop loop = EventLoop.create();
    private final Task<String> failing =
            loop.<String>script("failing").failsAfter(seconds(2), new IOException("boom"));
    private final Task<String> slow = loop.<String>script("slow").succeedsAfter(seconds(1), "late");
    private final Task<String> hanging = loop.<String>script("hanging").hangs();
    private final Task<String> dropped = loop.<String>script("dropped").cancelsAfter(seconds(3));
    private final Task<String> fast = loop.<String>script("fast").succeedsAfter(seconds(0), "soon");
    private final Task<String> alien = loop.task("alien");

    @Nested
    class HasDone {
        @Test
        void passesForExactlyTheDoneTasksInOrderOfCompletion() {
            assertThat(after(3)).hasDone(fast, slow, failing, dropped);
        }

        @Test
        void failsWhenOneIsNotDone() {
            assertMessage(
                    () -> assertThat(after(1)).hasDone(fast, slow, failing),
                    """

                    Expecting exactly these tasks to be done, in order of completion:
                      task "fast" succeeded with soon at +0 s
                      task "slow" succeeded with late at +1 s
                      task "failing" is pending: its script fails with java.io.IOException: boom \
                    after 2 s, which is +2 s
                    but not done:
                      task "failing" is pending: its script fails with java.io.IOException: boom \
                    after 2 s, which is +2 s
                    The partition:
                      done:
                        task "fast" succeeded with soon at +0 s
                        task "slow" succeeded with late at +1 s
                      pending:
                        task "failing" is pending: its script fails with java.io.IOException: \
                    boom after 2 s, which is +2 s
                        task "hanging" is pending: its script hangs
                        task "dropped" is pending: its script is cancelled after 3 s, which is \
                    +3 s""");
        }

        @Test
        void failsWhenAnotherIsDoneAsWell() {
            assertMessage(
                    () -> assertThat(of(List.of(fast, slow))).hasDone(fast),
                    """

                    Expecting exactly these tasks to be done, in order of completion:
                      task "fast" succeeded with soon at +0 s
                    but done as well:
                      task "slow" succeeded with late at +1 s
                    The partition:
                      done:
                        task "fast" succeeded with soon at +0 s
                        task "slow" succeeded with late at +1 s
                      pending: none""");
        }

        @Test
        void failsWhenAnotherIsDoneInstead() {
            assertMessage(
                    () -> assertThat(of(List.of(fast))).hasDone(alien),
                    """

                    Expecting exactly these tasks to be done, in order of completion:
                      task "alien" is pending: nothing has completed it yet
                    but not done:
                      task "alien" is pending: nothing has completed it yet
                    and done as well:
                      task "fast" succeeded with soon at +0 s
                    The partition:
                      done:
                        task "fast" succeeded with soon at +0 s
                      pending: none""");
        }

        @Test
        void failsWhenTheyWereDoneInAnotherOrder() {
            assertMessage(
                    () -> assertThat(of(List.of(fast, slow))).hasDone(slow, fast),
                    """

                    Expecting exactly these tasks to be done, in order of completion:
                      task "slow" succeeded with late at +1 s
                      task "fast" succeeded with soon at +0 s
                    but the order is another:
                      task "fast" succeeded with soon at +0 s
                      task "slow" succeeded with late at +1 s
                    The partition:
                      done:
                        task "fast" succeeded with soon at +0 s
                        task "slow" succeeded with late at +1 s
                      pending: none""");
        }

        @Test
        void refusesToLookForNothing() {
            assertThatThrownBy(() -> assertThat(after(0)).hasDone())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            """
                            hasDone() was given no task to look for.
                            -> if there is none: hasNoDone()""");
        }
    }

    @Nested
    class HasPending {
        @Test
        void passesForExactlyThePendingTasksInTheOrderGiven() {
            assertThat(after(1)).hasPending(failing, hanging, dropped);
        }

        @Test
        void failsInAnotherOrder() {
            assertMessage(
                    () -> assertThat(of(List.of(fast, hanging, alien))).hasPending(alien, hanging),
                    """

                    Expecting exactly these tasks to be pending, in the order given:
                      task "alien" is pending: nothing has completed it yet
                      task "hanging" is pending: its script hangs
                    but the order is another:
                      task "hanging" is pending: its script hangs
                      task "alien" is pending: nothing has completed it yet
                    The partition:
                      done:
                        task "fast" succeeded with soon at +0 s
                      pending:
                        task "hanging" is pending: its script hangs
                        task "alien" is pending: nothing has completed it yet""");
        }
    }

    @Nested
    class HasSucceeded {
        @Test
        void passesForExactlyTheTasksWithAValueInOrderOfCompletion() {
            assertThat(after(3)).hasSucceeded(fast, slow);
        }

        @Test
        void failsForOthers() {
            assertMessage(
                    () -> assertThat(of(List.of(fast, failing))).hasSucceeded(fast, failing),
                    """

                    Expecting exactly these tasks to have succeeded, in order of completion:
                      task "fast" succeeded with soon at +0 s
                      task "failing" failed with java.io.IOException: boom at +2 s
                    but not succeeded:
                      task "failing" failed with java.io.IOException: boom at +2 s
                    The partition:
                      done:
                        task "fast" succeeded with soon at +0 s
                        task "failing" failed with java.io.IOException: boom at +2 s
                      pending: none""");
        }
    }

    @Nested
    class HasFailed {
        @Test
        void passesForExactlyTheFailedTasks() {
            assertThat(after(3)).hasFailed(failing);
        }

        @Test
        void failsForACancelledTask() {
            assertMessage(
                    () -> assertThat(of(List.of(dropped))).hasFailed(dropped),
                    """

                    Expecting exactly these tasks to have failed, in order of completion:
                      task "dropped" was cancelled at +3 s (cancelled by its script)
                    but not failed:
                      task "dropped" was cancelled at +3 s (cancelled by its script)
                    The partition:
                      done:
                        task "dropped" was cancelled at +3 s (cancelled by its script)
                      pending: none""");
        }
    }

    @Nested
    class HasCancelled {
        @Test
        void passesForExactlyTheCancelledTasks() {
            assertThat(after(3)).hasCancelled(dropped);
        }

        @Test
        void failsForOthers() {
            assertMessage(
                    () -> assertThat(of(List.of(fast))).hasCancelled(fast),
                    """

                    Expecting exactly these tasks to be cancelled, in order of completion:
                      task "fast" succeeded with soon at +0 s
                    but not cancelled:
                      task "fast" succeeded with soon at +0 s
                    The partition:
                      done:
                        task "fast" succeeded with soon at +0 s
                      pending: none""");
        }
    }

    /** What became of all the tasks of this test within so many seconds. */
    private Partition<String> after(int seconds) {
        return loop.waitUntil(
                ReturnWhen.ALL_COMPLETED,
                List.of(failing, slow, hanging, dropped, fast),
                seconds(seconds));
    }

    /** What became of some tasks when everything has happened. */
    private Partition<String> of(List<Task<String>> tasks) {
        loop.runUntilIdle();
        return loop.waitUntil(ReturnWhen.ALL_COMPLETED, tasks, Duration.ZERO);
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
