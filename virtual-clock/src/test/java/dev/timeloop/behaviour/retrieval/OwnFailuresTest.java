package dev.timeloop.behaviour.retrieval;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.EventLoop;
import dev.timeloop.Task;
import dev.timeloop.behaviour.LoopTest;
import dev.timeloop.behaviour.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Whose duty a failure is: those of functions, of losers, of cancelled and of second failures. */
class OwnFailuresTest extends LoopTest {
    private final IllegalStateException second = new IllegalStateException("second");
    private final Task<String> feed =
            loop.<String>script("feed").failsAfter(ofSeconds(1), new IOException("first"));

    private void run() {
        loop.advance(ofSeconds(2));
    }

    private String fail() {
        throw second;
    }

    @Nested
    class OfAFunction {
        @Test
        void thatHandledTheFirstIsANewOne() {
            feed.handle((v, e) -> fail());
            run();

            assertThat(blamed())
                    .containsExactly("UNRETRIEVED_FAILURE task \"feed.handle\": second");
        }

        @Test
        void thatOnlyLookedOnIsSuppressedInTheFirst() {
            Task<String> stage = feed.whenComplete((v, e) -> fail());
            run();

            assertThat(stage.exception()).hasMessage("first").hasSuppressedException(second);
        }

        @Test
        void thatThrowsTheVeryFailureItWasGivenIsANewDuty() {
            feed.exceptionally(
                    e -> {
                        throw new CompletionException(e);
                    });
            run();

            assertThat(blamed())
                    .containsExactly("UNRETRIEVED_FAILURE task \"feed.exceptionally\": first");
        }

        @Test
        void afterASuccessIsTheStagesOwn() {
            Task<String> good = loop.<String>script("good").succeedsAfter(ofSeconds(1), "x");
            good.thenApply(v -> fail()).thenApply(v -> v);
            feed.exceptionally(e -> "handled");
            run();

            assertThat(good.result()).isEqualTo("x");
            assertThat(blamed())
                    .containsExactly("UNRETRIEVED_FAILURE task \"good.thenApply\": second");
        }
    }

    @Nested
    class OfTwo {
        private final Task<String> other =
                loop.<String>script("other").failsAfter(ofSeconds(1), second);

        @Test
        void thatWereCombinedNobodyLookedAtEither() {
            feed.thenCombine(other, (v, w) -> v).thenAccept(v -> {});
            run();

            assertThat(blamed())
                    .containsExactly(
                            "UNRETRIEVED_FAILURE task \"feed\": first",
                            "UNRETRIEVED_FAILURE task \"other\": second");
        }

        @Test
        void thatWereCombinedOneLookCoversBoth() {
            Task<Void> end = feed.thenCombine(other, (v, w) -> v).thenAccept(v -> {});
            run();

            assertThat(end.exception()).hasMessage("first");
            assertThat(blame()).isEmpty();
        }

        @Test
        void thatWereCombinedALookBeforehandCoversBoth() {
            Task<Void> end = feed.thenCombine(other, (v, w) -> v).thenAccept(v -> {});
            end.exceptionally(e -> null);
            run();

            assertThat(blame()).isEmpty();
        }

        @Test
        void underAllOfOneLookCoversBoth() {
            CompletableFuture<Void> all = CompletableFuture.allOf(feed, other);
            run();

            assertThatThrownBy(() -> loop.await(all)).hasMessage("first");
            assertThat(blame()).isEmpty();
        }

        @Test
        void aGatherCoversWhatItThrowsAndNothingElse() {
            assertThatThrownBy(() -> loop.gather(List.of(feed, other))).hasMessage("first");
            run();

            assertThat(blamed()).containsExactly("UNRETRIEVED_FAILURE task \"other\": second");
        }

        @Test
        void aGatherOfOutcomesCoversBoth() {
            loop.gatherOutcomes(List.of(feed, other));

            assertThat(blame()).isEmpty();
        }

        @Test
        void withTheSameExceptionAreTwoFailures() {
            Task<String> again = loop.<String>script("again").failsAfter(ofSeconds(1), second);
            run();

            assertThat(feed.exception()).hasMessage("first");
            assertThat(again.exception()).isSameAs(second);
            assertThat(blamed()).containsExactly("UNRETRIEVED_FAILURE task \"other\": second");
        }
    }

