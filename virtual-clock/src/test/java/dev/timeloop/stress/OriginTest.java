package dev.timeloop.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.internal.origin.Origin;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Stands here since frames of its own package would be taken for the library's. */
class OriginTest {
    @Test
    void beginsWhereItWasTakenDown() {
        StackTraceElement first = Origin.here().frames().get(0);

        assertThat(first.getClassName()).isEqualTo(OriginTest.class.getName());
        assertThat(first.getMethodName()).isEqualTo("beginsWhereItWasTakenDown");
        assertThat(first.getFileName()).isEqualTo("OriginTest.java");
        assertThat(first.getLineNumber()).isPositive();
    }

    @Test
    void hasFiveFramesAtMost() {
        assertThat(nested(20).frames())
                .hasSize(5)
                .extracting(StackTraceElement::getMethodName)
                .containsOnly("nested");
    }

    @Test
    void leavesOutTheFramesOfTheJdk() throws Exception {
        FutureTask<Origin> task = new FutureTask<>(Origin::here);
        ((Callable<Void>) () -> runs(task)).call();

        assertThat(task.get().frames())
                .isNotEmpty()
                .noneMatch(frame -> frame.getClassName().startsWith("java."))
                .first()
                .extracting(StackTraceElement::getMethodName)
                .isEqualTo("runs");
    }

    @Test
    void isUnknownOnAStackWithoutUsers() throws Exception {
        FutureTask<Origin> task = new FutureTask<>(Origin::here);
        new Thread(task).start();

        assertThat(task.get(30, TimeUnit.SECONDS)).isSameAs(Origin.UNKNOWN);
    }

    @Test
    void unknownHasNoFrames() {
        assertThat(Origin.UNKNOWN.frames()).isEqualTo(List.of());
    }

    @Test
    void isFoundBelowManyFramesOfOthers() {
        assertThat(nested(2_000).frames()).hasSize(5);
    }

    private static Origin nested(int depth) {
        return depth == 0 ? Origin.here() : nested(depth - 1);
    }

    private static Void runs(Runnable runnable) {
        runnable.run();
        return null;
    }
}
