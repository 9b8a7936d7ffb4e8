package dev.timeloop.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.EventLoop;
import dev.timeloop.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An interrupt of the test body has the same effect however the threads race. */
@Bounded
class BodyInterruptTest {
    private static final int ROUNDS = 200;

    @Test
    void beforeADriveHasTheSameEffectEachTime() {
        try (EventLoop loop = EventLoop.create()) {
            List<Boolean> thrown = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                loop.run("task", () -> {});
                Thread.currentThread().interrupt();
                thrown.add(isInterruptedBy(loop::settle));
                loop.settle();
            }

            assertThat(thrown.stream().distinct()).hasSize(1);
        }
    }

    @Test
    void beforeAJoinHasTheSameEffectEachTime() {
        try (EventLoop loop = EventLoop.create()) {
            List<Boolean> thrown = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                Task<String> task = loop.start("task", () -> "value");
                Thread.currentThread().interrupt();
                thrown.add(isInterruptedBy(task::join));
                loop.settle();
            }

            assertThat(thrown.stream().distinct()).hasSize(1);
        }
    }

    @Test
    void beforeTheEndOfTheTestStopsNothing() {
        EventLoop loop = EventLoop.create();
        List<String> log = new ArrayList<>();
        loop.run("ready", () -> log.add("ran"));
        Thread.currentThread().interrupt();
        try {
            assertThat(loop.finish()).isEmpty();
        } finally {
            Thread.interrupted();
            loop.close();
        }

        assertThat(log).containsExactly("ran");
    }

    @Test
    void byACallbackHasTheSameEffectEachTime() {
        try (EventLoop loop = EventLoop.create()) {
            List<Boolean> thrown = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                loop.callSoon(() -> Thread.currentThread().interrupt());
                loop.run("task", () -> {});
                thrown.add(isInterruptedBy(loop::settle));
                loop.settle();
            }

            assertThat(thrown.stream().distinct()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void byAJobComesAtOnceEachTime(ThreadKind kind) {
        try (EventLoop loop = kind.loop()) {
            Thread body = Thread.currentThread();
            for (int round = 0; round < ROUNDS; round++) {
                Duration began = loop.elapsed();
                loop.executor().schedule(body::interrupt, 1, TimeUnit.SECONDS);
                assertThat(isInterruptedBy(() -> loop.sleep(Duration.ofHours(1)))).isTrue();

                assertThat(loop.elapsed()).isEqualTo(began.plusSeconds(1));
                loop.settle();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void byAStrandStopsAnAdvanceAtOnceEachTime(ThreadKind kind) {
        try (EventLoop loop = kind.loop()) {
            Thread body = Thread.currentThread();
            for (int round = 0; round < ROUNDS; round++) {
                Duration began = loop.elapsed();
                loop.run(
                        "task",
                        () -> {
                            loop.sleep(Duration.ofSeconds(1));
                            body.interrupt();
                            loop.sleep(Duration.ofSeconds(1));
                        });
                assertThat(isInterruptedBy(() -> loop.advance(Duration.ofHours(1)))).isTrue();

                assertThat(loop.elapsed()).isEqualTo(began.plusSeconds(1));
                loop.runUntilIdle();
            }
        }
    }

    /** Whether it throws, and in any case with the flag down afterwards. */
    private static boolean isInterruptedBy(Runnable drive) {
        try {
            drive.run();
            return false;
        } catch (Exception e) {
            assertThat(e).isInstanceOf(InterruptedException.class);
            return true;
        } finally {
            Thread.interrupted();
        }
    }

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void fromOutsideStopsABusyDrive(ThreadKind kind) {
        try (EventLoop loop = kind.loop()) {
            Thread body = Thread.currentThread();
            Task<Void> endless =
                    loop.background(
                            "endless",
                            () -> {
                                for (; ; ) {
                                    loop.sleep(Duration.ofNanos(1));
                                }
                            });
            Outside outside = Outside.start(body::interrupt);

            assertThatThrownBy(loop::runUntilIdle).isInstanceOf(InterruptedException.class);
            outside.join();
            assertThat(endless.isDone()).isFalse();
        }
    }
}
