package dev.timeloop.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.EventLoop;
import dev.timeloop.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Completions that complete others, so deep that some are put off, and somebody waits there. */
@Bounded
class DeepCompletionTest {
    /** What the action of a chain of so many levels completes is put off. */
    private static final int DEEPEST = 63;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 62, 63, 64, 65, 66, 200, 1_000})
    void aWaitAtAnyDepthSeesWhatWasCompletedJustBefore(int depth) {
        try (EventLoop loop = EventLoop.create()) {
            Task<Integer> last = loop.task("last");
            Task<Integer> plus = last.thenApply(value -> value + 1);
            List<Integer> seen = new ArrayList<>();
            Task<Integer> first =
                    chain(
                            loop,
                            depth,
                            () -> {
                                last.complete(1);
                                seen.add(plus.join());
                            });
            loop.run("completing", () -> first.complete(0));
            loop.settle();

            assertThat(seen).containsExactly(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 63, 64, 65, 200})
    void aSleepAtAnyDepthLetsOthersRun(int depth) {
        try (EventLoop loop = EventLoop.create()) {
            List<Duration> seen = new ArrayList<>();
            Task<Integer> first =
                    chain(
                            loop,
                            depth,
                            () -> {
                                loop.sleep(Duration.ofSeconds(1));
                                seen.add(loop.elapsed());
                            });
            loop.run("completing", () -> first.complete(0));
            loop.run("other", () -> loop.sleep(Duration.ofMillis(1)));
            loop.runUntilIdle();

            assertThat(seen).containsExactly(Duration.ofSeconds(1));
        }
    }

    @Test
    void theTestBodyMayCompleteAndWaitThere() {
        try (EventLoop loop = EventLoop.create()) {
            Task<Integer> last = loop.task("last");
            Task<Integer> plus = last.thenApply(value -> value + 1);
            List<Integer> seen = new ArrayList<>();
            chain(
                            loop,
                            DEEPEST,
                            () -> {
                                last.complete(1);
                                seen.add(plus.join());
                            })
                    .complete(0);

            assertThat(seen).containsExactly(2);
        }
    }

    @Test
    void whatWasPutOffMayBlockTheTestBodyWhereItWaits() {
        try (EventLoop loop = EventLoop.create()) {
            Task<Integer> last = loop.task("last");
            Task<Integer> slow =
                    last.thenApply(
                            value -> {
                                loop.sleep(Duration.ofSeconds(1));
                                return value + 1;
                            });
            List<Integer> seen = new ArrayList<>();
            chain(
                            loop,
                            DEEPEST,
                            () -> {
                                last.complete(1);
                                seen.add(slow.join());
                            })
                    .complete(0);

            assertThat(seen).containsExactly(2);
            assertThat(loop.elapsed()).isEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void whatWasPutOffMayBlockTheTestBodyWhereItDrives() {
        try (EventLoop loop = EventLoop.create()) {
            Task<Integer> last = loop.task("last");
            Task<Void> slow = last.thenAccept(value -> loop.sleep(Duration.ofSeconds(1)));
            List<Boolean> seen = new ArrayList<>();
            chain(
                            loop,
                            DEEPEST,
                            () -> {
                                last.complete(1);
                                loop.advance(Duration.ofSeconds(1));
                                seen.add(slow.isDone());
                            })
                    .complete(0);

            assertThat(seen).containsExactly(true);
        }
    }

    @Test
    void aHundredThousandLevelsAreSafeForTheStack() {
        try (EventLoop loop = EventLoop.create()) {
            List<String> reached = new ArrayList<>();
            chain(loop, 100_000, () -> reached.add("the end")).complete(0);

            assertThat(reached).containsExactly("the end");
        }
    }

    /** Each task's stage completes the next one by hand; the last one's does the action. */
    private static Task<Integer> chain(EventLoop loop, int depth, Runnable action) {
        Task<Integer> last = loop.task("bottom");
        last.thenAccept(value -> action.run());
        Task<Integer> first = last;
        for (int i = 0; i < depth; i++) {
            Task<Integer> next = first;
            first = loop.task("level " + i);
            first.thenAccept(value -> next.complete(value));
        }
        return first;
    }
}
