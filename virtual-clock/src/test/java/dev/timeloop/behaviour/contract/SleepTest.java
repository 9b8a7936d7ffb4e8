package dev.timeloop.behaviour.contract;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.Task;
import dev.timeloop.behaviour.LoopTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SleepTest extends LoopTest {
    private final List<String> log = new ArrayList<>();

    @Test
    void letsTimeJumpForTheTestBody() {
        loop.callLater(ofSeconds(1), () -> log.add("on the way"));

        loop.sleep(ofSeconds(3));

        assertThat(log).containsExactly("on the way");
        assertThat(loop.elapsed()).isEqualTo(ofSeconds(3));
    }

    @Test
    void lastsToTheNanosecond() {
        loop.sleep(ofNanos(1));

        assertThat(loop.elapsed()).isEqualTo(ofNanos(1));
    }

    @Test
    void ofZeroLetsWhatIsReadyRunFirst() {
        loop.callSoon(() -> log.add("ready"));

        loop.sleep(ZERO);

        assertThat(log).containsExactly("ready");
        assertThat(loop.elapsed()).isZero();
    }

    @Test
    void goesOnWithoutRunningWhatIsRegisteredLaterForTheSameInstant() {
        loop.callLater(ofSeconds(1), () -> log.add("earlier"));
        loop.callSoon(() -> loop.callLater(ofSeconds(1), () -> log.add("later")));

        loop.sleep(ofSeconds(1));

        assertThat(log).containsExactly("earlier");
        loop.settle();
        assertThat(log).containsExactly("earlier", "later");
    }

    @Test
    void ofSeveralTasksEndsInTheOrderOfInstants() {
        for (int seconds : new int[] {3, 1, 2}) {
            loop.run(
                    "sleeper",
                    () -> {
                        loop.sleep(ofSeconds(seconds));
                        log.add(seconds + " at " + loop.elapsed());
                    });
        }

        loop.runUntilIdle();

        assertThat(log).containsExactly("1 at PT1S", "2 at PT2S", "3 at PT3S");
    }

    @Test
    void inACallbackIsRefused() {
        List<Throwable> refused = new ArrayList<>();
        loop.callSoon(() -> refused.add(thrownBy(() -> loop.sleep(ofSeconds(1)))));
        loop.settle();

        assertThat(refused)
                .singleElement()
                .isInstanceOf(IllegalStateException.class)
                .extracting(Throwable::getMessage)
                .isEqualTo(
                        "A callback can't block, and this one is sleeping until +1 s."
                                + "\n-> use a body that can: loop.run(name, body), or"
                                + " loop.executor().schedule(job, delay, unit)");
    }

    @Test
    void endsWithAnInterruptOfTheJob() {
        var job =
                loop.executor()
                        .submit(
                                () -> {
                                    assertThatThrownBy(() -> loop.sleep(ofSeconds(9)))
                                            .isInstanceOf(InterruptedException.class)
                                            .hasMessage("interrupted while sleeping until +9 s");
                                    log.add("interrupted at " + loop.elapsed());
                                });
        loop.advance(ofSeconds(1));

        job.cancel(true);
        loop.settle();

        assertThat(log).containsExactly("interrupted at PT1S");
    }

    @Test
    void refusesToGoBack() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loop.sleep(ofSeconds(-1)))
                .withMessage("Nobody can sleep for PT-1S.");
    }

    @Test
    void belongsToTheLoopOfTheCaller() {
        Task<Void> driving = loop.run("driving", () -> loop.sleep(ofSeconds(1)));
        List<Throwable> refused = new ArrayList<>();
        loop.callLater(
                ofSeconds(1),
                () ->
                        dev.timeloop.behaviour.Outside.run(
                                () -> refused.add(thrownBy(() -> loop.sleep(ZERO)))));
        loop.await(driving);
        loop.settle();

        assertThat(refused)
                .singleElement()
                .extracting(Throwable::getMessage)
                .isEqualTo(
                        "Thread \"outside\" called to block and isn't a strand of this loop, which"
                                + " another thread drives.\n"
                                + "-> wait outside with future.get(), or run this code on the loop:"
                                + " loop.start(name, body)");
    }

    private static Throwable thrownBy(Runnable action) {
        return assertThatIllegalStateException().isThrownBy(action::run).actual();
    }
}
