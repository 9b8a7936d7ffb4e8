package dev.timeloop.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.EventLoop;
import dev.timeloop.LooseEndsError;
import dev.timeloop.StuckException;
import dev.timeloop.Task;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A strand that doesn't give the baton back is given up, and harms nobody when it comes back. */
@Bounded
class GiveUpTest {
    private static EventLoop loop(ThreadKind kind) {
        return EventLoop.builder()
                .realTimeout(
                        Duration.ofMillis(
                                200)) // what is given up has begun by then, also under load
                .threadFactory(kind.factory())
                .build();
    }

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void aBodyThatBlocksForRealIsGivenUpAndInterrupted(ThreadKind kind) throws Exception {
        EventLoop loop = loop(kind);
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        loop.run(
                "stuck",
                () -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                });

        assertThatThrownBy(loop::settle).isInstanceOf(StuckException.class);
        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(loop::close).isInstanceOf(LooseEndsError.class);
    }

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void aCallbackOnTheStackOfABlockedStrandIsGivenUp(ThreadKind kind) {
        EventLoop loop = loop(kind);
        CountDownLatch never = new CountDownLatch(1);
        loop.background("blocked", () -> loop.sleep(Duration.ofHours(1)));
        loop.callLater(
                Duration.ofSeconds(1),
                () -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        // given up: nothing is left to do
                    }
                });

        assertThatThrownBy(loop::runUntilIdle).isInstanceOf(StuckException.class);
        loop.close();
    }

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void whatComesBackLateRunsNothingMore(ThreadKind kind) {
        EventLoop loop = loop(kind);
        AtomicBoolean release = new AtomicBoolean();
        CountDownLatch back = new CountDownLatch(1);
        List<String> log = new CopyOnWriteArrayList<>();
        loop.background(
                "stuck",
                () -> {
                    spinUntil(release);
                    try {
                        loop.sleep(Duration.ofSeconds(1));
                        log.add("slept on a loop that was given up");
                    } catch (Exception refused) {
                        log.add("refused");
                    }
                    back.countDown();
                });
        loop.background("behind it", () -> log.add("ran on a loop that was given up"));
        assertThatThrownBy(loop::settle).isInstanceOf(StuckException.class);

        release.set(true);
        await(back);
        assertThatThrownBy(loop::settle).isInstanceOf(StuckException.class);
        assertThat(log).containsExactly("refused");
        loop.close();
    }

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void aCallbackThatComesBackLateRunsNothingMore(ThreadKind kind) {
        EventLoop loop = loop(kind);
        AtomicBoolean release = new AtomicBoolean();
        CountDownLatch back = new CountDownLatch(1);
        List<String> log = new CopyOnWriteArrayList<>();
        loop.background("blocked", () -> loop.sleep(Duration.ofHours(1)));
        loop.callLater(
                Duration.ofSeconds(1),
                () -> {
                    spinUntil(release);
                    back.countDown();
                });
        for (int i = 0; i < 100; i++) {
            loop.callLater(Duration.ofSeconds(1), () -> log.add("ran"));
        }
        assertThatThrownBy(loop::runUntilIdle).isInstanceOf(StuckException.class);

        release.set(true);
        await(back);
        loop.finish();
        assertThat(log).isEmpty();
    }

    @Test
    void theTestBodyStaysTheTestBodyWhenTheStuckOneComesBack() {
        EventLoop loop = loop(ThreadKind.BEST);
        AtomicBoolean release = new AtomicBoolean();
        CountDownLatch back = new CountDownLatch(1);
        loop.background(
                "stuck",
                () -> {
                    spinUntil(release);
                    try {
                        loop.sleep(Duration.ofSeconds(1));
                    } finally {
                        back.countDown();
                    }
                });
        assertThatThrownBy(loop::settle).isInstanceOf(StuckException.class);
        release.set(true);
        await(back);
        Task<String> task = loop.task("made by the body");
        task.complete("value");

        assertThat(task.isDone()).isTrue();
        loop.close();
    }

    @Test
    void threadsOutsideThatWaitForItsTasksAreReleased() {
        EventLoop loop = loop(ThreadKind.BEST);
        AtomicBoolean release = new AtomicBoolean();
        Task<String> pending = loop.task("pending");
        Outside waiting = Outside.start(() -> assertThatThrownBy(pending::get).isNotNull());
        loop.background("stuck", () -> spinUntil(release));
        assertThatThrownBy(loop::settle).isInstanceOf(StuckException.class);
        assertThatThrownBy(loop::close).isInstanceOf(LooseEndsError.class);

        waiting.join();
        release.set(true);
    }

    private static void spinUntil(AtomicBoolean release) {
        while (!release.get()) {
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
