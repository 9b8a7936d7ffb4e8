package dev.timeloop.behaviour.rules;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.behaviour.LoopTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rule 1: one strand at a time, and a hand-over is a happens-before edge. */
class OneAtATimeTest extends LoopTest {
    private static final int STRANDS = 50;
    private static final int TURNS = 40;

    /** Neither volatile nor atomic. */
    private int count;

    private int inside;

    @Test
    void plainFieldsAreEnoughForTasksThatShareThem() {
        for (int i = 0; i < STRANDS; i++) {
            loop.run(
                    "counter",
                    () -> {
                        for (int turn = 0; turn < TURNS; turn++) {
                            int seen = count;
                            count = seen + 1;
                            loop.sleep(ZERO);
                        }
                    });
        }

        loop.runUntilIdle();

        assertThat(count).isEqualTo(STRANDS * TURNS);
    }

    @Test
    void noTwoBodiesAreEverInside() {
        List<Integer> overlaps = new ArrayList<>();
        Random random = new Random(3);
        for (int i = 0; i < STRANDS; i++) {
            int millis = random.nextInt(5);
            loop.executor()
                    .execute(
                            () -> {
                                for (int turn = 0; turn < TURNS; turn++) {
                                    inside++;
                                    if (inside != 1) {
                                        overlaps.add(inside);
                                    }
                                    Thread.onSpinWait();
                                    inside--;
                                    loop.sleep(ofMillis(millis));
                                }
                            });
        }

        loop.runUntilIdle();

        assertThat(overlaps).isEmpty();
    }

    @Test
    void aBodyKeepsItsThreadAndSharesItWithNoOther() {
        List<Thread> threads = new ArrayList<>();
        Set<String> changed = new HashSet<>();
        for (int i = 0; i < STRANDS; i++) {
            String name = "body " + i;
            loop.run(
                    name,
                    () -> {
                        Thread mine = Thread.currentThread();
                        threads.add(mine);
                        for (int turn = 0; turn < TURNS; turn++) {
                            loop.sleep(ofMillis(1));
                            if (Thread.currentThread() != mine) {
                                changed.add(name);
                            }
                        }
                    });
        }

        loop.runUntilIdle();

        assertThat(changed).isEmpty();
        assertThat(new HashSet<>(threads)).hasSize(STRANDS).doesNotContain(Thread.currentThread());
    }

    @Test
    void aThousandStrandsAtOnceAreNoProblem() {
        for (int i = 0; i < 1_000; i++) {
            loop.run(
                    "one of many",
                    () -> {
                        loop.sleep(ofMillis(1));
                        count++;
                    });
        }

        loop.runUntilIdle();

        assertThat(count).isEqualTo(1_000);
        assertThat(loop.elapsed()).isEqualTo(ofMillis(1));
    }

    @Test
    void threadLocalsAreTheBodysOwn() {
        ThreadLocal<String> local = new ThreadLocal<>();
        List<String> seen = new ArrayList<>();
        for (String name : List.of("a", "b")) {
            loop.run(
                    name,
                    () -> {
                        local.set(name);
                        loop.sleep(ZERO);
                        seen.add(local.get());
                        local.remove();
                    });
        }
        loop.settle();

        assertThat(seen).containsExactly("a", "b");
    }
}
