package dev.timeloop.behaviour.contract;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.Outcome;
import dev.timeloop.Task;
import dev.timeloop.behaviour.LoopTest;
import dev.timeloop.behaviour.Outside;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TaskTest extends LoopTest {
    private final IOException boom = new IOException("boom");
    private final Task<String> task = loop.task("foo");

    @Nested
    class WhilePending {
        @Test
        void hasNoResultYet() {
            assertThatIllegalStateException()
                    .isThrownBy(task::result)
                    .withMessage(
                            "Task \"foo\" has no result yet: it is pending: nothing has completed"
                                    + " it yet.\n"
                                    + "-> wait for it first: loop.await(task), or move time:"
                                    + " loop.advance(duration)");
            task.cancel(true);
        }

        @Test
        void hasNoExceptionYet() {
            assertThatIllegalStateException()
                    .isThrownBy(task::exception)
                    .withMessageStartingWith("Task \"foo\" has no exception yet: it is pending");
            task.cancel(true);
        }

        @Test
        void hasAPendingOutcome() {
            assertThat(task.outcome()).isEqualTo(new Outcome.Pending<>());
            assertThat(task.getNow("absent")).isEqualTo("absent");
            task.cancel(true);
        }
    }

    @Nested
    class AfterAValue {
        @Test
        void givesIt() throws Exception {
            assertThat(task.complete("x")).isTrue();

            assertThat(task.result()).isEqualTo("x");
            assertThat(task.exception()).isNull();
            assertThat(task.outcome()).isEqualTo(new Outcome.Succeeded<>("x"));
            assertThat(task.get()).isEqualTo("x");
            assertThat(task.join()).isEqualTo("x");
            assertThat(task.getNow("absent")).isEqualTo("x");
        }

        @Test
        void takesNoOther() {
            task.complete("x");

            assertThat(task.complete("y")).isFalse();
            assertThat(task.completeExceptionally(boom)).isFalse();
            assertThat(task.cancel(true)).isFalse();
            assertThat(task.result()).isEqualTo("x");
        }

        @Test
        void nullIsAValue() {
            task.complete(null);

            assertThat(task.result()).isNull();
            assertThat(task.exception()).isNull();
            assertThat(task.outcome().isSucceeded()).isTrue();
        }
    }

    @Nested
    class AfterAFailure {
        @Test
        void resultThrowsItAsItIs() {
            task.completeExceptionally(boom);

            assertThatThrownBy(task::result).isSameAs(boom);
        }

        @Test
        void exceptionGivesItAsItIs() {
            task.completeExceptionally(boom);

            assertThat(task.exception()).isSameAs(boom);
            assertThat(task.outcome()).isEqualTo(new Outcome.Failed<String>(boom));
        }

        @Test
        void theInheritedMethodsWrapItAsTheJdkDoes() {
            task.completeExceptionally(boom);

            assertThatThrownBy(task::get).isInstanceOf(ExecutionException.class).hasCause(boom);
            assertThatThrownBy(task::join).isInstanceOf(CompletionException.class).hasCause(boom);
            assertThatThrownBy(() -> task.getNow("absent"))
                    .isInstanceOf(CompletionException.class)
                    .hasCause(boom);
        }

        @Test
        void aStageGivesTheOriginalToo() {
            Task<String> stage = task.thenApply(v -> v).thenApply(v -> v);
            task.completeExceptionally(boom);

            assertThat(stage.exception()).isSameAs(boom);
            assertThatThrownBy(stage::result).isSameAs(boom);
        }
    }

    @Nested
    class AfterACancellation {
        @Test
        void resultAndExceptionThrowIt() {
            task.cancel("enough");

            assertThatThrownBy(task::result)
                    .isInstanceOf(CancellationException.class)
                    .hasMessage("enough");
            assertThatThrownBy(task::exception)
                    .isInstanceOf(CancellationException.class)
                    .hasMessage("enough");
            assertThat(task.outcome().isCancelled()).isTrue();
            assertThat(task.outcome().exception()).hasMessage("enough");
        }

        @Test
        void theInheritedMethodsThrowItAsTheJdkDoes() {
            task.cancel("enough");

            assertThat(task.isCancelled()).isTrue();
            assertThat(task.isCompletedExceptionally()).isTrue();
            assertThatThrownBy(task::get).isInstanceOf(CancellationException.class);
            assertThatThrownBy(task::join).isInstanceOf(CancellationException.class);
        }

        @Test
        void aCancellationExceptionGivenByHandCounts() {
            task.completeExceptionally(new CancellationException("by hand"));

            assertThat(task.isCancelled()).isTrue();
            assertThat(task.outcome().isCancelled()).isTrue();
        }
    }

    @Nested
    class GetAndJoin {
        private final Task<String> slow =
                loop.<String>script("slow").succeedsAfter(ofSeconds(5), "x");

        GetAndJoin() {
            task.cancel(true);
        }

        @Test
        void driveTheLoopForTheTestBody() throws Exception {
            assertThat(slow.get()).isEqualTo("x");
            assertThat(loop.elapsed()).isEqualTo(ofSeconds(5));
        }

        @Test
        void blockABodyInVirtualTime() {
            Task<String> body = loop.start("body", slow::join);

            assertThat(body.join()).isEqualTo("x");
            assertThat(loop.elapsed()).isEqualTo(ofSeconds(5));
        }

        @Test
        void getWithATimeoutMeasuresVirtualTime() throws Exception {
            assertThatThrownBy(() -> slow.get(2, TimeUnit.SECONDS))
                    .isInstanceOf(TimeoutException.class)
                    .hasMessage("Task \"slow\" was not done within 2 s");

            assertThat(loop.elapsed()).isEqualTo(ofSeconds(2));
            assertThat(slow.get(3, TimeUnit.SECONDS)).isEqualTo("x");
        }

        @Test
        void onAThreadOutsideWaitForReal() {
            Thread[] waiting = new Thread[1];
            String[] got = new String[1];
            waiting[0] = Outside.start(() -> got[0] = slow.join());
            Outside.awaitBlocked(waiting[0]);

            loop.advance(ofSeconds(5));
            Outside.join(waiting[0]);

            assertThat(got[0]).isEqualTo("x");
        }
    }

    @Nested
    class CompletedByHandWhileItsBodyRuns {
        @Test
        void hasTheValueGivenAndDropsTheBodys() {
            task.cancel(true);
            Task<String> body =
                    loop.start(
                            "body",
                            () -> {
                                loop.sleep(ofSeconds(5));
                                return "late";
                            });
            loop.settle();

            assertThat(body.complete("early")).isTrue();
            assertThat(body.result()).isEqualTo("early");
            loop.advance(ofSeconds(5));

            assertThat(body.result()).isEqualTo("early");
        }

        @Test
        void theBodysFailureIsNobodysAndReported() {
            task.cancel(true);
            Task<String> body =
                    loop.start(
                            "body",
                            () -> {
                                loop.sleep(ofSeconds(5));
                                throw boom;
                            });
            loop.settle();
            body.complete("early");

            loop.advance(ofSeconds(5));

            assertThat(blamed()).containsExactly("UNRETRIEVED_FAILURE task \"body\": boom");
        }

        @Test
        void beforeItBeginsItNeverBegins() {
            task.cancel(true);
            Task<String> body =
                    loop.start(
                            "body",
                            () -> {
                                throw boom;
                            });

            body.complete("early");

            assertThat(blame()).isEmpty();
        }
    }

    @Test
    void stagesAreNamedAfterTheirTask() {
        assertThat(task.thenApply(v -> v).name()).isEqualTo("foo.thenApply");
        assertThat(task.copy().name()).isEqualTo("foo.copy");
        assertThat(loop.shield(task).name()).isEqualTo("foo.shield");
        task.complete("x");
    }
}
