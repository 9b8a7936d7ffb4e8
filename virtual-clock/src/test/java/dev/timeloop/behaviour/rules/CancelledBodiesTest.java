package dev.timeloop.behaviour.rules;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.Task;
import dev.timeloop.behaviour.LoopTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Rule 6: cancelling a task with a body is a request. */
class CancelledBodiesTest extends LoopTest {
    private final List<String> log = new ArrayList<>();
    private final IOException boom = new IOException("boom");

    @FunctionalInterface
    private interface Body {
        void run() throws Exception;
    }

    /** Starts a body that blocks, cancels it, and lets it do what it does then. */
    private Task<Void> cancelled(Body blocking) {
        Task<Void> task = loop.run("body", blocking::run);
        loop.settle();
        task.cancel("enough");
        loop.runUntilIdle();
        return task;
    }

    private void note(String what) {
        log.add(what + " at " + loop.elapsed());
    }

    @Nested
    class TheCancellationComesOutWhereTheBodyIsBlocked {
        private final Task<String> hanging = loop.<String>script("hanging").hangs();

        private void verify(Body blocking) {
            Task<Void> task =
                    cancelled(
                            () -> {
                                try {
                                    blocking.run();
                                } catch (CancellationException e) {
                                    note(e.getMessage());
                                    throw e;
                                }
                            });

            assertThat(log).containsExactly("enough at PT0S");
            assertThat(task).isCancelled();
            hanging.cancel(true);
        }

        @Test
        void inASleep() {
            verify(() -> loop.sleep(ofSeconds(9)));
        }

        @Test
        void inAnAwait() {
            verify(() -> loop.await(hanging));
            assertThat(hanging).isCancelled();
        }

        @Test
        void inAnAwaitOfAForeignFuture() {
            CompletableFuture<String> foreign = new CompletableFuture<>();
            verify(() -> loop.await(foreign));
            assertThat(foreign).isCancelled();
        }

        @Test
        void inAGet() {
            verify(hanging::get);
        }

        @Test
        void inATimedGet() {
            verify(() -> hanging.get(9, TimeUnit.SECONDS));
        }

        @Test
        void inAJoin() {
            verify(hanging::join);
        }

        @Test
        void inAWait() {
            verify(() -> loop.waitUntil(dev.timeloop.ReturnWhen.ALL_COMPLETED, List.of(hanging)));
        }

        @Test
        void inAGather() {
            verify(() -> loop.gather(List.of(hanging)));
        }

        @Test
        void inAGatherOfOutcomes() {
            verify(() -> loop.gatherOutcomes(List.of(hanging)));
        }

        @Test
        void inAnIterationAsCompleted() {
            verify(() -> loop.asCompleted(List.of(hanging)).iterator().next());
        }

        @Test
        void inAnExecutorsTermination() {
            verify(() -> loop.executor("other").awaitTermination(9, TimeUnit.SECONDS));
        }

        @Test
        void inAnExecutorsInvokeAll() {
            verify(() -> loop.executor("other").invokeAll(List.of(hanging::join)));
        }

        @Test
        void inAnExecutorsInvokeAny() {
            verify(() -> loop.executor("other").invokeAny(List.of(hanging::join)));
        }
    }

    @Nested
    class TheBodyDecidesHowItEnds {
        @Test
        void cleaningUpInVirtualTimeItIsCancelledWhenThatIsDone() {
            Task<Void> task =
                    cancelled(
                            () -> {
                                try {
                                    loop.sleep(ofSeconds(9));
                                } finally {
                                    loop.sleep(ofSeconds(2));
                                    note("finally");
                                }
                            });

            assertThat(log).containsExactly("finally at PT2S");
            assertThat(task)
                    .isCancelled()
                    .hasToString("task \"body\" was cancelled at +2 s (enough)");
        }

        @Test
        void swallowingItTheBodyGoesOnAndSucceeds() {
            Task<Void> task =
                    cancelled(
                            () -> {
                                try {
                                    loop.sleep(ofSeconds(9));
                                } catch (CancellationException e) {
                                    note("swallowed");
                                }
                                loop.sleep(ofSeconds(5));
                                note("went on");
                            });

            assertThat(log).containsExactly("swallowed at PT0S", "went on at PT5S");
            assertThat(task.isCancelled()).isFalse();
            assertThat(task.exception()).isNull();
        }

        @Test
        void convertingItTheBodyFails() {
            Task<Void> task =
                    cancelled(
                            () -> {
                                try {
                                    loop.sleep(ofSeconds(9));
                                } catch (CancellationException e) {
                                    throw boom;
                                }
                            });

            assertThat(task.exception()).isSameAs(boom);
        }

        @Test
        void aFailureOfTheCleanUpIsTheOutcomeAndHasToBeLookedAt() {
            cancelled(
                    () -> {
                        try {
                            loop.sleep(ofSeconds(9));
                        } finally {
                            fail();
                        }
                    });

            assertThat(blamed()).containsExactly("UNRETRIEVED_FAILURE task \"body\": boom");
        }

        @Test
        void throwingAnotherCancellationItIsCancelledWithThat() {
            Task<Void> task =
                    cancelled(
                            () -> {
                                try {
                                    loop.sleep(ofSeconds(9));
                                } catch (CancellationException e) {
                                    throw new CancellationException("my own");
                                }
                            });

            assertThatThrownBy(task::result).hasMessage("my own");
        }

        private void fail() throws IOException {
            throw boom;
        }
    }

    @Test
    void aBodyThatHasNotBegunNeverBegins() {
        Task<Void> task = loop.run("body", () -> note("begun"));

        task.cancel("too early");
        loop.settle();

        assertThat(log).isEmpty();
        assertThat(task).isCancelled();
    }

    @Test
    void theStagesOfACancelledBodyRunWhenItHasEnded() {
        Task<Void> task = loop.run("body", this::sleepAndCleanUp);
        task.whenComplete((v, e) -> note("stage"));
        loop.settle();

        task.cancel("enough");
        assertThat(log).isEmpty();
        loop.runUntilIdle();

        assertThat(log).containsExactly("clean at PT2S", "stage at PT2S");
    }

    private void sleepAndCleanUp() {
        try {
            loop.sleep(ofSeconds(9));
        } finally {
            loop.sleep(ofSeconds(2));
            note("clean");
        }
    }

    @Test
    void aTaskWithoutABodyAndAnExecutorsFutureAreCancelledAtOnce() {
        Task<String> byHand = loop.task("by hand");
        Task<String> script = loop.<String>script("script").hangs();
        var job = loop.executor().submit(this::sleepAndCleanUp);
        loop.settle();

        byHand.cancel(true);
        script.cancel(true);
        job.cancel(true);

        assertThat(byHand).isCancelled();
        assertThat(script).isCancelled();
        assertThat(job.isCancelled()).isTrue();
        loop.runUntilIdle();
        assertThat(log).containsExactly("clean at PT2S");
    }

    @Test
    void ofTwoThatAwaitEachOtherBothEnd() {
        List<Task<?>> tasks = new ArrayList<>();
        tasks.add(loop.run("a", () -> loop.await(tasks.get(1))));
        tasks.add(loop.run("b", () -> loop.await(tasks.get(0))));
        loop.settle();

        tasks.get(0).cancel("enough");
        loop.settle();

        assertThat(tasks).allMatch(Task::isCancelled);
    }
}
