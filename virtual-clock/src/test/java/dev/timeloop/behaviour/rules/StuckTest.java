package dev.timeloop.behaviour.rules;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.EventLoop;
import dev.timeloop.LooseEndsError;
import dev.timeloop.StuckException;
import dev.timeloop.Task;
import dev.timeloop.behaviour.Texts;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rule 9: whatever doesn't come back is given up after the real time-out. */
class StuckTest {
    private final EventLoop loop = EventLoop.builder().realTimeout(ofMillis(200)).build();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean released;

    @AfterEach
    void release() throws InterruptedException {
        released = true;
        assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
    }

    private void spin() {
        while (!released) {
            Thread.onSpinWait();
        }
        ended.countDown();
    }

    private static String withoutNumbers(Throwable thrown) {
        return Texts.withoutLines(thrown)
                .replaceAll("timeloop-strand-\\d+", "timeloop-strand-N")
                .replaceAll("lambda\\$\\d+", "lambda")
                .replaceAll("\n    java\\.[^\n]*", "");
    }

    @Test
    void aBodyThatSpinsIsGivenUpAndShown() {
        loop.run("spinner", this::spin);
        loop.script("feed").hangs();

        assertThatThrownBy(loop::settle)
                .isInstanceOf(StuckException.class)
                .extracting(StuckTest::withoutNumbers)
                .isEqualTo(
                        """
                        Task "spinner" has not come back for 200 ms of real time (at +0 s); the\
                         loop gave it up.
                        Thread "timeloop-strand-N" is at
                            dev.timeloop.behaviour.rules.StuckTest.spin(StuckTest.java:N)
                        -> block through the loop (loop.sleep, task.get, loop.await), and let\
                         nothing spin
                        Pending:
                          task "spinner" is pending: running at StuckTest.spin(StuckTest.java:N)
                          task "feed" is pending: its script hangs""");
    }

    @Test
    void aBodyThatBlocksForRealIsGivenUpAndInterrupted() {
        Task<Void> task =
                loop.run(
                        "blocked for real",
                        () -> {
                            try {
                                new CountDownLatch(1).await();
                            } finally {
                                ended.countDown();
                            }
                        });

        assertThatThrownBy(() -> loop.await(task))
                .isInstanceOf(StuckException.class)
                .hasMessageStartingWith(
                        "Task \"blocked for real\" has not come back for 200 ms of real time (at"
                                + " +0 s); the loop gave it up.\nThread \"timeloop-strand-");
    }

    @Test
    void aCallbackThatSpinsOnTheTestsOwnThreadIsInterrupted() {
        loop.callLater(
                ofSeconds(3),
                () -> {
                    while (!released && !Thread.currentThread().isInterrupted()) {
                        Thread.onSpinWait();
                    }
                    ended.countDown();
                });

        assertThatThrownBy(() -> loop.advance(ofSeconds(5)))
                .isInstanceOf(StuckException.class)
                .hasMessageContaining("callback in StuckTest");
    }

    @Test
    void theLoopIsOfNoUseAfterwardsAndClosingItIsBounded() {
        loop.run(
                "spinner",
                () -> {
                    spin();
                    loop.sleep(ofSeconds(1)); // back too late: this is a thread outside now
                });
        assertThatThrownBy(loop::settle).isInstanceOf(StuckException.class);

        assertThatThrownBy(() -> loop.advance(ofSeconds(1)))
                .isInstanceOf(StuckException.class)
                .hasMessageStartingWith(
                        "Task \"spinner\" has not come back for 200 ms of real time");
        assertThat(loop.elapsed()).isZero();
        assertThatThrownBy(loop::close)
                .isInstanceOf(LooseEndsError.class)
                .extracting(StuckTest::withoutNumbers)
                .isEqualTo(
                        """
                        1 loose end (at +0 s):
                          1. task "spinner" is still pending: running at StuckTest.spin(StuckTest.java:N)
                               made at StuckTest.theLoopIsOfNoUseAfterwardsAndClosingItIsBounded(StuckTest.java:N), 0 s ago
                             -> await it, cancel it, or start it as background: loop.background(name, body)""");
    }
}
