package dev.timeloop.behaviour.asyncio;

import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.Task;
import dev.timeloop.behaviour.LoopTest;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** {@code await coroutine}. */
class AwaitTest extends LoopTest {
    private final IOException boom = new IOException("boom");

    @Test
    void givesTheValue() {
        assertThat(loop.await(loop.start("foo", () -> 42))).isEqualTo(42);
    }

    @Test
    void throwsTheOriginalExceptionAndLeavesItsStackAlone() {
        StackTraceElement[] before = boom.getStackTrace();

        assertThatThrownBy(() -> loop.await(failing())).isSameAs(boom);

        assertThat(boom.getStackTrace()).isEqualTo(before);
        assertThat(boom).hasNoCause().hasNoSuppressedExceptions();
    }

    @Test
    void countsAsLookingAtTheFailure() {
        assertThatThrownBy(() -> loop.await(failing())).isSameAs(boom);

        assertThat(blame()).isEmpty();
    }

    @Test
    void throwsTheSameExceptionToEachWhoAsks() {
        Task<Void> foo = failing();

        assertThatThrownBy(() -> loop.await(foo)).isSameAs(boom);
        assertThatThrownBy(() -> loop.await(foo)).isSameAs(boom);
    }

    @Test
    void unwrapsWhatAStagePassedOn() {
        Task<String> stage = failing().thenApply(v -> "never");

        assertThatThrownBy(() -> loop.await(stage)).isSameAs(boom);
    }

    @Test
    void unwrapsWhatAForeignStagePassedOn() {
        CompletableFuture<Void> all = CompletableFuture.allOf(failing());

        assertThatThrownBy(() -> loop.await(all)).isSameAs(boom);
    }

    @Test
    void throwsAnErrorAsItIs() {
        AssertionError error = new AssertionError("no");

        assertThatThrownBy(
                        () ->
                                loop.await(
                                        loop.run(
                                                "foo",
                                                () -> {
                                                    throw error;
                                                })))
                .isSameAs(error);
    }

    @Test
    void ofATaskThatIsDoneRunsNobodyElse() {
        Task<Integer> done = loop.task("done");
        done.complete(1);
        Task<Integer> other = loop.start("other", () -> 2);

        assertThat(loop.await(done)).isEqualTo(1);
        assertThat(other).isNotDone();
        assertThat(loop.await(other)).isEqualTo(2);
    }

    @Test
    void passesThroughAChainOfBodies() {
        Task<Void> inner = failing();
        Task<Void> middle = loop.run("middle", () -> loop.await(inner));
        Task<Void> outer = loop.run("outer", () -> loop.await(middle));

        assertThatThrownBy(() -> loop.await(outer)).isSameAs(boom);
    }

    @Test
    void letsTimeJumpToWhateverReleasesIt() {
        Task<String> slow =
                loop.start(
                        "slow",
                        () -> {
                            loop.sleep(ofHours(1));
                            return "done";
                        });

        assertThat(loop.await(slow)).isEqualTo("done");
        assertThat(loop.elapsed()).isEqualTo(ofHours(1));
    }

    private Task<Void> failing() {
        return loop.run(
                "foo",
                () -> {
                    throw boom;
                });
    }
}
