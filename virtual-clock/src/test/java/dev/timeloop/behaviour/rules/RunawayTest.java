package dev.timeloop.behaviour.rules;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.EventLoop;
import dev.timeloop.RunawayException;
import dev.timeloop.Task;
import dev.timeloop.behaviour.LoopTest;
import dev.timeloop.behaviour.Texts;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Rule 9: what keeps going is cut, and named. */
class RunawayTest extends LoopTest {
    private static void assertRunaway(ThrowingCallable drive, String message) {
        assertThatThrownBy(drive)
                .isInstanceOf(RunawayException.class)
                .extracting(Texts::withoutLines)
                .isEqualTo(message);
    }

    @Nested
    class WithoutTimeMoving {
        private boolean running = true;

        private void again() {
            if (running) {
                loop.callSoon(this::again);
            }
        }

        @Test
        void aCallbackThatCallsItselfIsCut() {
            loop.callSoon(this::again);

            assertRunaway(
                    loop::settle,
                    "More than 1000000 steps at +0 s without time moving: callback in"
                            + " RunawayTest.WithoutTimeMoving was the last, and keeps going.\n"
                            + "-> let it wait for some time, or end");
            running = false;
        }

        @Test
        void theInstantAndThePendingAreNamed() {
            Task<String> feed = loop.<String>script("feed").hangs();
            loop.callLater(ofSeconds(3), this::again);

            assertRunaway(
                    () -> loop.await(feed),
                    "More than 1000000 steps at +3 s without time moving: callback in"
                            + " RunawayTest.WithoutTimeMoving was the last, and keeps going.\n"
                            + "-> let it wait for some time, or end\n"
                            + "Pending:\n"
                            + "  task \"feed\" is pending: its script hangs");
            running = false;
            feed.cancel(true);
        }

        @Test
        void aTaskThatYieldsForEverIsCutAndNamed() {
            Task<Void> task =
                    loop.run(
                            "impatient",
                            () -> {
                                while (running) {
                                    loop.sleep(ZERO);
                                }
                            });

            assertThatThrownBy(() -> loop.advance(ofSeconds(1)))
                    .isInstanceOf(RunawayException.class)
                    .hasMessageStartingWith(
                            "More than 1000000 steps at +0 s without time moving: task"
                                    + " \"impatient\" was the last, and keeps going.\n");
            running = false;
            loop.await(task);
        }

        @Test
        void theLoopIsUsableAfterwards() {
            loop.callSoon(this::again);
            assertThatThrownBy(loop::settle).isInstanceOf(RunawayException.class);

            running = false;
            loop.advance(ofSeconds(1));

            assertThat(loop.elapsed()).isEqualTo(ofSeconds(1));
        }

        @Test
        void aMillionTasksThatAreReadyAreNoRunaway() {
            for (int i = 0; i < 1_000_100; i++) {
                loop.callSoon(() -> {});
            }

            loop.settle();

            assertThat(loop.isSettled()).isTrue();
        }
    }

    @Nested
    class BeyondTheLimitOfVirtualTime {
        @Test
        void aPeriodicCallbackIsCutInRunUntilIdle() {
            var handle = loop.callEvery(ofHours(1), () -> {});

            assertRunaway(
                    loop::runUntilIdle,
                    "Virtual time would go more than 1000 d ahead in one call (at +1000 d): next is"
                            + " callback in RunawayTest.BeyondTheLimitOfVirtualTime, every 1 h,"
                            + " due at +1000 d 1 h.\n"
                            + "-> cancel it, use advance(duration), or raise"
                            + " EventLoop.builder().virtualTimeLimit(duration)");
            assertThat(loop.elapsed()).isEqualTo(ofDays(1000));
            handle.cancel();
        }

        @Test
        void aPeriodicJobIsCutWhileTheTestBodyWaitsForSomethingElse() {
            Task<String> never = loop.task("never");
            var job = loop.executor("refresh").scheduleAtFixedRate(() -> {}, 1, 1, TimeUnit.DAYS);

            assertRunaway(
                    never::join,
                    "Virtual time would go more than 1000 d ahead in one call (at +1000 d): next is"
                            + " task \"refresh-1\".\n"
                            + "-> cancel it, use advance(duration), or raise"
                            + " EventLoop.builder().virtualTimeLimit(duration)\n"
                            + "Pending:\n"
                            + "  task \"never\" is pending: nothing has completed it yet\n"
                            + "  task \"refresh-1\" is pending: due at +1001 d, at a fixed rate of 1"
                            + " d");
            job.cancel(true);
            never.cancel(true);
        }

        @Test
        void aSleepOfTheTestBodyIsNamed() {
            assertRunaway(
                    () -> loop.sleep(ofDays(2000)),
                    "Virtual time would go more than 1000 d ahead in one call (at +0 s): next is"
                            + " the test body, sleeping until +2000 d.\n"
                            + "-> cancel it, use advance(duration), or raise"
                            + " EventLoop.builder().virtualTimeLimit(duration)");
        }

        @Test
        void upToItAllRuns() {
            loop.callLater(ofDays(1000), () -> {});
            loop.runUntilIdle();
            assertThat(loop.elapsed()).isEqualTo(ofDays(1000));

            loop.sleep(ofDays(1000));
            assertThat(loop.elapsed()).isEqualTo(ofDays(2000));
        }

        @Test
        void advanceSaysItselfHowFarItGoes() {
            var handle = loop.callEvery(ofDays(100), () -> {});

            loop.advance(ofDays(5000));

            assertThat(loop.elapsed()).isEqualTo(ofDays(5000));
            handle.cancel();
        }

        @Test
        void theLimitIsTheBuilders() {
            EventLoop strict = EventLoop.builder().virtualTimeLimit(ofSeconds(10)).build();
            strict.callLater(ofSeconds(11), () -> {});

            assertThatThrownBy(strict::runUntilIdle)
                    .isInstanceOf(RunawayException.class)
                    .hasMessageStartingWith("Virtual time would go more than 10 s ahead");
            strict.advance(ofSeconds(11));
            strict.close();
        }
    }
}
