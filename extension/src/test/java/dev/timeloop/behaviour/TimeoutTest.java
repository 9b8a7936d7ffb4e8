package dev.timeloop.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.timeloop.EventLoop;
import dev.timeloop.LooseEndsError;
import dev.timeloop.junit.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JUnit's {@code @Timeout}, in both of its thread modes. */
@Timeout(60)
class TimeoutTest {
    @VirtualTime
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class HungTestCase {
        @Test
        @Timeout(value = 200, unit = TimeUnit.MILLISECONDS)
        void advances(EventLoop loop) {
            loop.task("order");
            for (; ; ) {
                loop.advance(Duration.ofNanos(1));
            }
        }

        @Test
        @Timeout(value = 200, unit = TimeUnit.MILLISECONDS)
        void awaitsTheOutside(EventLoop loop) {
            loop.task("order");
            loop.await(loop.track("outside", new CompletableFuture<>()));
        }

        @Test
        @Timeout(value = 200, unit = TimeUnit.MILLISECONDS)
        void spins(EventLoop loop) {
            loop.task("order");
            loop.await(
                    loop.run(
                            "spinner",
                            () -> {
                                while (!Thread.currentThread().isInterrupted()) {
                                    Thread.onSpinWait();
                                }
                            }));
        }

        @Test
        void zIsClean(EventLoop loop) {
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            loop.sleep(Duration.ofDays(1));
        }
    }

    /** Each mode takes seconds, so it is run once. */
    private static final Map<String, Kit> HUNG = new ConcurrentHashMap<>();

    private static Kit hung(String threadMode) {
        return HUNG.computeIfAbsent(
                threadMode,
                mode ->
                        Kit.run(
                                HungTestCase.class,
                                Map.of(Timeout.DEFAULT_TIMEOUT_THREAD_MODE_PROPERTY_NAME, mode)));
    }

    @ParameterizedTest
    @CsvSource({
        "SAME_THREAD, advances",
        "SAME_THREAD, awaitsTheOutside",
        "SAME_THREAD, spins",
        "SEPARATE_THREAD, advances",
        "SEPARATE_THREAD, awaitsTheOutside",
        "SEPARATE_THREAD, spins"
    })
    void stopsAHungLoopAndListsWhatWasPending(String threadMode, String test) {
        Kit kit = hung(threadMode);
        Throwable failure = kit.failure(test);

        assertThat(failure)
                .isInstanceOf(TimeoutException.class)
                .hasMessage(test + "(dev.timeloop.EventLoop) timed out after 200 milliseconds");
        assertThat(failure.getSuppressed())
                .satisfiesExactly(
                        thrown ->
                                assertThat(thrown)
                                        .isInstanceOf(InterruptedException.class)
                                        .hasMessageContaining("task \"order\" is"),
                        left ->
                                assertThat(left)
                                        .isInstanceOf(LooseEndsError.class)
                                        .hasMessageContaining("task \"order\" is"),
                        lanes ->
                                assertThat(lanes)
                                        .hasMessageStartingWith("Timeline (virtual time,")
                                        .hasMessageContaining("task \"order\""));
        assertThat(kit.tests().get("zIsClean(EventLoop)").getThrowable()).isEmpty();
    }

    @Test
    void showsWhatSpins() {
        Throwable failure = hung("SAME_THREAD").failure("spins");

        assertThat(failure.getSuppressed()[0])
                .hasMessageMatching(
                        "(?s).*\\s\\S*HungTestCase\\S*spins\\S*\\(TimeoutTest.java:\\d+\\).*");
    }

    @VirtualTime(realTimeout = "10 ms")
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class StragglingTestCase {
        static final CountDownLatch END = new CountDownLatch(1);

        @AfterEach
        void tearDown(EventLoop loop) {
            loop.sleep(Duration.ofSeconds(1));
        }

        @Test
        @Timeout(value = 200, unit = TimeUnit.MILLISECONDS, threadMode = SEPARATE_THREAD)
        void a(EventLoop loop) {
            loop.task("order");
            while (END.getCount() > 0) {
                Thread.onSpinWait();
            }
        }

        @Test
        void b(EventLoop loop) {
            loop.sleep(Duration.ofDays(1));
        }
    }

    @Test
    void reportsAThreadThatDoesNotStopAndGoesOn() {
        Kit kit;
        try {
            kit = Kit.run(StragglingTestCase.class);
        } finally {
            StragglingTestCase.END.countDown();
        }
        Throwable failure = kit.failure("a");

        assertThat(failure).isInstanceOf(TimeoutException.class);
        List<String> texts = new ArrayList<>();
        for (Throwable suppressed : failure.getSuppressed()) {
            texts.add(
                    Kit.text(suppressed)
                            .replaceAll("thread-\\d+", "thread-#")
                            .replaceAll("\n +in Thread.onSpinWait", "")); // caught there or not
        }
        assertThat(texts.get(0))
                .isEqualTo(
                        """
                        TimeoutTest.StragglingTestCase.a has ended, but a part of it still runs.
                        Thread "junit-timeout-thread-#" is
                            at TimeoutTest.StragglingTestCase.a(TimeoutTest.java)
                        -> let it end when it is interrupted""");
        assertThat(texts.get(1)).startsWith("1 loose end in TimeoutTest.StragglingTestCase.a (at");
        assertThat(texts.get(2)).startsWith("Timeline (virtual time,").contains("left behind");
        assertThat(texts).hasSize(3);
        assertThat(kit.tests().get("b(EventLoop)").getThrowable()).isEmpty();
    }

