package dev.timeloop.behaviour.rules;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.Task;
import dev.timeloop.behaviour.LoopTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Rules 3 and 4: when time moves, and how far. */
class VirtualTimeTest extends LoopTest {
    private final List<String> log = new ArrayList<>();

    private void note(String what) {
        log.add(what + " at " + loop.elapsed());
    }

    @Test
    void movesOnlyWhenNothingCanRun() {
        loop.callLater(ofMillis(1), () -> note("timer"));
        loop.run(
                "busy",
                () -> {
                    for (int i = 0; i < 3; i++) {
                        loop.sleep(ZERO);
                        note("busy");
                    }
                });

        loop.advance(ofMillis(1));

        assertThat(log)
                .containsExactly(
                        "busy at PT0S", "busy at PT0S", "busy at PT0S", "timer at PT0.001S");
    }

    @Test
    void neverMovesPastATimer() {
        for (int i = 1; i <= 100; i++) {
            Duration due = ofMillis(i * 7L % 101);
            loop.callLater(due, () -> assertAt(due));
        }

        loop.sleep(ofSeconds(1));

        assertThat(blame()).isEmpty();
    }

    private void assertAt(Duration due) {
        assertThat(loop.elapsed()).isEqualTo(due);
    }

    @Test
    void isTheSameOnEveryClockOfACallback() {
        Task<Void> waiting = loop.task("waiting");
        loop.callLater(
                ofSeconds(5),
                () -> {
                    assertThat(loop.now()).isEqualTo(loop.clock().instant());
                    assertThat(loop.elapsed()).isEqualTo(ofSeconds(5));
                    assertThat(loop.clock().millis()).isEqualTo(loop.now().toEpochMilli());
                    waiting.complete(null);
                });

        loop.await(waiting);

        assertThat(loop.elapsed()).isEqualTo(ofSeconds(5));
    }

    @Test
    void stopsWhereTheTestBodyIsReleased() {
        loop.callLater(ofSeconds(9), () -> note("much later"));
        Task<String> soon = loop.<String>script("soon").succeedsAfter(ofSeconds(2), "x");

        loop.await(soon);

        assertThat(loop.elapsed()).isEqualTo(ofSeconds(2));
        assertThat(log).isEmpty();
        loop.advance(ofSeconds(7));
    }

    @Test
    void aTimeoutIsMetToTheNanosecond() {
        Task<String> late =
                loop.<String>script("late").succeedsAfter(ofSeconds(1).plusNanos(1), "x");
        Task<String> limited = late.copy().completeOnTimeout("late", 1, TimeUnit.SECONDS);

        assertThat(loop.await(limited)).isEqualTo("late");
        assertThat(loop.elapsed()).isEqualTo(ofSeconds(1));
        assertThat(loop.await(late)).isEqualTo("x");
    }

    @Test
    void aTimeoutThatIsNoLongerNeededLeavesNoTimer() {
        Task<String> quick = loop.task("quick");
        quick.orTimeout(1, TimeUnit.HOURS);
        quick.complete("x");

        loop.runUntilIdle();

        assertThat(loop.elapsed()).isZero();
    }

    @Test
    void anHourOfPollingIsExact() {
        loop.callEvery(ofSeconds(1), () -> log.add("tick"));

        loop.advance(Duration.ofHours(1));

        assertThat(log).hasSize(3600);
        assertThat(blamed()).hasSize(1);
    }
}
