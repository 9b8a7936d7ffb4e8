package dev.timeloop.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.EventLoop;
import dev.timeloop.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Loops in the same JVM know nothing of each other. */
@Bounded
class ParallelLoopsTest {
    private static final int LOOPS = 8;

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void doTheSameAsALoopAlone(ThreadKind kind) {
        List<String> alone = RandomProgram.run(7, kind);
        ConcurrentHashMap<Integer, List<String>> logs = new ConcurrentHashMap<>();
        CyclicBarrier barrier = new CyclicBarrier(LOOPS);
        Outside.start(
                        LOOPS,
                        number -> {
                            barrier.await(40, TimeUnit.SECONDS);
                            logs.put(number, RandomProgram.run(7, kind));
                        })
                .forEach(Outside::join);

        assertThat(logs).hasSize(LOOPS);
        logs.values().forEach(log -> assertThat(log).isEqualTo(alone));
    }

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void keepTheirOwnTime(ThreadKind kind) {
        Outside.start(
                        LOOPS,
                        number -> {
                            try (EventLoop loop = kind.loop()) {
                                for (int i = 0; i < 200; i++) {
                                    Duration step = Duration.ofMillis(number + 1);
                                    Task<Void> task = loop.run("task", () -> loop.sleep(step));
                                    loop.await(task);
                                }
                                assertThat(loop.elapsed())
                                        .isEqualTo(Duration.ofMillis(200L * (number + 1)));
                            }
                        })
                .forEach(Outside::join);
    }

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void mayBeNested(ThreadKind kind) {
        try (EventLoop outer = kind.loop()) {
            List<Task<Duration>> tasks = new ArrayList<>();
            for (int i = 1; i <= 20; i++) {
                int number = i;
                tasks.add(
                        outer.start(
                                "outer " + i,
                                () -> {
                                    outer.sleep(Duration.ofSeconds(number));
                                    try (EventLoop inner = kind.loop()) {
                                        inner.await(
                                                inner.run(
                                                        "inner",
                                                        () -> inner.sleep(Duration.ofHours(1))));
                                        assertThat(inner.elapsed()).hasHours(1);
                                    }
                                    return outer.elapsed();
                                }));
            }
            List<Duration> elapsed = outer.gather(tasks);

            for (int i = 1; i <= 20; i++) {
                assertThat(elapsed.get(i - 1)).isEqualTo(Duration.ofSeconds(i));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void mayCompleteEachOthersTasks(ThreadKind kind) {
        try (EventLoop main = kind.loop()) {
            List<Task<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < LOOPS * 20; i++) {
                tasks.add(main.task("task " + i));
            }
            List<Outside> others =
                    Outside.start(
                            LOOPS,
                            number -> {
                                try (EventLoop other = kind.loop()) {
                                    for (int i = number; i < tasks.size(); i += LOOPS) {
                                        int value = i;
                                        Task<Integer> task = tasks.get(i);
                                        other.run("completing", () -> task.complete(value));
                                    }
                                    other.runUntilIdle();
                                }
                            });
            Outside.settleUntilJoined(main, others);

            for (int i = 0; i < tasks.size(); i++) {
                assertThat(tasks.get(i).result()).isEqualTo(i);
            }
        }
    }
}
