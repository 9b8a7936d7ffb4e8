package dev.timeloop.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.timeloop.EventLoop;
import dev.timeloop.LooseEndsError;
import dev.timeloop.StuckException;
import dev.timeloop.junit.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

class TestEndTest {
    private static final List<String> NOTES = new CopyOnWriteArrayList<>();

    @VirtualTime
    static class LeavingTestCase {
        @Test
        void passes(EventLoop loop) {
            loop.task("order");
        }

        @Test
        void fails(EventLoop loop) {
            loop.task("order");
            throw new IllegalStateException("of its own");
        }

        @Test
        void isAborted(EventLoop loop) {
            loop.task("order");
            assumeTrue(false, "not today");
        }
    }

    @Test
    void failsATestThatPassed() {
        assertThat(Kit.run(LeavingTestCase.class).failureText("passes"))
                .isEqualTo(
                        """
                        1 loose end in TestEndTest.LeavingTestCase.passes (at +0 s):
                          1. task "order" is still pending: nothing has completed it yet
                               made at TestEndTest.LeavingTestCase.passes(TestEndTest.java), 0 s ago
                             -> await it, complete it, or cancel it""");
    }

    @Test
    void leavesTheFailureOfATestInItsPlace() {
        Throwable failure = Kit.run(LeavingTestCase.class).failure("fails");

        assertThat(failure).hasMessage("of its own").isInstanceOf(IllegalStateException.class);
        assertThat(failure.getSuppressed())
                .singleElement()
                .isInstanceOf(LooseEndsError.class)
                .extracting(Kit::text)
                .asString()
                .startsWith("1 loose end in TestEndTest.LeavingTestCase.fails (at +0 s):\n");
    }

    @Test
    void leavesAnAbortedTestAborted() {
        Throwable abortion = Kit.run(LeavingTestCase.class).abortion("isAborted");

        assertThat(abortion)
                .isInstanceOf(TestAbortedException.class)
                .hasMessage("Assumption failed: not today");
        assertThat(abortion.getSuppressed()).singleElement().isInstanceOf(LooseEndsError.class);
    }

    @VirtualTime
    static class AfterEachTestCase {
        @Test
        void test(EventLoop loop) {
            loop.task("cleaned up").complete(1);
        }

        @AfterEach
        void tearDown(EventLoop loop) {
            loop.task("of tearDown");
        }
    }

    @Test
    void comesAfterTheAfterEachMethods() {
        assertThat(Kit.run(AfterEachTestCase.class).failureText("test"))
                .startsWith(
                        "1 loose end in TestEndTest.AfterEachTestCase.test (at +0 s):\n"
                                + "  1. task \"of tearDown\" is still pending");
    }

    @VirtualTime
    static class BackgroundTestCase {
        @Test
        void test(EventLoop loop) {
            loop.background(
                    "poller",
                    () -> {
                        try {
                            loop.sleep(Duration.ofDays(1));
                        } finally {
                            loop.sleep(Duration.ofSeconds(1));
                            NOTES.add("poller ended at " + loop.elapsed());
                        }
                    });
        }
    }

    @Test
    void cancelsAndAwaitsWhatRunsInTheBackground() {
        NOTES.clear();
        Kit.run(BackgroundTestCase.class).passes(1);

        assertThat(NOTES).containsExactly("poller ended at PT1S");
    }

    @VirtualTime
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class InterruptingTestCase {
        @Test
        void a(EventLoop loop) {
            loop.run("failing", () -> NOTES.add("ran")).cancel("never mind");
            loop.task("order");
            Thread.currentThread().interrupt();
        }

        @Test
        void b(EventLoop loop) {
            NOTES.add("interrupted: " + Thread.currentThread().isInterrupted());
            loop.sleep(Duration.ofSeconds(1));
        }
    }

    @Test
    void isNotDisturbedByAnInterruptThatTheTestLeftBehind() {
        NOTES.clear();
        Kit kit = Kit.run(InterruptingTestCase.class);

        assertThat(kit.failure("a")).isInstanceOf(LooseEndsError.class);
        assertThat(kit.tests().get("b(EventLoop)").getThrowable()).isEmpty();
        assertThat(NOTES).containsExactly("interrupted: false");
    }

    static class UnforthcomingException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnforthcomingException() {
            super("of its own", null, false, false);
        }
    }

    @VirtualTime
    static class UnsuppressingTestCase {
        @Test
        void test(EventLoop loop) {
            loop.task("order");
            throw new UnforthcomingException();
        }
    }

    @Test
    void printsWhatTheFailureOfTheTestHasNoRoomFor() {
        Kit kit = Kit.run(UnsuppressingTestCase.class);

        assertThat(kit.failure("test")).isInstanceOf(UnforthcomingException.class);
        assertThat(kit.standardError().lines())
                .singleElement()
                .asString()
                .startsWith(
                        "timeloop: 1 loose end in TestEndTest.UnsuppressingTestCase.test (at +0 s):"
                                + " 1. task \"order\" is still pending: ");
        assertThat(kit.reportEntries()).hasSize(1);
    }

    @VirtualTime
    static class TracedTestCase {
        @Test
        void throwsIt(EventLoop loop) {
            throw new IllegalStateException("boom");
        }

        @Test
        void passesItOn(EventLoop loop) {
            loop.await(
                    loop.start(
                            "failing",
                            () -> {
                                throw new IllegalStateException("boom");
                            }));
        }

        @Test
        void leaves(EventLoop loop) {
            loop.task("order");
        }

        @Test
        void deadlocks(EventLoop loop) {
            loop.task("order").join();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"throwsIt", "passesItOn", "leaves", "deadlocks"})
    void leavesNoFramesOfTimeloopInStackTraces(String test) {
        Map<String, String> unpruned = Map.of("junit.platform.stacktrace.pruning.enabled", "false");
        Throwable failure = Kit.run(TracedTestCase.class, unpruned).failure(test);

        assertThat(failure.getStackTrace())
                .extracting(StackTraceElement::getClassName)
                .noneMatch(
                        type ->
                                type.startsWith("dev.timeloop.")
                                        && !type.startsWith("dev.timeloop.behaviour."));
    }

    @VirtualTime
    static class StubbornTestCase {
        @Test
        void test(EventLoop loop) {
            loop.run(
                    "stubborn",
                    () -> {
                        for (; ; ) {
                            try {
                                loop.await(loop.task("never"));
                            } catch (CancellationException ignored) {
                                NOTES.add("no");
                            }
                        }
                    });
        }

        @Test
        void other(EventLoop loop) {
            loop.sleep(Duration.ofSeconds(1));
        }
    }

    @Test
    void failsWithTheReasonWhenSomethingWillNotEnd() {
        NOTES.clear();
        Kit kit = Kit.run(StubbornTestCase.class);

        Throwable failure = kit.failure("test");
        assertThat(failure).isInstanceOf(StuckException.class);
        assertThat(failure.getSuppressed()).singleElement().isInstanceOf(LooseEndsError.class);
        assertThat(NOTES).contains("no");
        assertThat(kit.tests().get("other(EventLoop)").getThrowable()).isEmpty();
    }
}
