package dev.timeloop.assertions;

import static dev.timeloop.assertions.Failures.assertMessage;
import static dev.timeloop.assertj.TimeloopAssertions.assertThat;

import dev.timeloop.Partition;
import dev.timeloop.Task;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The assertions that a part of a partition is empty. */
class PartitionWithoutAssertTest {
    private static final Task<String> FAST = Feeds.succeeded("soon");

    @Test
    void hasNoDonePassesWhenAllArePending() {
        assertThat(pending(Feeds.<String>pending())).hasNoDone();
    }

    @Test
    void hasNoDoneFailsWhenOneIsDone() {
        assertMessage(
                () -> assertThat(done(FAST)).hasNoDone(),
                """

                Expecting no task to be done
                but done:
                  task "feed" succeeded with soon at +1 s
                The partition:
                  done:
                    task "feed" succeeded with soon at +1 s
                  pending: none""");
    }

    @Test
    void hasNoPendingPassesWhenAllAreDone() {
        assertThat(done(FAST)).hasNoPending();
    }

    @Test
    void hasNoPendingFailsWhenOneIsPending() {
        assertMessage(
                () -> assertThat(pending(Feeds.<String>pending())).hasNoPending(),
                """

                Expecting no task to be pending
                but pending:
                  task "feed" is pending: nothing has completed it yet
                The partition:
                  done: none
                  pending:
                    task "feed" is pending: nothing has completed it yet""");
    }

    @Test
    void hasNoSucceededPassesWhenOneFailed() {
        assertThat(done(Feeds.<String>failed(new IOException("boom")))).hasNoSucceeded();
    }

    @Test
    void hasNoSucceededFailsWhenOneHasAValue() {
        assertMessage(
                () -> assertThat(done(FAST)).hasNoSucceeded(),
                """

                Expecting no task to have succeeded
                but succeeded:
                  task "feed" succeeded with soon at +1 s
                The partition:
                  done:
                    task "feed" succeeded with soon at +1 s
                  pending: none""");
    }

    @Test
    void hasNoFailedPassesWhenOneWasCancelled() {
        assertThat(done(Feeds.<String>cancelled("too late"))).hasNoFailed();
    }

    @Test
    void hasNoFailedFailsWhenOneFailed() {
        Task<String> failed = Feeds.failed(new IOException("boom"));
        Partition<String> both = new Partition<>(List.of(FAST, failed), List.of());

        assertMessage(
                () -> assertThat(both).hasNoFailed(),
                """

                Expecting no task to have failed
                but failed:
                  task "feed" failed with java.io.IOException: boom at +1 s
                The partition:
                  done:
                    task "feed" succeeded with soon at +1 s
                    task "feed" failed with java.io.IOException: boom at +1 s
                  pending: none""");
    }

    @Test
    void hasNoCancelledPassesWhenOneFailed() {
        assertThat(done(Feeds.<String>failed(new IOException("boom")))).hasNoCancelled();
    }

    @Test
    void hasNoCancelledFailsWhenOneWasCancelled() {
        assertMessage(
                () -> assertThat(done(Feeds.<String>cancelled("too late"))).hasNoCancelled(),
                """

                Expecting no task to be cancelled
                but cancelled:
                  task "feed" was cancelled at +1 s (too late)
                The partition:
                  done:
                    task "feed" was cancelled at +1 s (too late)
                  pending: none""");
    }

    private static Partition<String> done(Task<String> task) {
        return new Partition<>(List.of(task), List.of());
    }

    private static Partition<String> pending(Task<String> task) {
        return new Partition<>(List.of(), List.of(task));
    }
}
