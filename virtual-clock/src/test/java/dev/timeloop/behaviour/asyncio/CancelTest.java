package dev.timeloop.behaviour.asyncio;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.Task;
import dev.timeloop.behaviour.LoopTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** {@code task.cancel()}. */
class CancelTest extends LoopTest {
    private final List<String> log = new ArrayList<>();

    private Task<String> sleeper() {
        return loop.start(
                "sleeper",
                () -> {
                    try {
                        loop.sleep(ofSeconds(9));
                        return "slept";
                    } catch (CancellationException e) {
                        log.add("cancelled: " + e.getMessage());
                        throw e;
                    } finally {
                        loop.sleep(ofSeconds(2));
                        log.add("clean at " + loop.elapsed());
                    }
                });
    }

    @Test
    void isARequestThatTheBodySeesWhereItIsBlocked() {
        Task<String> task = sleeper();
        loop.settle();

        assertThat(task.cancel("enough")).isTrue();
        assertThat(task).isNotDone();
        assertThat(log).isEmpty();

        loop.settle();
        assertThat(log).containsExactly("cancelled: enough");
        assertThat(task).isNotDone();

        loop.advance(ofSeconds(2));
        assertThat(log).containsExactly("cancelled: enough", "clean at PT2S");
        assertThat(task).isCancelled();
        assertThatThrownBy(task::result)
                .isInstanceOf(CancellationException.class)
                .hasMessage("enough");
    }

    @Test
    void twiceIsHarmless() {
        Task<String> task = sleeper();
        loop.settle();

        task.cancel("first");
        task.cancel("second");
        loop.settle();
        task.cancel("third, while it cleans up");
        loop.advance(ofSeconds(2));

        assertThat(log).containsExactly("cancelled: first", "clean at PT2S");
        assertThat(task).isCancelled();
    }

    @Test
    void beforeTheStartMeansThatTheBodyNeverBegins() {
        Task<String> task = sleeper();

        assertThat(task.cancel("too early")).isTrue();
        assertThat(task).isCancelled();
        loop.settle();

        assertThat(log).isEmpty();
        assertThatThrownBy(() -> loop.await(task))
                .isInstanceOf(CancellationException.class)
                .hasMessage("too early");
    }

    @Test
    void afterTheEndIsTooLate() {
        Task<String> task = loop.start("quick", () -> "x");
        loop.settle();

        assertThat(task.cancel("late")).isFalse();
        assertThat(task.result()).isEqualTo("x");
    }

    @Test
    void ofATaskThatFailedDoesNotSilenceItsFailure() {
        Task<String> task =
                loop.start(
                        "quick",
                        () -> {
                            throw new IOException("boom");
                        });
        loop.settle();

        assertThat(task.cancel("late")).isFalse();

        assertThat(blamed()).containsExactly("UNRETRIEVED_FAILURE task \"quick\": boom");
    }

    @Test
    void byTheBodyItselfComesWhereItBlocksNext() {
        List<Task<?>> self = new ArrayList<>();
        self.add(
                loop.run(
                        "self",
                        () -> {
                            self.get(0).cancel("by myself");
                            log.add("still here");
                            loop.sleep(ofSeconds(1));
                            log.add("never here");
                        }));
        loop.settle();

        assertThat(log).containsExactly("still here");
        assertThat(self.get(0)).isCancelled();
        assertThat(loop.elapsed()).isZero();
    }

    @Test
    void thatComesTooLateToBeSeenIsDropped() {
        List<Task<String>> self = new ArrayList<>();
        self.add(
                loop.start(
                        "self",
                        () -> {
                            self.get(0).cancel("by myself");
                            return "done";
                        }));
        Task<Void> next = loop.run("next", () -> loop.sleep(ofSeconds(1)));
        loop.await(next);

        assertThat(self.get(0).result()).isEqualTo("done");
    }

    @Test
    void reachesTheBodyThroughTheTasksItAwaits() {
        Task<String> inner = sleeper();
        Task<String> middle = loop.start("middle", () -> loop.await(inner));
        Task<String> outer = loop.start("outer", () -> loop.await(middle));
        loop.settle();

        outer.cancel("enough");
        loop.advance(ofSeconds(2));

        assertThat(log).containsExactly("cancelled: enough", "clean at PT2S");
        assertThat(inner).isCancelled();
        assertThat(middle).isCancelled();
        assertThat(outer).isCancelled();
    }

    @Test
    void stopsAtATaskThatAnswersWithAValue() {
        Task<String> inner =
                loop.start(
                        "inner",
                        () -> {
                            try {
                                loop.sleep(ofSeconds(9));
                                return "slept";
                            } catch (CancellationException e) {
                                return "partial";
                            }
                        });
        Task<String> outer = loop.start("outer", () -> loop.await(inner));
        loop.settle();

        outer.cancel("enough");
        loop.settle();

        assertThat(outer.result()).isEqualTo("partial");
    }

    @Test
    void withoutAReasonHasNone() {
        Task<String> task = loop.task("by hand");
        task.cancel(true);

        assertThatThrownBy(task::result).isInstanceOf(CancellationException.class).hasMessage(null);
        assertThat(task).hasToString("task \"by hand\" was cancelled at +0 s");
    }

    @Test
    void ofATaskWithoutABodyIsDoneAtOnce() {
        Task<String> task = loop.task("by hand");

        assertThat(task.cancel("no")).isTrue();

        assertThat(task).isCancelled();
        assertThat(task).hasToString("task \"by hand\" was cancelled at +0 s (no)");
        assertThat(task.complete("too late")).isFalse();
    }

    @Test
    void againSaysThatTheTaskIsCancelledAsTheJdkDoes() {
        Task<String> task = loop.task("by hand");

        assertThat(task.cancel(true)).isTrue();
        assertThat(task.cancel(true)).isTrue();
    }

    @Test
    void aBodyThatThrowsACancellationItselfIsCancelled() {
        Task<Void> task =
                loop.run(
                        "gives up",
                        () -> {
                            throw new CancellationException("no point");
                        });
        loop.settle();

        assertThat(task).isCancelled();
        assertThat(blame()).isEmpty();
    }
}
