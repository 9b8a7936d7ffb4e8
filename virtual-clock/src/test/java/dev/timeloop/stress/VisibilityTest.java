package dev.timeloop.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.EventLoop;
import dev.timeloop.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What one strand wrote, without lock or volatile, the next one sees: rule 1 of the loop. */
@Bounded
class VisibilityTest {
    private static final int STRANDS = 100;
    private static final int STEPS = 50;

    /** Data that only a happens-before edge makes safe to share. */
    private static final class Plain {
        int counter;
        long[] array = new long[STRANDS];
        Map<Integer, Integer> map = new HashMap<>();
    }

    private final Plain plain = new Plain();

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void aCounterWithoutLocksIsExact(ThreadKind kind) {
        try (EventLoop loop = kind.loop()) {
            for (int i = 0; i < STRANDS; i++) {
                loop.run(
                        "counting " + i,
                        () -> {
                            for (int step = 0; step < STEPS; step++) {
                                plain.counter++;
                                loop.sleep(Duration.ZERO);
                            }
                        });
            }
            loop.settle();

            assertThat(plain.counter).isEqualTo(STRANDS * STEPS);
        }
    }

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void anOrdinaryMapIsSharedByStrandsJobsAndCallbacks(ThreadKind kind) {
        try (EventLoop loop = kind.loop()) {
            for (int i = 0; i < STRANDS; i++) {
                int key = i % 7;
                loop.run(
                        "strand " + i,
                        () -> {
                            for (int step = 0; step < STEPS; step++) {
                                plain.map.merge(key, 1, Integer::sum);
                                loop.sleep(Duration.ofMillis(key));
                            }
                        });
                loop.executor()
                        .schedule(
                                () -> plain.map.merge(key, 1, Integer::sum),
                                i,
                                TimeUnit.MILLISECONDS);
                loop.callLater(Duration.ofMillis(i), () -> plain.map.merge(key, 1, Integer::sum));
            }
            loop.runUntilIdle();

            assertThat(plain.map.values().stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(STRANDS * (STEPS + 2));
        }
    }

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void theBodySeesWhatStrandsWroteAndTheySeeWhatItWrote(ThreadKind kind) {
        try (EventLoop loop = kind.loop()) {
            for (int i = 0; i < STRANDS; i++) {
                int place = i;
                loop.background(
                        "following " + i,
                        () -> {
                            for (; ; ) {
                                plain.array[place] = plain.counter;
                                loop.sleep(Duration.ofMillis(1));
                            }
                        });
            }
            for (int step = 0; step < STEPS; step++) {
                plain.counter = step;
                loop.advance(Duration.ofMillis(1));
                assertThat(plain.array).containsOnly(step);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void whatAThreadOutsideWroteBeforeItCompletedIsSeen(ThreadKind kind) {
        try (EventLoop loop = kind.loop()) {
            for (int step = 1; step <= STEPS; step++) {
                int written = step;
                CompletableFuture<Void> foreign = new CompletableFuture<>();
                Task<Void> tracked = loop.track("tracked", foreign);
                Task<Integer> reading =
                        loop.start(
                                "reading",
                                () -> {
                                    loop.await(tracked);
                                    return plain.counter;
                                });
                Outside outside =
                        Outside.start(
                                () -> {
                                    plain.counter = written;
                                    foreign.complete(null);
                                });

                assertThat(loop.await(reading)).isEqualTo(step);
                outside.join();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void whatAStrandWroteIsSeenByAThreadOutsideThatGetsItsTask(ThreadKind kind) {
        try (EventLoop loop = kind.loop()) {
            List<Outside> outside = new ArrayList<>();
            for (int i = 0; i < STRANDS; i++) {
                int place = i;
                Task<Void> writing = loop.run("writing", () -> plain.array[place] = place + 1L);
                outside.add(
                        Outside.start(
                                () -> {
                                    writing.get();
                                    assertThat(plain.array[place]).isEqualTo(place + 1L);
                                }));
            }
            loop.settle();
            outside.forEach(Outside::join);
        }
    }
}
