package dev.timeloop.behaviour.contract;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.Task;
import dev.timeloop.TimerHandle;
import dev.timeloop.behaviour.LoopTest;
import dev.timeloop.behaviour.Outside;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SettleAndStepTest extends LoopTest {
    private final List<String> log = new ArrayList<>();

    @Nested
    class Settle {
        @Test
        void runsWhatIsReadyAndWhatThatMakesReady() {
            loop.callSoon(() -> loop.callSoon(() -> loop.callSoon(() -> log.add("third"))));

            loop.settle();

            assertThat(log).containsExactly("third");
            assertThat(loop.isSettled()).isTrue();
        }

        @Test
        void leavesTimeWhereItIs() {
            Task<Void> task = loop.run("task", () -> loop.sleep(ofSeconds(1)));

            loop.settle();

            assertThat(loop.elapsed()).isZero();
            assertThat(task).isNotDone();
            loop.await(task);
        }

        @Test
        void takesInWhatThreadsOutsideAskedFor() {
            Task<String> task = loop.task("by hand");
            Outside.run(() -> task.complete("x"));
            assertThat(task).isNotDone();
            assertThat(loop.isSettled()).isFalse();

            loop.settle();

            assertThat(task.result()).isEqualTo("x");
        }
    }

    @Nested
    class Step {
        @Test
        void runsExactlyOneReadyThing() {
            loop.callSoon(() -> log.add("a"));
            loop.callSoon(() -> log.add("b"));

            assertThat(loop.step()).isTrue();
            assertThat(log).containsExactly("a");
            assertThat(loop.step()).isTrue();
            assertThat(log).containsExactly("a", "b");
            assertThat(loop.step()).isFalse();
        }

        @Test
        void runsABodyUpToWhereItBlocks() {
            Task<Void> task =
                    loop.run(
                            "task",
                            () -> {
                                log.add("begun");
                                loop.sleep(ZERO);
                                log.add("back");
                            });

            loop.step();
            assertThat(log).containsExactly("begun");
            loop.step();
            assertThat(log).containsExactly("begun", "back");
            assertThat(task).isDone();
        }

        @Test
        void leavesTimersThatAreNotDue() {
            loop.callLater(ofSeconds(1), () -> log.add("timer"));

            assertThat(loop.step()).isFalse();

            loop.advance(ofSeconds(1));
            assertThat(log).containsExactly("timer");
        }

        @Test
        void doesNotWasteATurnOnWhatWasCancelled() {
            TimerHandle gone = loop.callSoon(() -> log.add("gone"));
            Task<Void> never = loop.run("never", () -> log.add("never"));
            loop.callSoon(() -> log.add("b"));
            gone.cancel();
            never.cancel(true);

            assertThat(loop.step()).isTrue();
            assertThat(log).containsExactly("b");
            assertThat(loop.step()).isFalse();
        }

        @Test
        void runsWhatAThreadOutsideStartedInItsTurn() {
            loop.callSoon(() -> log.add("first"));
            Outside.run(() -> loop.run("task", () -> log.add("ran")));

            assertThat(loop.step()).isTrue();
            assertThat(log).containsExactly("first");
            assertThat(loop.step()).isTrue();
            assertThat(log).containsExactly("first", "ran");
            assertThat(loop.step()).isFalse();
        }

        @Test
        void untilFalseIsSettle() {
            for (int i = 0; i < 3; i++) {
                loop.run(
                        "task",
                        () -> {
                            loop.sleep(ZERO);
                            log.add("x");
                        });
            }

            int steps = 0;
            while (loop.step()) {
                steps++;
            }

            assertThat(steps).isEqualTo(6);
            assertThat(log).hasSize(3);
        }
    }

    @Nested
    class RunUntilIdle {
        @Test
        void followsTheTimersUntilNoneIsLeft() {
            loop.callLater(ofSeconds(1), () -> loop.callLater(ofSeconds(2), () -> log.add("end")));
            loop.run("task", () -> loop.sleep(ofSeconds(9)));

            loop.runUntilIdle();

            assertThat(log).containsExactly("end");
            assertThat(loop.elapsed()).isEqualTo(ofSeconds(9));
            assertThat(loop.isIdle()).isTrue();
        }

        @Test
        void leavesTasksThatWaitForSomethingElse() {
            Task<String> never = loop.task("never");
            Task<String> waiter = loop.start("waiter", () -> loop.await(never));

            loop.runUntilIdle();

            assertThat(loop.isIdle()).isTrue();
            assertThat(waiter).isNotDone();
            never.complete("x");
            assertThat(loop.await(waiter)).isEqualTo("x");
        }

        @Test
        void leavesTimeWhereItIsWhenThereIsNothingToDo() {
            loop.advance(ofSeconds(3));

            loop.runUntilIdle();

            assertThat(loop.elapsed()).isEqualTo(ofSeconds(3));
        }

        @Test
        void doesNotGoOnToACancelledTimer() {
            TimerHandle handle = loop.callLater(ofSeconds(9), () -> log.add("never"));
            loop.callLater(ofSeconds(1), handle::cancel);

            loop.runUntilIdle();

            assertThat(loop.elapsed()).isEqualTo(ofSeconds(1));
            assertThat(log).isEmpty();
        }
    }

    @Nested
    class Questions {
        @Test
        void nextDueIsTheEarliestTimer() {
            assertThat(loop.nextDue()).isEmpty();
            loop.callLater(ofSeconds(2), () -> {});
            TimerHandle first = loop.callLater(ofSeconds(1), () -> {});

            assertThat(loop.nextDue()).contains(loop.now().plusSeconds(1));
            first.cancel();
            assertThat(loop.nextDue()).contains(loop.now().plusSeconds(2));
            loop.advance(ofSeconds(2));
            assertThat(loop.nextDue()).isEmpty();
        }

        @Test
        void nextDueIgnoresWhatIsReady() {
            loop.callSoon(() -> {});

            assertThat(loop.nextDue()).isEmpty();
            loop.settle();
        }

        @Test
        void aLoopIsSettledWhenNothingIsReadyAndIdleWhenNoTimerIsLeftEither() {
            assertThat(loop.isSettled()).isTrue();
            assertThat(loop.isIdle()).isTrue();
            loop.callLater(ofSeconds(1), () -> {});
            assertThat(loop.isSettled()).isTrue();
            assertThat(loop.isIdle()).isFalse();
            loop.callSoon(() -> {});
            assertThat(loop.isSettled()).isFalse();
            loop.advance(ofSeconds(1));
            assertThat(loop.isIdle()).isTrue();
        }
    }
}
