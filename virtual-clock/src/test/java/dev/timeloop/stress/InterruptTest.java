package dev.timeloop.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.EventLoop;
import dev.timeloop.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An interrupt comes at its virtual instant, to the strand it was meant for, or not at all. */
@Bounded
class InterruptTest {
    private static final int ROUNDS = 200;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void byACallbackEndsTheSleepOfTheStrandOnWhoseStackItRuns(ThreadKind kind) {
        try (EventLoop loop = kind.loop()) {
            List<String> log = new ArrayList<>();
            Future<?> job = loop.executor().submit(() -> log.add(sleep(loop, HOUR)));
            loop.callLater(SECOND, () -> job.cancel(true));
            loop.runUntilIdle();

            assertThat(log).containsExactly("interrupted at PT1S");
        }
    }

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void byAnotherStrandComesAtOnce(ThreadKind kind) {
        try (EventLoop loop = kind.loop()) {
            List<String> log = new ArrayList<>();
            Future<?> job = loop.executor().submit(() -> log.add(sleep(loop, HOUR)));
            loop.run(
                    "canceller",
                    () -> {
                        loop.sleep(SECOND);
                        job.cancel(true);
                        loop.sleep(HOUR.multipliedBy(2));
                    });
            loop.runUntilIdle();

            assertThat(log).containsExactly("interrupted at PT1S");
        }
    }

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void ofAThreadByAnotherStrandComesAtOnceEachTime(ThreadKind kind) {
        try (EventLoop loop = kind.loop()) {
            ofAThreadByAnotherStrandComesAtOnce(loop, ROUNDS);
        }
    }

    private static void ofAThreadByAnotherStrandComesAtOnce(EventLoop loop, int rounds) {
        for (int round = 0; round < rounds; round++) {
            Duration began = loop.elapsed();
            List<Thread> threads = new ArrayList<>();
            Task<String> victim =
                    loop.start(
                            "victim",
                            () -> {
                                threads.add(Thread.currentThread());
                                return sleep(loop, HOUR);
                            });
            loop.run(
                    "killer",
                    () -> {
                        loop.sleep(SECOND);
                        threads.get(0).interrupt();
                        loop.sleep(HOUR.multipliedBy(2));
                    });
            loop.runUntilIdle();

            assertThat(victim.result()).isEqualTo("interrupted at " + began.plus(SECOND));
        }
    }

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void ofAThreadByAnotherStrandComesAtOnceAmongManyStrands(ThreadKind kind) {
        try (EventLoop loop = kind.loop()) {
            for (int i = 0; i < 300; i++) {
                loop.background("crowd", () -> loop.sleep(Duration.ofDays(100)));
            }
            ofAThreadByAnotherStrandComesAtOnce(loop, 20);
        }
    }

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void ofAThreadByAnotherStrandIsSettled(ThreadKind kind) {
        try (EventLoop loop = kind.loop()) {
            for (int round = 0; round < ROUNDS; round++) {
                List<Thread> threads = new ArrayList<>();
                Task<String> victim =
                        loop.start(
                                "victim",
                                () -> {
                                    threads.add(Thread.currentThread());
                                    return sleep(loop, HOUR);
                                });
                loop.run("killer", () -> threads.get(0).interrupt());
                loop.settle();

                assertThat(victim.isDone()).isTrue();
                assertThat(victim.result()).isEqualTo("interrupted at PT0S");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void beforeAWaitEndsIt(ThreadKind kind) {
        try (EventLoop loop = kind.loop()) {
            Task<String> task =
                    loop.start(
                            "task",
                            () -> {
                                Thread.currentThread().interrupt();
                                return sleep(loop, HOUR);
                            });
            loop.runUntilIdle();

            assertThat(task.result()).isEqualTo("interrupted at PT0S");
        }
    }

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void beforeAJoinIsKeptForLater(ThreadKind kind) {
        try (EventLoop loop = kind.loop()) {
            for (int round = 0; round < ROUNDS; round++) {
                Task<Boolean> task =
                        loop.start(
                                "task",
                                () -> {
                                    Task<String> other = loop.start("other", () -> "value");
                                    Thread.currentThread().interrupt();
                                    other.join();
                                    return Thread.currentThread().isInterrupted();
                                });
                loop.settle();

                assertThat(task.result()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void thatComesAfterItsBodyHasEndedReachesNoOtherBody(ThreadKind kind) {
        try (EventLoop loop = kind.loop()) {
            for (int round = 0; round < ROUNDS; round++) {
                List<Thread> threads = new ArrayList<>();
                Task<String> first =
                        loop.start(
                                "first",
                                () -> {
                                    threads.add(Thread.currentThread());
                                    return sleep(loop, SECOND);
                                });
                loop.settle();
                Outside interrupter = Outside.start(() -> threads.get(0).interrupt());
                loop.advance(SECOND);
                interrupter.join();
                assertThat(first.isDone()).isTrue();
                Task<String> second = loop.start("second", () -> sleep(loop, SECOND));
                loop.advance(SECOND);

                assertThat(second.result()).startsWith("slept");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void fromOutsideWakesABlockedStrandWithoutTimeMoving(ThreadKind kind) {
        try (EventLoop loop = kind.loop()) {
            List<Thread> threads = new ArrayList<>();
            Task<String> task =
                    loop.start(
                            "task",
                            () -> {
                                threads.add(Thread.currentThread());
                                return sleep(loop, HOUR);
                            });
            loop.settle();
            Outside.run(() -> threads.get(0).interrupt());
            while (!task.isDone()) {
                loop.settle();
            }

            assertThat(task.result()).isEqualTo("interrupted at PT0S");
        }
    }

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void strayPermitsAreHarmless(ThreadKind kind) {
        try (EventLoop loop = kind.loop()) {
            List<Thread> threads = new ArrayList<>();
            Task<String> task =
                    loop.start(
                            "task",
                            () -> {
                                threads.add(Thread.currentThread());
                                for (int i = 0; i < 500; i++) {
                                    loop.sleep(SECOND);
                                }
                                return "slept until " + loop.elapsed();
                            });
            loop.settle();
            Thread body = Thread.currentThread();
            Outside outside =
                    Outside.start(
                            () -> {
                                for (int i = 0; i < 5_000; i++) {
                                    LockSupport.unpark(threads.get(0));
                                    LockSupport.unpark(body);
                                }
                            });

            assertThat(loop.await(task)).isEqualTo("slept until PT8M20S");
            outside.join();
        }
    }

    private static String sleep(EventLoop loop, Duration duration) {
        try {
            loop.sleep(duration);
            return "slept until " + loop.elapsed();
        } catch (Exception e) {
            assertThat(e).isInstanceOf(InterruptedException.class);
            return "interrupted at " + loop.elapsed();
        }
    }
}
