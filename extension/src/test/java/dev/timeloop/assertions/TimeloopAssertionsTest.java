package dev.timeloop.assertions;

import static dev.timeloop.assertions.Failures.assertMessage;
import static dev.timeloop.assertj.TimeloopAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.EventLoop;
import dev.timeloop.Partition;
import dev.timeloop.Task;
import dev.timeloop.assertj.EventLoopAssert;
import dev.timeloop.assertj.PartitionAssert;
import dev.timeloop.assertj.TaskAssert;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.assertj.core.api.CompletableFutureAssert;
import org.assertj.core.api.FutureAssert;
import org.junit.jupiter.api.Test;

/** With both imports, as users have them. */
class TimeloopAssertionsTest {
    private final EventLoop loop = EventLoop.create();
    private final Task<String> task = loop.task("feed");

    @Test
    void takesATaskFromAssertJ() {
        TaskAssert<String> assertions = assertThat(task);

        assertions.isPending();
    }

    @Test
    void takesATaskOfAnUnknownTypeFromAssertJ() {
        Task<?> unknown = task;

        assertThat(unknown).isPending();
    }

    @Test
    void takesAPartitionFromAssertJ() {
        PartitionAssert<String> assertions = assertThat(new Partition<>(List.of(), List.of(task)));

        assertions.hasPending(task);
    }

    @Test
    void takesALoopFromAssertJ() {
        EventLoopAssert assertions = assertThat(loop);

        assertions.isIdle();
    }

    @Test
    void leavesOtherFuturesToAssertJ() {
        CompletableFutureAssert<String> assertions =
                assertThat(CompletableFuture.completedFuture("done"));

        assertions.isCompletedWithValue("done");
    }

    @Test
    void leavesATaskToAssertJWhereItIsDeclaredAsAFuture() {
        Future<String> future = task;
        FutureAssert<String> assertions = assertThat(future);

        assertions.isNotDone();
    }

    @Test
    void leavesStringsToAssertJ() {
        assertThat("feed").startsWith("f");
    }

    @Test
    void failsOnANullTask() {
        Task<String> none = null;

        assertMessage(() -> assertThat(none).isPending(), NULL);
    }

    @Test
    void failsOnANullPartition() {
        Partition<String> none = null;

        assertMessage(() -> assertThat(none).hasNoDone(), NULL);
    }

    @Test
    void failsOnANullLoop() {
        EventLoop none = null;

        assertMessage(() -> assertThat(none).isIdle(), NULL);
    }

    @Test
    void putsTheUsersDescriptionFirst() {
        assertMessage(
                () -> assertThat(task).as("the fast feed").isDone(),
                """
                [the fast feed]\s
                Expecting task "feed" to be done
                but it is pending: nothing has completed it yet""");
    }

    @Test
    void givesWayToTheUsersMessage() {
        assertMessage(() -> assertThat(task).withFailMessage("not yet").isDone(), "not yet");
    }

    @Test
    void keepsTheCauseBelowTheUsersMessage() {
        IOException boom = new IOException("boom");

        assertMessage(
                        () -> assertThat(Feeds.failed(boom)).withFailMessage("no").isSucceeded(),
                        "no")
                .hasCause(boom);
    }

    @Test
    void pointsAtTheUsersCodeAndNotAtItself() {
        assertThatThrownBy(() -> assertThat(task).isDone())
                .satisfies(
                        error ->
                                assertThat(error.getStackTrace()[0].getClassName())
                                        .startsWith(getClass().getName()));
    }

    private static final String NULL = "\nExpecting actual not to be null";
}
