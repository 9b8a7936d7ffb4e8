package dev.timeloop.behaviour.ending;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.LooseEnd;
import dev.timeloop.LooseEnd.Kind;
import dev.timeloop.Task;
import dev.timeloop.behaviour.LoopTest;
import dev.timeloop.behaviour.Outside;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Section 7 of the design: settle, take stock, cancel, clean up. */
class FinishTest extends LoopTest {
    private final List<String> log = new ArrayList<>();

    private void note(String what) {
        log.add(what + " at " + loop.elapsed());
    }

    @Nested
    class Settling {
        @Test
        void letsWhatCanRunNowRun() {
            loop.run("quick", () -> note("quick"));
            loop.callSoon(() -> note("callback"));

            assertThat(blame()).isEmpty();
            assertThat(log).containsExactly("quick at PT0S", "callback at PT0S");
        }

        @Test
        void takesInWhatArrivedFromOutside() {
            Task<String> task = loop.task("task");
            Outside.run(() -> task.complete("x"));

            assertThat(blame()).isEmpty();
            assertThat(task.result()).isEqualTo("x");
        }

        @Test
        void doesNotMoveTime() {
            loop.callLater(ofSeconds(1), () -> note("never"));

            assertThat(blamed()).hasSize(1);
            assertThat(log).isEmpty();
        }
    }

    @Nested
    class TakingStock {
        private LooseEnd only() {
            List<LooseEnd> found = blame();
            assertThat(found).hasSize(1);
            return found.get(0);
        }

        @Test
        void ofAPendingTask() {
            loop.advance(ofSeconds(2));
            loop.task("by hand");
            loop.advance(ofSeconds(3));

            LooseEnd end = only();

            assertThat(end.kind()).isEqualTo(Kind.PENDING_TASK);
            assertThat(end.name()).isEqualTo("task \"by hand\"");
            assertThat(end.state()).isEqualTo("is still pending: nothing has completed it yet");
            assertThat(end.since()).isEqualTo(ofSeconds(2));
            assertThat(end.age()).isEqualTo(ofSeconds(3));
            assertThat(end.failure()).isNull();
            assertThat(end.chain()).isEmpty();
            assertThat(end.madeAt().get(0).getMethodName()).isEqualTo("ofAPendingTask");
        }

        @Test
        void ofAFailureNobodyLookedAt() {
            IOException boom = new IOException("boom");
            loop.script("feed").failsAfter(ofSeconds(1), boom).thenApply(v -> v);
            loop.advance(ofSeconds(3));

            LooseEnd end = only();

            assertThat(end.kind()).isEqualTo(Kind.UNRETRIEVED_FAILURE);
            assertThat(end.name()).isEqualTo("task \"feed\"");
            assertThat(end.state()).isEqualTo("failed at +1 s, and nobody looked at it");
            assertThat(end.failure()).isSameAs(boom);
            assertThat(end.chain()).containsExactly("thenApply");
            assertThat(end.age()).isEqualTo(ofSeconds(3));
        }

        @Test
        void ofATimer() {
            loop.callLater(ofSeconds(5), () -> note("never"));
            loop.advance(ofSeconds(1));

            LooseEnd end = only();

            assertThat(end.kind()).isEqualTo(Kind.LIVE_TIMER);
            assertThat(end.name()).isEqualTo("callback in FinishTest.TakingStock");
            assertThat(end.state()).isEqualTo("is still due at +5 s");
            assertThat(end.age()).isEqualTo(ofSeconds(1));
        }

        @Test
        void ofAPeriodicJob() {
            loop.executor("refresh").scheduleAtFixedRate(() -> {}, 1, 2, TimeUnit.SECONDS);
            loop.advance(ofSeconds(4));

            LooseEnd end = only();

            assertThat(end.kind()).isEqualTo(Kind.LIVE_TIMER);
            assertThat(end.state())
                    .isEqualTo("is still pending: due at +5 s, at a fixed rate of 2 s");
        }

        @Test
        void ofABodyThatGoesOnThoughItsTaskIsDone() {
            Task<Void> task = loop.run("busy", () -> loop.sleep(ofSeconds(9)));
            loop.settle();
            task.complete(null);

            LooseEnd end = only();

            assertThat(end.kind()).isEqualTo(Kind.BUSY_THREAD);
            assertThat(end.name()).isEqualTo("the body of task \"busy\"");
            assertThat(end.state())
                    .startsWith(
                            "goes on although the task is done: sleeping until +9 s at FinishTest.");
        }

        @Test
        void ofAStageSaysNothingSinceItsTaskIsThere() {
            Task<String> task = loop.task("by hand");
            task.thenApply(v -> v).thenAccept(v -> {});

            assertThat(only().name()).isEqualTo("task \"by hand\"");
        }

