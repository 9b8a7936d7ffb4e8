package dev.timeloop.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.EventLoop;
import dev.timeloop.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Only one thread drives a loop at a time. */
@Bounded
class DrivingTest {
    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void twoThreadsThatFightAreToldSoAndHarmNothing(ThreadKind kind) {
        try (EventLoop loop = kind.loop()) {
            int[] counter = new int[1];
            for (int i = 0; i < 50; i++) {
                loop.run(
                        "counting " + i,
                        () -> {
                            for (int n = 0; n < 20; n++) {
                                counter[0]++;
                                loop.sleep(Duration.ofMillis(10));
                            }
                        });
            }
            Outside.start(
                            2,
                            number -> {
                                for (int i = 0; i < 100; i++) {
                                    drive(() -> loop.advance(Duration.ofMillis(1)));
                                }
                            })
                    .forEach(Outside::join);
            loop.runUntilIdle();

            assertThat(counter[0]).isEqualTo(1_000);
        }
    }

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void twoThreadsThatStepAreToldSoAndHarmNothing(ThreadKind kind) {
        try (EventLoop loop = kind.loop()) {
            List<Integer> ran = new ArrayList<>();
            List<Integer> expected = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                int number = i;
                expected.add(number);
                loop.callSoon(() -> ran.add(number));
                for (int n = 0; n < 5; n++) {
                    loop.callSoon(() -> ran.add(-1)).cancel();
                }
            }
            AtomicBoolean over = new AtomicBoolean();
            Outside.start(
                            2,
                            number -> {
                                while (!over.get()) {
                                    drive(() -> over.compareAndSet(false, !loop.step()));
                                }
                            })
                    .forEach(Outside::join);

            assertThat(ran).isEqualTo(expected);
        }
    }

    private static void drive(Runnable drive) {
        try {
            drive.run();
        } catch (IllegalStateException refused) {
            assertThat(refused)
                    .hasMessageContaining(" the loop")
                    .hasMessageContaining(" another thread ");
        }
    }

    @Test
    void aThreadThatDrivesWhileAnotherDoesIsNamed() {
        try (EventLoop loop = EventLoop.create()) {
            loop.run(
                    "long",
                    () ->
                            Outside.run(
                                    () ->
                                            assertThatThrownBy(loop::settle)
                                                    .isInstanceOf(IllegalStateException.class)
                                                    .hasMessage(
                                                            "Thread \"outside\" called settle while"
                                                                    + " another thread drives the"
                                                                    + " loop.")));
            loop.settle();
        }
    }

    @Test
    void theLoopMayBeDrivenByOneThreadAfterAnother() {
        try (EventLoop loop = EventLoop.create()) {
            List<Thread> bodies = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                loop.callSoon(() -> bodies.add(Thread.currentThread()));
                Outside outside = Outside.start(loop::settle);
                outside.join();
                assertThat(bodies).hasSize(i + 1).last().isSameAs(outside.thread());
            }
        }
    }

    @Test
    void takingOverWaitsForTheThreadThatDrives() {
        try (EventLoop loop = EventLoop.create()) {
            CountDownLatch busy = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            Task<Void> task =
                    loop.run(
                            "busy",
                            () -> {
                                busy.countDown();
                                await(release);
                            });
            Outside driver = Outside.start(loop::settle);
            await(busy);

            assertThat(loop.takeOver(Duration.ofMillis(1))).isFalse();
            release.countDown();
            assertThat(loop.takeOver(Duration.ofSeconds(30))).isTrue();
            driver.join();
            assertThat(loop.await(task)).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void aThreadMayStartTasksWhileAnotherDrivesAlthoughItDroveLast(ThreadKind kind) {
        try (EventLoop loop = kind.loop()) {
            int[] counter = new int[1];
            AtomicBoolean over = new AtomicBoolean();
            Outside driver =
                    Outside.start(
                            () -> {
                                while (!over.get()) {
                                    drive(loop::settle);
                                }
                            });
            int made = 0;
            while (made < 100_000) { // one instant takes a million steps, and no more
                drive(loop::settle);
                for (int i = 0; i < 20; i++) {
                    loop.callSoon(() -> counter[0]++);
                    loop.run("counting", () -> counter[0]++);
                    made += 2;
                }
            }
            over.set(true);
            driver.join();
            loop.settle();

            assertThat(counter[0]).isEqualTo(made);
        }
    }

    @Test
    void readingTheTimersIsNotForThreadsOutside() {
        try (EventLoop loop = EventLoop.create()) {
            for (String operation : List.of("nextDue", "isSettled", "looseEnds")) {
                Outside.run(
                        () ->
                                assertThatThrownBy(() -> read(loop, operation))
                                        .isInstanceOf(IllegalStateException.class)
                                        .hasMessage(
                                                "Thread \"outside\" called "
                                                        + operation
                                                        + " and isn't of this loop: only its test"
                                                        + " body and its tasks may ask."));
            }
        }
    }

    private static void read(EventLoop loop, String operation) {
        switch (operation) {
            case "nextDue" -> loop.nextDue();
            case "isSettled" -> loop.isSettled();
            default -> loop.looseEnds();
        }
    }

    @Test
    void looseEndsAreNotForThreadsOutside() {
        try (EventLoop loop = EventLoop.create()) {
            Task<String> task = loop.task("task");
            loop.run(
                    "busy",
                    () ->
                            Outside.run(
                                    () -> {
                                        task.complete("value");
                                        assertThatThrownBy(loop::looseEnds)
                                                .isInstanceOf(IllegalStateException.class);
                                    }));
            loop.settle();

            assertThat(task.result()).isEqualTo("value");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(40, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
