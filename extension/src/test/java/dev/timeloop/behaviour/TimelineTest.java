package dev.timeloop.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.timeloop.EventLoop;
import dev.timeloop.internal.engine.LoopAccess;
import dev.timeloop.internal.timeline.Event;
import dev.timeloop.internal.timeline.Lane;
import dev.timeloop.internal.timeline.Recording;
import dev.timeloop.junit.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** What a test's loop has recorded, and when its failure shows it. */
class TimelineTest {
    private static final int RUNS = 20;

    /** Of the tests that ran, in their order; null where nothing was recorded. */
    private static final List<@Nullable Recording> RECORDED = new ArrayList<>();

    @AfterEach
    void forget() {
        RECORDED.clear();
    }

    private static void record(EventLoop loop) {
        RECORDED.add(LoopAccess.shared().recording(loop));
    }

    @VirtualTime
    static class RacingTestCase {
        private final Lock lock = new ReentrantLock();
        private int left = 20;

        @Test
        void races(EventLoop loop) throws Exception {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                Random random = new Random(i);
                threads.add(new Thread(() -> take(random), "taker " + i));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            record(loop);
        }

        private void take(Random random) {
            boolean isMore = true;
            while (isMore) {
                lock.lock();
                try {
                    Thread.sleep(random.nextInt(5));
                    isMore = --left > 0;
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                } finally {
                    lock.unlock();
                }
            }
        }
    }

    @Test
    void isTheSameInEachRun() {
        for (int i = 0; i < RUNS; i++) {
            Kit.run(RacingTestCase.class).passes(1);
        }

        Recording first = recorded(0);
        assertThat(first.lanes())
                .extracting(Lane::name)
                .contains("thread \"taker 0\"", "thread \"taker 4\"");
        assertThat(first.events()).hasSizeGreaterThan(100);
        for (int i = 1; i < RUNS; i++) {
            assertThat(recorded(i).events()).isEqualTo(first.events());
            assertThat(recorded(i).lanes()).isEqualTo(first.lanes());
        }
    }

    private static Recording recorded(int index) {
        Recording recording = RECORDED.get(index);
        assertThat(recording).isNotNull();
        return recording;
    }

    @VirtualTime
    static class HeldTestCase {
        @Test
        void waits(EventLoop loop) throws Exception {
            new ProcessBuilder("sleep", "0.1").start().waitFor();
            Thread.sleep(1); // time goes on
            record(loop);
        }
    }

    @Test
    void tellsWhatHeldTheClock() {
        Kit.run(HeldTestCase.class).passes(1);

        List<Event> holds =
                recorded(0).events().stream()
                        .filter(
                                event ->
                                        event.kind() == Event.Kind.IO_HOLD
                                                || event.kind() == Event.Kind.IO_RELEASE)
                        .toList();
        assertThat(holds)
                .extracting(Event::kind)
                .containsExactly(Event.Kind.IO_HOLD, Event.Kind.IO_RELEASE);
        assertThat(holds.get(0).text()).contains("child process");
    }

    @VirtualTime
    static class FailingTestCase {
        @Test
        void fails(EventLoop loop) throws Exception {
            Thread worker = new Thread(FailingTestCase::pause, "worker");
            worker.start();
            worker.join();
            record(loop);
            throw new IllegalStateException("of its own");
        }

