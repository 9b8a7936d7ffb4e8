package dev.timeloop.behaviour.contract;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.TimerHandle;
import dev.timeloop.behaviour.LoopTest;
import dev.timeloop.behaviour.Outside;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CallbacksTest extends LoopTest {
    private final List<String> log = new ArrayList<>();

    private Runnable note(String what) {
        return () -> log.add(what + " at " + loop.elapsed());
    }

    @Nested
    class CallSoon {
        @Test
        void comesAfterWhatIsReady() {
            loop.run("task", note("task")::run);
            loop.callSoon(note("callback"));

            loop.settle();

            assertThat(log).containsExactly("task at PT0S", "callback at PT0S");
        }

        @Test
        void fromAThreadOutsideComesWhenTheLoopIsDriven() {
            Outside.run(() -> loop.callSoon(note("callback")));
            assertThat(log).isEmpty();

            loop.settle();

            assertThat(log).containsExactly("callback at PT0S");
        }

        @Test
        void canBeTakenBack() {
            TimerHandle handle = loop.callSoon(note("never"));

            assertThat(handle.isPending()).isTrue();
            assertThat(handle.cancel()).isTrue();
            assertThat(handle.isPending()).isFalse();
            assertThat(handle.cancel()).isFalse();
            loop.settle();

            assertThat(log).isEmpty();
        }

        @Test
        void cannotBeTakenBackOnceItWasMade() {
            TimerHandle handle = loop.callSoon(note("callback"));
            loop.settle();

            assertThat(handle.isPending()).isFalse();
            assertThat(handle.cancel()).isFalse();
        }
    }

    @Nested
    class CallLater {
        @Test
        void comesAtItsInstant() {
            loop.callLater(ofSeconds(2), note("callback"));

            loop.advance(ofSeconds(3));

            assertThat(log).containsExactly("callback at PT2S");
        }

        @Test
        void ofZeroIsCallSoon() {
            loop.callLater(ZERO, note("first"));
            loop.callSoon(note("second"));

            loop.settle();

            assertThat(log).containsExactly("first at PT0S", "second at PT0S");
        }

        @Test
        void beyondAnyTimeNeverComes() {
            TimerHandle handle = loop.callLater(ofSeconds(Long.MAX_VALUE), note("never"));

            loop.runUntilIdle();

            assertThat(loop.elapsed()).isZero();
            assertThat(handle.isPending()).isTrue();
            assertThat(blamed()).hasSize(1);
            assertThat(handle.isPending()).isFalse();
        }

        @Test
        void fromAThreadOutsideCountsFromTheInstantOfTheCall() {
            loop.advance(ofSeconds(1));
            Outside.run(() -> loop.callLater(ofSeconds(2), note("callback")));

            loop.advance(ofSeconds(2));

            assertThat(log).containsExactly("callback at PT3S");
        }

        @Test
        void canBeTakenBackByAThreadOutside() {
            TimerHandle handle = loop.callLater(ofSeconds(2), note("never"));
            Outside.run(handle::cancel);

            loop.advance(ofSeconds(3));

            assertThat(log).isEmpty();
        }
    }

    @Nested
    class CallAt {
        @Test
        void comesAtThatInstant() {
            loop.callAt(loop.now().plusSeconds(2), note("callback"));

            loop.advance(ofSeconds(3));

            assertThat(log).containsExactly("callback at PT2S");
        }

        @Test
        void thatHasPassedComesAtOnce() {
            loop.advance(ofSeconds(5));
            loop.callAt(loop.now().minusSeconds(2), note("late"));
            loop.callAt(loop.now(), note("now"));
            loop.callAt(Instant.MIN, note("long ago"));

            loop.settle();

            assertThat(log).containsExactly("late at PT5S", "now at PT5S", "long ago at PT5S");
        }

        @Test
        void beyondAnyTimeNeverComes() {
            TimerHandle handle = loop.callAt(Instant.MAX, note("never"));

            loop.runUntilIdle();

            assertThat(log).isEmpty();
            handle.cancel();
        }
    }

    @Nested
    class CallEvery {
        @Test
        void comesFirstAfterOnePeriodAndKeepsTheRate() {
            TimerHandle handle = loop.callEvery(ofSeconds(2), note("tick"));

            loop.advance(ofSeconds(6));

            assertThat(log).containsExactly("tick at PT2S", "tick at PT4S", "tick at PT6S");
            assertThat(handle.isPending()).isTrue();
            handle.cancel();
        }

        @Test
        void endsWhenItIsCancelled() {
            TimerHandle handle = loop.callEvery(ofSeconds(2), note("tick"));
            loop.advance(ofSeconds(3));

            assertThat(handle.cancel()).isTrue();
            loop.advance(ofSeconds(9));

            assertThat(log).containsExactly("tick at PT2S");
            assertThat(loop.isIdle()).isTrue();
        }

        @Test
        void canEndItself() {
            List<TimerHandle> self = new ArrayList<>();
            self.add(
                    loop.callEvery(
                            ofSeconds(1),
                            () -> {
                                note("tick").run();
                                if (log.size() == 2) {
                                    self.get(0).cancel();
                                }
                            }));

            loop.runUntilIdle();

            assertThat(log).containsExactly("tick at PT1S", "tick at PT2S");
        }

        @Test
        void keepsItsPlaceAmongTimersOfTheSameInstant() {
            TimerHandle handle = loop.callEvery(ofSeconds(1), note("tick"));
            loop.callLater(ofSeconds(1), note("once"));
            loop.callLater(ofSeconds(2), note("twice"));

            loop.advance(ofSeconds(2));

            assertThat(log)
                    .as("the second tick was registered at +1 s, after the others")
                    .containsExactly(
                            "tick at PT1S", "once at PT1S", "twice at PT2S", "tick at PT2S");
            handle.cancel();
        }
    }

    @Test
    void aCallbackIsPendingUntilItRuns() {
        List<Boolean> seen = new ArrayList<>();
        List<TimerHandle> self = new ArrayList<>();
        self.add(loop.callSoon(() -> seen.add(self.get(0).isPending())));
        loop.settle();

        assertThat(seen).containsExactly(false);
    }

    @Test
    void aHandleTellsItsInstant() {
        TimerHandle later = loop.callLater(ofMillis(1500), note("x"));
        TimerHandle every = loop.callEvery(ofSeconds(2), note("y"));

        assertThat(later).hasToString("callback in CallbacksTest, due at +1.5 s");
        assertThat(every).hasToString("callback in CallbacksTest, every 2 s, due at +2 s");
        later.cancel();
        every.cancel();
        assertThat(later).hasToString("callback that was cancelled");
    }
}
