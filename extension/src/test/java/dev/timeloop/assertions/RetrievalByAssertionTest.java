package dev.timeloop.assertions;

import static dev.timeloop.assertj.TimeloopAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.EventLoop;
import dev.timeloop.LooseEnd;
import dev.timeloop.Partition;
import dev.timeloop.Task;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which assertions count as having looked at a failure. */
class RetrievalByAssertionTest {
    private final EventLoop loop = EventLoop.create();
    private final Task<String> failed = loop.task("failed");

    @BeforeEach
    void fail() {
        failed.completeExceptionally(new IOException("boom"));
    }

    static Stream<Named<Consumer<Task<String>>>> onTheFailure() {
        return Stream.of(
                Named.of("isFailed", task -> assertThat(task).isFailed()),
                Named.of("isFailedWith", task -> assertThat(task).isFailedWith(IOException.class)),
                Named.of("failure", task -> assertThat(task).failure().hasMessage("boom")),
                Named.of("hasFailed", task -> assertThat(done(task)).hasFailed(task)));
    }

    @ParameterizedTest
    @MethodSource("onTheFailure")
    void anAssertionOnAFailureRetrievesIt(Consumer<Task<String>> assertion) {
        assertion.accept(failed);

        assertThat(loop.looseEnds()).isEmpty();
    }

    static Stream<Named<Consumer<Task<String>>>> onTheOutcome() {
        return Stream.of(
                Named.of("isSucceeded", task -> assertThat(task).isSucceeded()),
                Named.of("isSucceededWith", task -> assertThat(task).isSucceededWith("best")),
                Named.of("value", task -> assertThat(task).value().isNotNull()),
                Named.of("type", task -> assertThat(task).isFailedWith(TimeoutException.class)),
                Named.of("exception", task -> assertThat(task).isFailedWith(new Exception())));
    }

    @ParameterizedTest
    @MethodSource("onTheOutcome")
    void aFailedAssertionOnTheOutcomeRetrievesTheFailureThatItShows(
            Consumer<Task<String>> assertion) {
        assertThatThrownBy(() -> assertion.accept(failed)).isInstanceOf(AssertionError.class);

        assertThat(loop.looseEnds()).isEmpty();
    }

    static Stream<Named<Consumer<Task<String>>>> onSomethingElse() {
        return Stream.of(
                Named.of("isPending", task -> assertThat(task).isPending()),
                Named.of("isCancelled", task -> assertThat(task).isCancelled()),
                Named.of("because", task -> assertThat(task).isCancelledBecause("too late")),
                Named.of("hasPending", task -> assertThat(done(task)).hasPending(task)),
                Named.of("hasSucceeded", task -> assertThat(done(task)).hasSucceeded(task)),
                Named.of("hasCancelled", task -> assertThat(done(task)).hasCancelled(task)),
                Named.of("hasNoDone", task -> assertThat(done(task)).hasNoDone()),
                Named.of("hasNoFailed", task -> assertThat(done(task)).hasNoFailed()));
    }

    @ParameterizedTest
    @MethodSource("onSomethingElse")
    void aFailedAssertionOnSomethingElseLeavesTheFailureToBeLookedAt(
            Consumer<Task<String>> assertion) {
        assertThatThrownBy(() -> assertion.accept(failed)).isInstanceOf(AssertionError.class);

        assertThat(loop.looseEnds())
                .extracting(LooseEnd::kind)
                .containsExactly(LooseEnd.Kind.UNRETRIEVED_FAILURE);
    }

    @Test
    void anAssertionThatATaskIsDoneRetrievesNothing() {
        assertThat(failed).isDone();

        assertThat(loop.looseEnds()).hasSize(1);
    }

    @Test
    void anAssertionThatTasksAreDoneRetrievesNothing() {
        assertThat(done(failed)).hasDone(failed).hasNoPending().hasNoSucceeded().hasNoCancelled();

        assertThat(loop.looseEnds()).hasSize(1);
    }

    @Test
    void anAssertionOnTheLooseEndsRetrievesNothing() {
        assertThatThrownBy(() -> assertThat(loop).hasNoLooseEnds())
                .isInstanceOf(AssertionError.class);

        assertThat(loop.looseEnds()).hasSize(1);
    }

    private static Partition<String> done(Task<String> task) {
        return new Partition<>(List.of(task), List.of());
    }
}
