package dev.timeloop.behaviour;

import static dev.timeloop.junit.VirtualTime.Scope.LOOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.timeloop.EventLoop;
import dev.timeloop.LooseEndsError;
import dev.timeloop.junit.VirtualTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Test bodies that wait for real, where their loop can't see it: in a world, it would. */
@Timeout(60)
class BlockedOutsideTest {
    private static void waitForNothing() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    @VirtualTime(scope = LOOP, realTimeout = "100 ms")
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class BlockedTestCase {
        @Test
        void a(EventLoop loop) throws InterruptedException {
            loop.sleep(Duration.ofSeconds(5));
            waitForNothing();
        }

        @Test
        void b(EventLoop loop) {
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            loop.sleep(Duration.ofDays(1));
        }
    }

    private static final String VERDICT =
            """
            BlockedOutsideTest.BlockedTestCase.a has been blocked for 100 ms of real time where its loop can't see it, at +5 s: it was interrupted.
            Thread "main" is
                in CountDownLatch.await
                at BlockedOutsideTest.waitForNothing(BlockedOutsideTest.java)
                at BlockedOutsideTest.BlockedTestCase.a(BlockedOutsideTest.java)
            -> wait through the loop: loop.await(future); if a thread outside completes it, loop.await(loop.track(name, future))""";

    private static String withoutThread(String text) {
        return text.replaceAll("Thread \"[^\"]*\"", "Thread \"main\"");
    }

    @Test
    void areInterruptedWithTheReason() {
        Kit kit = Kit.run(BlockedTestCase.class);
        Throwable failure = kit.failure("a");

        assertThat(failure).isInstanceOf(InterruptedException.class);
        assertThat(failure.getSuppressed())
                .singleElement()
                .extracting(suppressed -> withoutThread(Kit.text(suppressed)))
                .isEqualTo(VERDICT);
        assertThat(kit.tests().get("b(EventLoop)").getThrowable()).isEmpty();
    }

    @Test
    void areNamedOnStandardErrorAtOnce() {
        assertThat(
                        withoutThread(Kit.run(BlockedTestCase.class).standardError())
                                .replaceAll("(\\w+\\.java):\\d+", "$1"))
                .isEqualTo(VERDICT + System.lineSeparator());
    }

    @VirtualTime(scope = LOOP, realTimeout = "50 ms")
    static class DebuggedTestCase {
        @Test
        void test(EventLoop loop) throws InterruptedException {
            assertThat(new CountDownLatch(1).await(400, TimeUnit.MILLISECONDS)).isFalse();
        }
    }

    @Test
    @ResourceLock(Resources.SYSTEM_PROPERTIES)
    void areLeftAloneWhileSomebodyDebugs() {
        System.setProperty("timeloop.debug", "true");
        Kit kit;
        try {
            kit = Kit.run(DebuggedTestCase.class);
        } finally {
            System.clearProperty("timeloop.debug");
        }

        kit.passes(1);
        assertThat(kit.standardError()).isEmpty();
    }

    @VirtualTime(scope = LOOP, realTimeout = "100 ms")
    static class JoiningTestCase {
        @Test
        void test(EventLoop loop) {
            CompletableFuture.allOf(loop.task("order")).join();
        }
    }

    @Test
    @Timeout(value = 60, threadMode = SEPARATE_THREAD) // an interrupt frees nobody here
    void areFreedFromAFutureOfATaskThatNobodyDrives() {
        Throwable failure = Kit.run(JoiningTestCase.class).failure("test");

        assertThat(failure).isInstanceOf(CompletionException.class);
        assertThat(failure.getSuppressed()).hasSize(2);
        assertThat(failure.getSuppressed()[0])
                .hasMessageContaining("\" is\n    in CompletableFuture.join\n    at ");
        assertThat(failure.getSuppressed()[1])
                .isInstanceOf(LooseEndsError.class)
                .hasMessageContaining("1. task \"order\" is still pending");
    }

    @VirtualTime(scope = LOOP, realTimeout = "100 ms")
    static class SwallowingTestCase {
        @Test
        void test(EventLoop loop) {
            try {
                waitForNothing();
            } catch (InterruptedException ignored) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void failEvenIfTheySwallowTheInterrupt() {
        Throwable failure = Kit.run(SwallowingTestCase.class).failure("test");

        assertThat(failure)
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(
                        "BlockedOutsideTest.SwallowingTestCase.test has been blocked for 100 ms");
    }
}
