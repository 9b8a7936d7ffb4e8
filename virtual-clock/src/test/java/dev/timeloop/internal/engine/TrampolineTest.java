package dev.timeloop.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrampolineTest {
    private static final int DEEPEST = 64;

    private final Trampoline trampoline = new Trampoline();
    private final List<String> log = new ArrayList<>();

    @Test
    void runsAStepAtOnce() {
        trampoline.run(() -> log.add("step"));

        assertThat(log).containsExactly("step");
    }

    @Test
    void nestsLikeTheJdkAsLongAsThatIsSafe() {
        nest(DEEPEST, 0);

        assertThat(log).hasSize(2 * DEEPEST);
        assertThat(log.get(DEEPEST - 1)).isEqualTo("in " + (DEEPEST - 1));
        assertThat(log.get(DEEPEST)).isEqualTo("out " + (DEEPEST - 1));
    }

    @Test
    void putsOffWhatWouldNestDeeper() {
        nest(DEEPEST + 1, 0);

        assertThat(log.get(log.size() - 3)).isEqualTo("out 0");
        assertThat(log).endsWith("in " + DEEPEST, "out " + DEEPEST);
    }

    private void nest(int levels, int level) {
        if (level < levels) {
            trampoline.run(
                    () -> {
                        log.add("in " + level);
                        nest(levels, level + 1);
                        log.add("out " + level);
                    });
        }
    }

    @Test
    void runsWhatWasPutOffInOrder() {
        inDepth(
                () -> {
                    trampoline.run(() -> log.add("first"));
                    trampoline.run(() -> log.add("second"));
                    log.add("before");
                });

        assertThat(log).containsExactly("before", "first", "second");
    }

    @Test
    void drainsWhatWasPutOffEvenInDepth() {
        inDepth(
                () -> {
                    trampoline.run(() -> log.add("put off"));
                    assertThat(trampoline.drain()).isTrue();
                    log.add("after");
                });

        assertThat(log).containsExactly("put off", "after");
    }

    @Test
    void saysThatThereWasNothingToDrain() {
        assertThat(trampoline.drain()).isFalse();
        inDepth(
                () -> {
                    trampoline.run(() -> log.add("put off"));
                    trampoline.drain();
                    assertThat(trampoline.drain()).isFalse();
                });
    }

    @Test
    void drainsWhatIsPutOffWhileItDrains() {
        inDepth(
                () -> {
                    trampoline.run(() -> trampoline.run(() -> log.add("put off by what was")));
                    trampoline.drain();
                    log.add("after");
                });

        assertThat(log).containsExactly("put off by what was", "after");
    }

    @Test
    void isAtRestAgainAfterAStepThatThrew() {
        assertThatThrownBy(
                        () ->
                                inDepth(
                                        () -> {
                                            throw new IllegalStateException("boom");
                                        }))
                .hasMessage("boom");
        trampoline.run(() -> log.add("at once"));

        assertThat(log).containsExactly("at once");
    }

    @Test
    void isSafeForTheStackHoweverLongTheChain() {
        int[] left = {1_000_000};
        Runnable[] step = new Runnable[1];
        step[0] =
                () -> {
                    if (--left[0] > 0) {
                        trampoline.run(step[0]);
                    }
                };
        trampoline.run(step[0]);

        assertThat(left[0]).isZero();
    }

    /** Runs something where the next step is put off. */
    private void inDepth(Runnable action) {
        descend(DEEPEST, action);
    }

    private void descend(int levels, Runnable action) {
        if (levels == 0) {
            action.run();
        } else {
            trampoline.run(() -> descend(levels - 1, action));
        }
    }
}
