package dev.timeloop.behaviour.rules;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.Task;
import dev.timeloop.TimerHandle;
import dev.timeloop.behaviour.LoopTest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 2: the order of what runs is total and stated. */
class OrderTest extends LoopTest {
    private final List<String> log = new ArrayList<>();

    private Runnable note(String what) {
        return () -> log.add(what);
    }

    @Test
    void whatIsReadyRunsFirstInFirstOutWhateverItIs() {
        loop.callSoon(note("callback"));
        loop.run("task", note("task")::run);
        loop.executor().execute(note("job"));
        loop.executor("other").submit(note("submitted"));
        loop.callLater(ZERO, note("no delay"));
        loop.background("background", note("background")::run);
        loop.callAt(loop.now(), note("now"));

        loop.settle();

        assertThat(log)
                .containsExactly(
                        "callback", "task", "job", "submitted", "no delay", "background", "now");
    }

    @Test
    void timersOfOneInstantFireInTheOrderOfTheirRegistration() {
        loop.callLater(ofSeconds(1), note("callback"));
        loop.executor().schedule(note("job"), 1, TimeUnit.SECONDS);
        loop.script("script").succeedsAfter(ofSeconds(1), "x").thenRun(note("script"));
        loop.task("time-out").orTimeout(1, TimeUnit.SECONDS).exceptionally(e -> noted("time-out"));
        loop.callAt(loop.now().plusSeconds(1), note("callback at"));

        loop.advance(ofSeconds(1));

        assertThat(log).containsExactly("callback", "job", "script", "time-out", "callback at");
    }

    @Test
    void timersThatAreDueComeBeforeWhatTheyMakeReady() {
        loop.callLater(ofSeconds(1), () -> loop.callSoon(note("made ready")));
        loop.callLater(ofSeconds(1), note("due"));

        loop.advance(ofSeconds(1));

        assertThat(log).containsExactly("due", "made ready");
    }

    @Test
    void aTimerThatIsRegisteredForThisVeryInstantIsReady() {
        loop.callLater(
                ofSeconds(1),
                () -> {
                    loop.callSoon(note("soon"));
                    loop.callLater(ZERO, note("later"));
                });
        loop.callLater(ofSeconds(1), note("due"));

        loop.advance(ofSeconds(1));

        assertThat(log).containsExactly("due", "soon", "later");
    }

    @Test
    void sleepersAndCallbacksOfOneInstantKeepTheOrderInWhichTheyBegan() {
        Task<Void> sleeper =
                loop.run(
                        "sleeper",
                        () -> {
                            loop.sleep(ofSeconds(1));
                            log.add("sleeper");
                        });
        loop.callLater(ofSeconds(1), note("before the sleeper began"));
        loop.settle();
        loop.callLater(ofSeconds(1), note("after"));

        loop.await(sleeper);

        assertThat(log).containsExactly("before the sleeper began", "sleeper", "after");
    }

    @Test
    void aTaskThatYieldsGoesBehindWhatIsReady() {
        loop.run(
                "task",
                () -> {
                    log.add("before");
                    loop.callSoon(note("callback"));
                    loop.sleep(ZERO);
                    log.add("after");
                });

        loop.settle();

        assertThat(log).containsExactly("before", "callback", "after");
    }

    @Test
    void theTestBodyTakesItsTurnLikeAnyStrand() {
        loop.callSoon(note("first"));
        loop.callSoon(() -> loop.callSoon(note("third")));

        loop.sleep(ZERO);
        log.add("test body");
        loop.settle();

        assertThat(log).containsExactly("first", "test body", "third");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void manyTimersFireByInstantThenRegistrationThoughOthersAreCancelled(long seed) {
        Random random = new Random(seed);
        record Entry(int number, int millis) {}
        List<Entry> kept = new ArrayList<>();
        List<Entry> fired = new ArrayList<>();
        List<TimerHandle> cancelled = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            Entry entry = new Entry(i, 1 + random.nextInt(50));
            TimerHandle handle = loop.callLater(ofMillis(entry.millis()), () -> fired.add(entry));
            if (random.nextInt(3) == 0) {
                cancelled.add(handle);
            } else {
                kept.add(entry);
            }
            if (random.nextInt(10) == 0 && !cancelled.isEmpty()) {
                cancelled.remove(random.nextInt(cancelled.size())).cancel();
            }
        }
        cancelled.forEach(TimerHandle::cancel);
        kept.sort(Comparator.comparingInt(Entry::millis)); // stable

        loop.runUntilIdle();

        assertThat(fired).isEqualTo(kept);
    }

    @Test
    void twoRunsDoTheSameThingsInTheSameOrder() {
        assertThat(scramble(7)).isEqualTo(scramble(7)).hasSizeGreaterThan(300);
    }

    /** Tasks, callbacks and timers that start each other at random. */
    private List<String> scramble(long seed) {
        List<String> seen = new ArrayList<>();
        Random random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            String name = "task " + i;
            loop.run(
                    name,
                    () -> {
                        for (int turn = 0; turn < 10; turn++) {
                            seen.add(name + " at " + loop.elapsed().toMillis() % 1000);
                            loop.callLater(ofMillis(random.nextInt(3)), () -> seen.add("call"));
                            loop.sleep(ofMillis(random.nextInt(3)));
                        }
                    });
        }
        loop.runUntilIdle();
        loop.advance(ofMillis(1000 - loop.elapsed().toMillis() % 1000));
        return seen;
    }

    private Object noted(String what) {
        log.add(what);
        return null;
    }
}