        @Test
        void listsFailuresThenTasksThenTimers() {
            loop.callLater(ofSeconds(5), () -> note("never"));
            loop.task("by hand");
            loop.task("broken").completeExceptionally(new IOException("boom"));

            assertThat(blamed())
                    .containsExactly(
                            "UNRETRIEVED_FAILURE task \"broken\": boom",
                            "PENDING_TASK task \"by hand\"",
                            "LIVE_TIMER callback in FinishTest.TakingStock");
        }

        @Test
        void canBeDoneBeforehandWithoutChangingAnything() {
            Task<String> task = loop.task("by hand");
            task.thenApply(v -> v);

            assertThat(loop.looseEnds()).hasSize(1);
            assertThat(loop.looseEnds()).hasSize(1);

            task.complete("x");
            assertThat(loop.looseEnds()).isEmpty();
        }
    }

    @Nested
    class CleaningUp {
        @Test
        void cancelsBodiesWhichTakeTheirTime() {
            for (String name : List.of("a", "b")) {
                loop.run(
                        name,
                        () -> {
                            try {
                                loop.sleep(ofSeconds(100));
                            } catch (CancellationException e) {
                                note(name + ": " + e.getMessage());
                                throw e;
                            } finally {
                                loop.sleep(ofSeconds(2));
                                note(name + " is clean");
                            }
                        });
            }

            assertThat(blamed())
                    .containsExactly("PENDING_TASK task \"a\"", "PENDING_TASK task \"b\"");
            assertThat(log)
                    .containsExactly(
                            "a: the test has ended at PT0S",
                            "b: the test has ended at PT0S",
                            "a is clean at PT2S",
                            "b is clean at PT2S");
        }

        @Test
        void interruptsJobs() {
            loop.executor()
                    .submit(
                            () -> {
                                try {
                                    loop.sleep(ofSeconds(100));
                                } finally {
                                    note("job is clean");
                                }
                            });

            assertThat(blamed()).containsExactly("PENDING_TASK task \"executor-1\"");
            assertThat(log).containsExactly("job is clean at PT0S");
        }

        @Test
        void runsTheStagesOfWhatItCancels() {
            loop.task("by hand").whenComplete((v, e) -> note(e.getMessage()));

            assertThat(blamed()).hasSize(1);
            assertThat(log).containsExactly("the test has ended at PT0S");
        }

        @Test
        void reportsWhatItThrows() {
            loop.run(
                    "rude",
                    () -> {
                        try {
                            loop.sleep(ofSeconds(100));
                        } finally {
                            rude();
                        }
                    });

            assertThat(blamed())
                    .containsExactly(
                            "PENDING_TASK task \"rude\"",
                            "UNRETRIEVED_FAILURE task \"rude\": rude");
        }

        private void rude() throws IOException {
            throw new IOException("rude");
        }

        @Test
        void endsWhatItStarts() {
            loop.run(
                    "parent",
                    () -> {
                        try {
                            loop.sleep(ofSeconds(100));
                        } finally {
                            loop.run("child", () -> sleepAndNote("child"));
                        }
                    });

            assertThat(blamed()).containsExactly("PENDING_TASK task \"parent\"");
            assertThat(loop.isIdle()).isTrue();
            assertThat(loop.looseEnds()).isEmpty();
        }

        private void sleepAndNote(String what) {
            loop.sleep(ofSeconds(1));
            note(what);
        }

        @Test
        void insistsOnceABodyHasSwallowedIt() {
            loop.run(
                    "stubborn",
                    () -> {
                        for (int i = 1; i <= 2; i++) {
                            try {
                                loop.await(loop.script("hangs").hangs());
                            } catch (CancellationException e) {
                                note("swallowed " + i);
                            }
                        }
                    });

            assertThat(blamed())
                    .containsExactly(
                            "PENDING_TASK task \"stubborn\"", "PENDING_TASK task \"hangs\"");
            assertThat(log).containsExactly("swallowed 1 at PT0S", "swallowed 2 at PT0S");
        }

        @Test
        void leavesACleanLoopWhichCanGoOn() {
            loop.task("by hand");
            loop.callEvery(ofSeconds(1), () -> note("tick"));
            assertThat(blame()).hasSize(2);

            loop.run("next", () -> note("next"));
            loop.advance(ofSeconds(5));

            assertThat(log).containsExactly("next at PT0S");
            assertThat(blame()).isEmpty();
        }

        @Test
        void doesNotReportTheSameFailureTwice() {
            loop.task("broken").completeExceptionally(new IOException("boom"));
            assertThat(blame()).hasSize(1);

            assertThat(blame()).isEmpty();
        }
    }
}