        private static void pause() {
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Stream<String> notes(Kit kit) {
        return notes(kit, "fails");
    }

    private static Stream<String> notes(Kit kit, String test) {
        return Stream.of(kit.failure(test).getSuppressed()).map(Throwable::toString);
    }

    @Test
    void isShownByAFailure() {
        Kit kit = Kit.run(FailingTestCase.class);

        assertThat(notes(kit))
                .singleElement()
                .asString()
                .contains("Timeline (virtual time, 2 lanes,", "thread \"worker\"", "of its own");
    }

    @VirtualTime
    static class LeavingTestCase {
        @Test
        void leaves(EventLoop loop) throws InterruptedException {
            loop.task("answer");
            Thread.sleep(10);
        }
    }

    @Test
    void isPartOfTheMessageOfLooseEnds() {
        Throwable failure = Kit.run(LeavingTestCase.class).failure("leaves");

        assertThat(failure.getMessage())
                .endsWith(
                        """
                        Timeline (virtual time, 2 lanes, 4 events):
                                         +0 s +10 ms
                          test           ──┄┄┄────────
                          task "answer"  ├┄┄┄┄┄┄┄┄┄┄┄!  left behind: nothing has completed it yet""");
        assertThat(failure.getSuppressed()).isEmpty();
    }

    @VirtualTime(realTimeout = "50 ms")
    static class StuckTestCase {
        private static volatile boolean isOver;

        @Test
        void joins() throws Exception {
            Thread worker = new Thread(StuckTestCase::spin, "worker");
            worker.start();
            worker.join();
        }

        private static void spin() {
            FailingTestCase.pause();
            while (!isOver) {}
        }
    }

    @Test
    void tellsWhoRanWhenATestWasStuck() {
        StuckTestCase.isOver = false;
        Kit kit;
        try {
            kit = Kit.run(StuckTestCase.class);
        } finally {
            StuckTestCase.isOver = true;
        }

        assertThat(kit.failure("joins").getMessage())
                .endsWith(
                        """
                        Timeline (virtual time, 2 lanes, 5 events):
                                           +0 s +10 ms
                          test             ─┄┄┄┄┄╳        stuck: waiting for thread "worker" to end
                          thread "worker"  ├─┄┄┄────────  running""");
    }

    @VirtualTime
    static class OverdueTestCase {
        private static volatile boolean isOver;

        @Test
        @Timeout(value = 200, unit = TimeUnit.MILLISECONDS, threadMode = SEPARATE_THREAD)
        void spins() throws Exception {
            Thread worker = new Thread(FailingTestCase::pause, "worker");
            worker.start();
            worker.join();
            while (!isOver) {}
        }
    }

    @Test
    void isShownByATestThatIsTimedOut() {
        OverdueTestCase.isOver = false;
        Kit kit;
        try {
            kit = Kit.run(OverdueTestCase.class);
        } finally {
            OverdueTestCase.isOver = true;
        }

        assertThat(kit.failure("spins")).isInstanceOf(TimeoutException.class);
        assertThat(notes(kit, "spins"))
                .last()
                .asString()
                .endsWith(
                        """
                        Timeline (virtual time, 2 lanes, 6 events):
                                           +0 s +10 ms
                          test             ─┄┄┄┄┄┄──────
                          thread "worker"  ├─┄┄┄─┤        ended""");
    }

    @VirtualTime
    static class FactoryTestCase {
        @TestFactory
        Stream<DynamicTest> factory(EventLoop loop) {
            return Stream.of("first", "second", "third")
                    .map(name -> DynamicTest.dynamicTest(name, () -> run(loop, name)));
        }

        private static void run(EventLoop loop, String name) {
            loop.await(loop.run("of the " + name, () -> loop.sleep(Duration.ofMillis(10))));
            if (!name.equals("second")) {
                throw new IllegalStateException(name + " of all");
            }
        }
    }

    @Test
    void isShownByTheFailureOfEachDynamicTest() {
        Kit kit = Kit.run(FactoryTestCase.class);

        assertThat(notes(kit, "first"))
                .singleElement()
                .asString()
                .contains("Timeline (virtual time,", "task \"of the first\"", "first of all");
        assertThat(notes(kit, "third"))
                .singleElement()
                .asString()
                .contains("Timeline (virtual time,", "task \"of the third\"", "third of all");
    }

    @VirtualTime
    static class FailingFactoryTestCase {
        @TestFactory
        DynamicTest factory(EventLoop loop) {
            loop.task("of the factory");
            return DynamicTest.dynamicTest("only", () -> FactoryTestCase.run(loop, "only"));
        }
    }

    @Test
    void isShownByAFactoryWhoseLastTestHasFailed() {
        Kit kit = Kit.run(FailingFactoryTestCase.class);

        assertThat(notes(kit, "only")).singleElement().asString().contains("only of all");
        assertThat(kit.containerFailure("factory"))
                .hasMessageContaining("task \"of the factory\" is still pending")
                .hasMessageContaining("Timeline (virtual time,");
    }

    @VirtualTime
    static class RecursingTestCase {
        @TestFactory
        DynamicTest factory(EventLoop loop) {
            return DynamicTest.dynamicTest(
                    "recurses",
                    () -> {
                        loop.sleep(Duration.ofMillis(10));
                        throw new IllegalStateException() {
                            @Override
                            public String getMessage() {
                                throw new StackOverflowError();
                            }
                        };
                    });
        }
    }

    @Test
    void doesNotHideAFailureThatCannotBeTold() {
        Kit kit = Kit.run(RecursingTestCase.class);

        assertThat(kit.failure("recurses")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void isNeitherTakenDownNorShownWhenItIsOff() {
        Kit kit = Kit.run(FailingTestCase.class, Map.of("timeloop.timeline", "off"));

        assertThat(notes(kit)).isEmpty();
        assertThat(RECORDED).containsExactly((Recording) null);
    }
}
