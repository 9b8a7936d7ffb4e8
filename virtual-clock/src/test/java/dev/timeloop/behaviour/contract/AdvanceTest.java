package dev.timeloop.behaviour.contract;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.Task;
import dev.timeloop.behaviour.LoopTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AdvanceTest extends LoopTest {
    private static final Instant START = Instant.parse("2000-01-01T00:00:00Z");

    private final List<String> log = new ArrayList<>();

    private void noteAt(Duration delay) {
        loop.callLater(delay, () -> log.add(loop.elapsed() + " " + loop.now()));
    }

    @Nested
    class ByADuration {
        @Test
        void runsWhatFallsDueAtTheVeryEnd() {
            noteAt(ofSeconds(2));

            loop.advance(ofSeconds(2));

            assertThat(log).containsExactly("PT2S 2000-01-01T00:00:02Z");
        }

        @Test
        void leavesWhatFallsDueANanosecondLater() {
            noteAt(ofSeconds(2).plusNanos(1));

            loop.advance(ofSeconds(2));
            assertThat(log).isEmpty();

            loop.advance(ofNanos(1));
            assertThat(log).containsExactly("PT2.000000001S 2000-01-01T00:00:02.000000001Z");
        }

        @Test
        void showsEachCallbackItsOwnInstant() {
            noteAt(ofSeconds(3));
            noteAt(ofSeconds(1));
            noteAt(ofSeconds(2));

            loop.advance(ofSeconds(10));

            assertThat(log)
                    .containsExactly(
                            "PT1S 2000-01-01T00:00:01Z",
                            "PT2S 2000-01-01T00:00:02Z",
                            "PT3S 2000-01-01T00:00:03Z");
        }

        @Test
        void stopsAtItsEndThoughNothingIsDueThere() {
            noteAt(ofSeconds(1));

            loop.advance(ofSeconds(10));

            assertThat(loop.elapsed()).isEqualTo(ofSeconds(10));
            assertThat(loop.now()).isEqualTo(START.plusSeconds(10));
        }

        @Test
        void stopsAtItsEndOnALoopWithNothingToDo() {
            loop.advance(ofSeconds(10));

            assertThat(loop.elapsed()).isEqualTo(ofSeconds(10));
        }

        @Test
        void runsWhatIsAddedOnTheWay() {
            loop.callLater(
                    ofSeconds(1),
                    () -> {
                        noteAt(ZERO);
                        noteAt(ofSeconds(1));
                        noteAt(ofSeconds(2));
                    });

            loop.advance(ofSeconds(2));

            assertThat(log)
                    .containsExactly("PT1S 2000-01-01T00:00:01Z", "PT2S 2000-01-01T00:00:02Z");
            loop.advance(ofSeconds(1));
            assertThat(log).hasSize(3);
        }

        @Test
        void runsWhatBecomesReadyAtItsEnd() {
            loop.callLater(ofSeconds(1), () -> loop.callSoon(() -> log.add("soon")));

            loop.advance(ofSeconds(1));

            assertThat(log).containsExactly("soon");
            assertThat(loop.isSettled()).isTrue();
        }

        @Test
        void runsWhatIsReadyBeforeTimeMoves() {
            loop.run("task", () -> log.add("at " + loop.elapsed()));

            loop.advance(ofSeconds(1));

            assertThat(log).containsExactly("at PT0S");
        }

        @Test
        void ofZeroRunsWhatCanRunNow() {
            loop.callSoon(() -> log.add("soon"));
            noteAt(ofNanos(1));

            loop.advance(ZERO);

            assertThat(log).containsExactly("soon");
            assertThat(loop.elapsed()).isZero();
            loop.advance(ofNanos(1));
        }

        @Test
        void inPartsIsTheSameAsInOne() {
            loop.callEvery(ofSeconds(3), () -> log.add("" + loop.elapsed()));

            for (int i = 0; i < 9; i++) {
                loop.advance(ofSeconds(1));
            }

            assertThat(log).containsExactly("PT3S", "PT6S", "PT9S");
            assertThat(loop.nextDue()).contains(START.plusSeconds(12));
            assertThat(blamed()).hasSize(1);
        }

        @Test
        void wakesABodyAtItsInstant() {
            Task<Duration> body =
                    loop.start(
                            "body",
                            () -> {
                                loop.sleep(ofSeconds(5));
                                return loop.elapsed();
                            });

            loop.advance(ofSeconds(7));

            assertThat(body.result()).isEqualTo(ofSeconds(5));
            assertThat(loop.elapsed()).isEqualTo(ofSeconds(7));
        }

        @Test
        void leavesABodyThatSleepsLongerWhereItIs() {
            Task<Void> body = loop.run("body", () -> loop.sleep(ofSeconds(5)));

            loop.advance(ofSeconds(4));

            assertThat(body)
                    .isNotDone()
                    .asString()
                    .startsWith("task \"body\" is pending: sleeping until +5 s at AdvanceTest.");
            loop.advance(ofSeconds(1));
            assertThat(body).isDone();
        }
    }

    @Nested
    class ToAnInstant {
        @Test
        void runsWhatFallsDueThere() {
            noteAt(ofSeconds(2));

            loop.advanceTo(START.plusSeconds(2));

            assertThat(log).containsExactly("PT2S 2000-01-01T00:00:02Z");
            assertThat(loop.now()).isEqualTo(START.plusSeconds(2));
        }

        @Test
        void ofNowRunsWhatCanRunNow() {
            loop.callSoon(() -> log.add("soon"));

            loop.advanceTo(loop.now());

            assertThat(log).containsExactly("soon");
            assertThat(loop.elapsed()).isZero();
        }

        @Test
        void leavesWhatFallsDueANanosecondLater() {
            noteAt(ofSeconds(2).plusNanos(1));

            loop.advanceTo(START.plusSeconds(2));

            assertThat(log).isEmpty();
            loop.advance(ofNanos(1));
        }
    }

    @Test
    void aMixtureOfTimersRunsInTheOrderOfInstants() {
        loop.run("body", () -> sleepAndLog(4));
        loop.executor().schedule(() -> log.add("job"), 3, TimeUnit.SECONDS);
        loop.script("script").succeedsAfter(ofSeconds(2), "x").thenRun(() -> log.add("script"));
        loop.callLater(ofSeconds(1), () -> log.add("callback"));

        loop.advance(ofSeconds(4));

        assertThat(log).containsExactly("callback", "script", "job", "body");
    }

    private void sleepAndLog(long seconds) {
        loop.sleep(ofSeconds(seconds));
        log.add("body");
    }
}
