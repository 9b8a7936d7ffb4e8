package dev.timeloop.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.EventLoop;
import dev.timeloop.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A thousand strands at once, in every state that a strand can be in. */
@Bounded
class ManyStrandsTest {
    private static final int STRANDS = 1_000;

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void areBlockedAtOnceEachOnAThreadOfItsOwn(ThreadKind kind) {
        try (EventLoop loop = kind.loop()) {
            Set<Thread> threads = ConcurrentHashMap.newKeySet();
            Task<Void> gate = loop.task("gate");
            List<Task<Integer>> tasks =
                    start(
                            loop,
                            number -> {
                                threads.add(Thread.currentThread());
                                loop.await(gate);
                                return number;
                            });
            loop.settle();
            assertThat(threads).hasSize(STRANDS);
            gate.complete(null);

            assertThat(loop.gather(tasks)).isEqualTo(numbers());
        }
    }

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void wakeAtTheirInstantsInOrder(ThreadKind kind) {
        try (EventLoop loop = kind.loop()) {
            List<Integer> woken = new ArrayList<>();
            start(
                    loop,
                    number -> {
                        loop.sleep(Duration.ofSeconds(STRANDS - number));
                        woken.add(number);
                        return number;
                    });
            loop.runUntilIdle();

            List<Integer> expected = numbers();
            Collections.reverse(expected);
            assertThat(woken).isEqualTo(expected);
            assertThat(loop.elapsed()).isEqualTo(Duration.ofSeconds(STRANDS));
        }
    }

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void blockInsideMonitorsOfTheirOwn(ThreadKind kind) {
        try (EventLoop loop = kind.loop()) {
            List<Task<Integer>> tasks =
                    start(
                            loop,
                            number -> {
                                Object monitor = new Object();
                                synchronized (monitor) {
                                    loop.sleep(Duration.ofSeconds(1));
                                    return number;
                                }
                            });

            assertThat(loop.gather(tasks)).isEqualTo(numbers());
            assertThat(loop.elapsed()).isEqualTo(Duration.ofSeconds(1));
        }
    }

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void blockOnDeepStacks(ThreadKind kind) {
        try (EventLoop loop = kind.loop()) {
            List<Task<Integer>> tasks = start(loop, number -> descend(loop, 500, number));

            assertThat(loop.gather(tasks)).isEqualTo(numbers());
        }
    }

    private static int descend(EventLoop loop, int depth, int number) {
        if (depth > 0) {
            return descend(loop, depth - 1, number + 1) - 1;
        }
        loop.sleep(Duration.ofMillis(number % 10));
        return number;
    }

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void waitForEachOtherInAChain(ThreadKind kind) {
        try (EventLoop loop = kind.loop()) {
            List<Task<Integer>> chain = new ArrayList<>();
            chain.add(
                    loop.start(
                            "first",
                            () -> {
                                loop.sleep(Duration.ofSeconds(1));
                                return 0;
                            }));
            for (int i = 1; i < STRANDS; i++) {
                Task<Integer> before = chain.get(i - 1);
                chain.add(loop.start("link " + i, () -> loop.await(before) + 1));
            }

            assertThat(loop.await(chain.get(STRANDS - 1))).isEqualTo(STRANDS - 1);
        }
    }

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void areCancelledAtRandomAndAllCleanUp(ThreadKind kind) {
        try (EventLoop loop = kind.loop()) {
            Set<Integer> cleaned = new HashSet<>();
            List<Task<Integer>> tasks =
                    start(
                            loop,
                            number -> {
                                try {
                                    loop.sleep(Duration.ofSeconds(1 + number % 50));
                                    return number;
                                } catch (CancellationException e) {
                                    loop.sleep(Duration.ofSeconds(number % 7));
                                    cleaned.add(number);
                                    throw e;
                                }
                            });
            Random random = new Random(3);
            for (int i = 0; i < STRANDS; i++) {
                int victim = random.nextInt(STRANDS);
                loop.callLater(
                        Duration.ofMillis(random.nextInt(60_000)),
                        () -> tasks.get(victim).cancel("at random"));
            }
            loop.runUntilIdle();

            assertThat(tasks).allMatch(Task::isDone);
            for (int i = 0; i < STRANDS; i++) {
                assertThat(tasks.get(i).isCancelled()).isEqualTo(cleaned.contains(i));
            }
            assertThat(cleaned).isNotEmpty().hasSizeLessThan(STRANDS);
        }
    }

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void areInterruptedAtRandomAndOnlyThose(ThreadKind kind) {
        try (EventLoop loop = kind.loop()) {
            List<String> ends = new ArrayList<>();
            List<Future<?>> jobs = new ArrayList<>();
            for (int i = 0; i < STRANDS; i++) {
                int number = i;
                jobs.add(loop.executor().submit(() -> ends.add(end(loop, number))));
            }
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < STRANDS; i++) {
                boolean victim = new Random(i).nextBoolean();
                Future<?> job = jobs.get(i);
                if (victim) {
                    loop.callLater(Duration.ofMillis(1 + i), () -> job.cancel(true));
                }
                expected.add(
                        i + (victim ? " interrupted at " : " slept until ") + instant(i, victim));
            }
            loop.runUntilIdle();

            assertThat(ends).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static String end(EventLoop loop, int number) {
        try {
            loop.sleep(Duration.ofMinutes(1));
            return number + " slept until " + loop.elapsed();
        } catch (Exception e) {
            return number + " interrupted at " + loop.elapsed();
        }
    }

    private static Duration instant(int number, boolean victim) {
        return victim ? Duration.ofMillis(1 + number) : Duration.ofMinutes(1);
    }

    private static List<Task<Integer>> start(EventLoop loop, NumberedBody body) {
        List<Task<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < STRANDS; i++) {
            int number = i;
            tasks.add(loop.start("strand " + i, () -> body.run(number)));
        }
        return tasks;
    }

    private static List<Integer> numbers() {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < STRANDS; i++) {
            numbers.add(i);
        }
        return numbers;
    }

    /** A body that knows its number. */
    @FunctionalInterface
    private interface NumberedBody {
        int run(int number) throws Exception;
    }
}