    @Nested
    class OfALoser {
        private final Task<String> winner = loop.task("winner");

        @Test
        void nobodyLookedAtIsReported() {
            winner.applyToEither(feed, v -> v).thenApply(v -> v);
            winner.complete("x");
            run();

            assertThat(blamed()).containsExactly("UNRETRIEVED_FAILURE task \"feed\": first");
        }

        @Test
        void ofInvokeAnyOwesNothing() throws Exception {
            feed.cancel(true);
            String won =
                    loop.executor()
                            .invokeAny(
                                    List.of(
                                            this::loses,
                                            () -> {
                                                loop.sleep(ofSeconds(1));
                                                return "won";
                                            }));
            winner.complete(won);

            assertThat(winner.result()).isEqualTo("won");
            assertThat(blame()).isEmpty();
        }

        private String loses() throws IOException {
            throw new IOException("lost");
        }
    }

    @Test
    void aCancellationIsNeverAFailure() {
        Task<String> cancelled = loop.task("cancelled");
        cancelled.thenApply(v -> v).thenAccept(v -> {});
        cancelled.cancel(true);
        feed.cancel(true);
        run();

        assertThat(blame()).isEmpty();
    }

    @Test
    void aFutureThatWasBornFailedOwesNothingUntilAStageOfOursDependsOnIt() {
        feed.cancel(true);
        CompletableFuture<String> born = CompletableFuture.failedFuture(new IOException("born"));
        assertThat(loop.looseEnds()).isEmpty();

        loop.track("tracked", born);

        assertThat(blamed()).containsExactly("UNRETRIEVED_FAILURE task \"tracked\": born");
    }

    @Test
    void aBodyThatThrowsOnWhatItAwaitedFailsAnew() {
        loop.start("body", () -> loop.await(feed));
        run();

        assertThat(blamed()).containsExactly("UNRETRIEVED_FAILURE task \"body\": first");
    }

    @Test
    void aBodyThatHandlesWhatItAwaitedIsClean() {
        Task<String> body =
                loop.start(
                        "body",
                        () -> {
                            try {
                                return loop.await(feed);
                            } catch (Exception e) {
                                return "fallback";
                            }
                        });

        assertThat(loop.await(body)).isEqualTo("fallback");
        assertThat(blame()).isEmpty();
    }

    @Test
    void eachAttemptOfARetryIsHandled() {
        feed.cancel(true);
        var script =
                loop.<String>script("retried")
                        .then(dev.timeloop.Answer.failsAfter(ofSeconds(1), new IOException("1")))
                        .then(dev.timeloop.Answer.failsAfter(ofSeconds(1), new IOException("2")))
                        .then(dev.timeloop.Answer.succeedsAfter(ofSeconds(1), "x"));
        Task<String> result =
                script.get()
                        .exceptionallyCompose(e -> script.get())
                        .exceptionallyCompose(e -> script.get());

        assertThat(loop.await(result)).isEqualTo("x");
        assertThat(blame()).isEmpty();
    }

    @Test
    void anExecutedCommandsFailureGoesToTheHandler() {
        feed.cancel(true);
        List<Throwable> handled = new ArrayList<>();
        EventLoop handling = EventLoop.builder().uncaughtExceptionHandler(handled::add).build();
        handling.executor().execute(this::fail);
        handling.settle();

        assertThat(handled).containsExactly(second);
        handling.close();
    }

    @Test
    void anExecutedCommandsFailureWithoutAHandlerIsReported() {
        feed.cancel(true);
        loop.executor().execute(this::fail);
        loop.settle();

        assertThat(blamed()).containsExactly("UNRETRIEVED_FAILURE task \"executor-1\": second");
    }

    @Test
    void manyFailuresThatWereLookedAtHideNoneThatWasNot() {
        for (int i = 0; i < 1_000; i++) {
            Task<String> task = loop.task("t" + i);
            task.completeExceptionally(new IOException("x" + i));
            if (i != 500) {
                assertThat(task.exception()).hasMessage("x" + i);
            }
        }
        feed.cancel(true);

        assertThat(Texts.inShort(blame()))
                .containsExactly("UNRETRIEVED_FAILURE task \"t500\": x500");
    }
}