    @VirtualTime(realTimeout = "10 ms")
    static class SpinningTestCase {
        private static volatile boolean hasEnded;

        @Test
        @Timeout(value = 3, threadMode = SEPARATE_THREAD)
        void spins() {
            while (!hasEnded) {}
        }
    }

    @Test
    void saysHowToLeaveABodyThatSpins() {
        Kit kit;
        try {
            kit = Kit.run(SpinningTestCase.class);
        } finally {
            SpinningTestCase.hasEnded = true;
        }

        assertThat(kit.failure("spins")).isInstanceOf(TimeoutException.class);
        assertThat(kit.standardError())
                .contains("Timeloop: the test body has called nothing that could let time move")
                .containsPattern("SpinningTestCase.spins\\(TimeoutTest.java:\\d+\\)")
                .contains("-> let it end, or call something;")
                .contains("@Timeout(value = 60, threadMode = SEPARATE_THREAD)");
    }

    @VirtualTime(realTimeout = "10 ms")
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class DrivingTestCase {
        static final CountDownLatch END = new CountDownLatch(1);

        @Test
        @Timeout(value = 200, unit = TimeUnit.MILLISECONDS, threadMode = SEPARATE_THREAD)
        void a(EventLoop loop) {
            while (END.getCount() > 0) {
                try {
                    loop.advance(Duration.ofNanos(1));
                } catch (Throwable ignored) {
                    Thread.onSpinWait();
                }
            }
        }

        @Test
        void b(EventLoop loop) {
            loop.sleep(Duration.ofDays(1));
        }
    }

    @Test
    void goesOnWhenAThreadStillDrivesTheLoop() {
        Kit kit;
        try {
            kit = Kit.run(DrivingTestCase.class);
        } finally {
            DrivingTestCase.END.countDown();
        }

        assertThat(kit.failure("a")).isInstanceOf(TimeoutException.class);
        assertThat(kit.failure("a").getSuppressed())
                .extracting(Kit::text)
                .anyMatch(text -> text.contains("has ended, but a part of it still runs."));
        assertThat(kit.tests().get("b(EventLoop)").getThrowable()).isEmpty();
    }

    @VirtualTime
    @Timeout(value = 10, threadMode = SEPARATE_THREAD)
    static class ElsewhereTestCase {
        ElsewhereTestCase(EventLoop loop) {
            loop.task("made").complete(1);
        }

        @Test
        void drives(EventLoop loop) {
            loop.await(loop.start("work", () -> 1));
        }

        @Test
        void leaves(EventLoop loop) {
            loop.task("order");
        }

        @Test
        void fails(EventLoop loop) {
            loop.task("order");
            throw new IllegalStateException("of its own");
        }
    }

    @Test
    void changesNothingForATestThatEndsInTime() {
        Kit kit = Kit.run(ElsewhereTestCase.class);

        assertThat(kit.tests().get("drives(EventLoop)").getThrowable()).isEmpty();
        assertThat(kit.failure("leaves")).isInstanceOf(LooseEndsError.class);
        assertThat(kit.failure("fails")).hasMessage("of its own");
        assertThat(kit.failure("fails").getSuppressed())
                .satisfiesExactly(
                        left -> assertThat(left).isInstanceOf(LooseEndsError.class),
                        lanes ->
                                assertThat(lanes)
                                        .hasMessageStartingWith("Timeline (virtual time,"));
    }

    @VirtualTime
    @TestInstance(PER_CLASS)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    @Timeout(value = 10, threadMode = SEPARATE_THREAD)
    static class SharedElsewhereTestCase {
        SharedElsewhereTestCase(EventLoop loop) {
            loop.sleep(Duration.ofSeconds(1));
        }

        @BeforeEach
        void setUp(EventLoop loop) {
            loop.sleep(Duration.ofSeconds(1));
        }

        @Test
        void a(EventLoop loop) {
            loop.task("order");
        }

        @Test
        void b(EventLoop loop) {
            assertThat(loop.elapsed()).isEqualTo(Duration.ofSeconds(3));
        }
    }

    @Test
    void changesNothingForTestsThatShareALoop() {
        Kit kit = Kit.run(SharedElsewhereTestCase.class);

        assertThat(kit.failure("a")).isInstanceOf(LooseEndsError.class);
        assertThat(kit.tests().get("b(EventLoop)").getThrowable()).isEmpty();
    }

    @Test
    void mayBeDeclaredForAWholeSuite() {
        Kit kit =
                Kit.run(
                        ElsewhereTestCase.class,
                        Map.of(
                                Timeout.DEFAULT_TIMEOUT_PROPERTY_NAME, "20 s",
                                Timeout.DEFAULT_TIMEOUT_THREAD_MODE_PROPERTY_NAME,
                                        "SEPARATE_THREAD"));

        assertThat(kit.tests().get("drives(EventLoop)").getThrowable()).isEmpty();
    }
}
