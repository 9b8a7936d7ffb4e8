package dev.timeloop.behaviour.contract;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.Task;
import dev.timeloop.behaviour.LoopTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Started, cancelled and awaited at the end, never reported. */
class BackgroundTest extends LoopTest {
    private final IllegalStateException boom = new IllegalStateException("boom");
    private final List<String> log = new ArrayList<>();

    @Test
    void runsLikeAnyTask() {
        Task<Void> task =
                loop.background(
                        "poll",
                        () -> {
                            for (; ; ) {
                                loop.sleep(ofSeconds(1));
                                log.add("tick");
                            }
                        });

        loop.advance(ofSeconds(3));

        assertThat(log).containsExactly("tick", "tick", "tick");
        assertThat(task.toString()).startsWith("task \"poll\" is pending: sleeping until +4 s");
        assertThat(blame()).isEmpty();
    }

    @Test
    void isCancelledAndAwaitedAtTheEnd() {
        loop.background(
                "poll",
                () -> {
                    try {
                        loop.sleep(ofSeconds(9));
                    } catch (CancellationException e) {
                        log.add(e.getMessage());
                    } finally {
                        loop.sleep(ofSeconds(2));
                        log.add("clean at " + loop.elapsed());
                    }
                });

        assertThat(blame()).isEmpty();
        assertThat(log).containsExactly("the test has ended", "clean at PT2S");
    }

    @Test
    void itsFailureIsNotReported() {
        loop.background(
                "poll",
                () -> {
                    throw boom;
                });
        loop.settle();

        assertThat(blame()).isEmpty();
    }

    @Test
    void itsFailureWhileItCleansUpIsNotReported() {
        loop.background(
                "poll",
                () -> {
                    try {
                        loop.sleep(ofSeconds(9));
                    } finally {
                        fail();
                    }
                });

        assertThat(blame()).isEmpty();
    }

    @Test
    void itsFailureIsThereForWhoeverAsks() {
        Task<Void> task = loop.background("poll", this::fail);

        assertThatThrownBy(() -> loop.await(task)).isSameAs(boom);
    }

    @Test
    void whatItStartsIsReported() {
        loop.background("poll", () -> loop.task("left by poll"));

        assertThat(blamed()).containsExactly("PENDING_TASK task \"left by poll\"");
    }

    private void fail() {
        throw boom;
    }
}
