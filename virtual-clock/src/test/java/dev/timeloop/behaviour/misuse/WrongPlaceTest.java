package dev.timeloop.behaviour.misuse;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.timeloop.EventLoop;
import dev.timeloop.ReturnWhen;
import dev.timeloop.Task;
import dev.timeloop.behaviour.LoopTest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Driving the loop inside itself, and waiting for tasks of another. */
class WrongPlaceTest extends LoopTest {
    /** What only the test body does. */
    @SuppressWarnings("ImmutableEnumChecker") // its lambdas have no state
    enum Drive {
        ADVANCE("advance", loop -> loop.advance(ofSeconds(1))),
        ADVANCE_TO("advanceTo", loop -> loop.advanceTo(loop.now())),
        SETTLE("settle", EventLoop::settle),
        STEP("step", EventLoop::step),
        RUN_UNTIL_IDLE("runUntilIdle", EventLoop::runUntilIdle),
        FINISH("finish", EventLoop::finish),
        CLOSE("close", EventLoop::close);

        private final String name;
        private final Consumer<EventLoop> drive;

        Drive(String name, Consumer<EventLoop> drive) {
            this.name = name;
            this.drive = drive;
        }

        void refusedIn(String where, EventLoop loop, List<String> log) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> drive.accept(loop))
                    .withMessage(
                            name
                                    + " was called inside "
                                    + where
                                    + ": only the test body drives the loop.\n"
                                    + "-> to let time pass in a task, block: loop.sleep(duration),"
                                    + " loop.await(task)");
            log.add("refused");
        }
    }

    private final List<String> log = new ArrayList<>();
    private final EventLoop other = EventLoop.builder().owner("OtherTest.other").build();

    @ParameterizedTest
    @EnumSource
    void drivingInATaskIsRefused(Drive drive) {
        loop.await(loop.run("driver", () -> drive.refusedIn("task \"driver\"", loop, log)));

        assertThat(log).containsExactly("refused");
    }

    @ParameterizedTest
    @EnumSource
    void drivingInAJobIsRefused(Drive drive) {
        loop.executor("jobs").execute(() -> drive.refusedIn("task \"jobs-1\"", loop, log));
        loop.settle();

        assertThat(log).containsExactly("refused");
    }

    @ParameterizedTest
    @EnumSource
    void drivingInACallbackIsRefused(Drive drive) {
        loop.callLater(ofSeconds(1), () -> drive.refusedIn("a callback", loop, log));
        loop.advance(ofSeconds(1));

        assertThat(log).containsExactly("refused");
    }

    @ParameterizedTest
    @EnumSource
    void drivingInAStageThatTheLoopRunsIsRefused(Drive drive) {
        loop.script("feed")
                .succeedsAfter(ofSeconds(1), "x")
                .thenRun(() -> drive.refusedIn("script of task \"feed\"", loop, log));
        loop.advance(ofSeconds(1));

        assertThat(log).containsExactly("refused");
    }

    @Test
    void aStageThatTheTestBodyCompletesMaySettleTheLoop() {
        Task<String> task = loop.task("task");
        task.thenRun(
                () -> {
                    loop.callSoon(() -> log.add("callback"));
                    loop.settle();
                    log.add("settled");
                });

        task.complete("x");

        assertThat(log).containsExactly("callback", "settled");
    }

    @Test
    void waitingForATaskOfAnotherLoopIsRefused() {
        Task<String> foreign = other.task("foreign");
        String message =
                "Task \"foreign\" belongs to another loop, that of OtherTest.other, which this one"
                        + " can't drive.";

        List<Runnable> waits =
                List.of(
                        () -> loop.await(foreign),
                        () -> loop.awaitWithin(ofSeconds(1), foreign),
                        () -> loop.waitUntil(ReturnWhen.ALL_COMPLETED, List.of(foreign)),
                        () -> loop.gather(List.of(foreign)),
                        () -> loop.gatherOutcomes(List.of(foreign)),
                        () -> loop.asCompleted(List.of(foreign)),
                        () -> loop.shield(foreign));

        for (Runnable wait : waits) {
            assertThatIllegalArgumentException().isThrownBy(wait::run).withMessage(message);
        }
        foreign.cancel(true);
        other.close();
    }

    @Test
    void aTaskOfAnotherLoopCanBeTracked() {
        Task<String> foreign = other.task("foreign");
        Task<String> tracked = loop.track("tracked", foreign);

        foreign.complete("x");

        assertThat(loop.await(tracked)).isEqualTo("x");
        other.close();
    }

    @Test
    void twoLoopsOfOneTestKeepTheirOwnTime() {
        other.callLater(ofSeconds(5), () -> log.add("other"));
        loop.callLater(ofSeconds(1), () -> log.add("loop"));

        loop.advance(ofSeconds(3));
        other.advance(ofSeconds(5));

        assertThat(log).containsExactly("loop", "other");
        assertThat(loop.elapsed()).isEqualTo(ofSeconds(3));
        assertThat(other.elapsed()).isEqualTo(ofSeconds(5));
        other.close();
    }

    @Test
    void anErrorOfABodyIsItsOutcomeLikeAnException() {
        AssertionError error = new AssertionError("assertion in a body");
        Task<Void> task =
                loop.run(
                        "body",
                        () -> {
                            throw error;
                        });
        Task<String> unaffected = loop.start("other", () -> "x");
        loop.settle();

        assertThat(task.exception()).isSameAs(error);
        assertThat(unaffected.result()).isEqualTo("x");
    }
}
