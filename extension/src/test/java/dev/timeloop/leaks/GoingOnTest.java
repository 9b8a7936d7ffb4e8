package dev.timeloop.leaks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.LooseEnd;
import dev.timeloop.LooseEnd.Kind;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Code of a test that goes on, on threads that aren't the test's, when the test is over. */
class GoingOnTest {
    private final ExecutorService shared = Executors.newFixedThreadPool(1);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);

    @BeforeEach
    void warmUp() throws Exception {
        shared.submit(() -> {}).get();
    }

    @AfterEach
    void letGo() throws Exception {
        end.countDown();
        shared.shutdown();
        assertThat(shared.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private void goOn() {
        begun.countDown();
        boolean isInterrupted = false;
        while (true) {
            try {
                end.await();
                break;
            } catch (InterruptedException e) {
                isInterrupted = true; // and goes on
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Kind> kinds(Observed.Deed deed) throws Exception {
        return Observed.after(deed).stream().map(LooseEnd::kind).toList();
    }

    @Test
    void aStageWhoseFunctionRunsIsPending() throws Exception {
        assertThat(
                        kinds(
                                () -> {
                                    CompletableFuture.completedFuture(1)
                                            .thenAcceptAsync(x -> goOn(), shared);
                                    begun.await();
                                }))
                .containsExactly(Kind.PENDING_TASK);
    }

    @Test
    void soIsOneThatIsQueued() throws Exception {
        Future<?> before = shared.submit(this::goOn);
        begun.await();

        assertThat(kinds(() -> CompletableFuture.completedFuture(1).thenRunAsync(() -> {}, shared)))
                .containsExactly(Kind.PENDING_TASK);

        end.countDown();
        before.get();
    }

    @Test
    void soIsAJobThatIsNoFuture() throws Exception {
        Future<?> before = shared.submit(this::goOn);
        begun.await();

        List<LooseEnd> found = Observed.after(() -> shared.execute(() -> {}));

        assertThat(found).hasSize(1);
        assertThat(found.get(0).kind()).isEqualTo(Kind.PENDING_TASK);
        assertThat(found.get(0).toString())
                .contains("Runnable is still in the queue of its pool")
                .contains("GoingOnTest.soIsAJobThatIsNoFuture(");

        end.countDown();
        before.get();
    }

    @Test
    void oneThatIsGivenTwiceIsFoundOnce() throws Exception {
        Future<?> before = shared.submit(this::goOn);
        begun.await();
        Runnable job = () -> {};

        assertThat(
                        kinds(
                                () -> {
                                    shared.execute(job);
                                    shared.execute(job);
                                }))
                .containsExactly(Kind.PENDING_TASK);

        end.countDown();
        before.get();
    }

    @Test
    void oneThatAnotherGaveIsNone() throws Exception {
        Future<?> before = shared.submit(this::goOn);
        begun.await();
        shared.execute(() -> {});

        assertThat(
                        kinds(
                                () -> {
                                    shared.execute(() -> {});
                                    end.countDown();
                                    before.get();
                                    shared.submit(() -> {}).get();
                                }))
                .isEmpty();
    }

    @Test
    void aStageThatWaitsForWhatItsFunctionHasReturnedIsNone() throws Exception {
        CompletableFuture<Integer> never = new CompletableFuture<>();
        assertThat(
                        kinds(
                                () -> {
                                    CompletableFuture<Integer> unused =
                                            CompletableFuture.completedFuture(1)
                                                    .thenComposeAsync(x -> never, shared);
                                    shared.submit(() -> {}).get(); // after it
                                }))
                .isEmpty();
    }

    @Test
    void aStageThatFailsAMomentLaterIsFound() throws Exception {
        assertThat(
                        kinds(
                                () -> {
                                    CompletableFuture.completedFuture(1)
                                            .thenAcceptAsync(
                                                    x -> {
                                                        begun.countDown();
                                                        throw new Row.Boom();
                                                    },
                                                    shared);
                                    begun.await();
                                }))
                .containsExactly(Kind.UNRETRIEVED_FAILURE);
    }

    @Test
    void aStageThatRunsWithinTheJobOfAnotherIsFound() throws Exception {
        assertThat(
                        kinds(
                                () -> {
                                    CountDownLatch attached = new CountDownLatch(1);
                                    CompletableFuture.supplyAsync(() -> await(attached), shared)
                                            .thenApply(x -> x)
                                            .thenAccept(x -> goOn());
                                    attached.countDown();
                                    begun.await();
                                }))
                .containsExactly(Kind.BUSY_THREAD);
    }

    @Test
    void aBodyThatGoesOnWhenItsFutureIsCancelledIsFound() throws Exception {
        List<LooseEnd> found =
                Observed.after(
                        () -> {
                            Future<?> job = shared.submit(this::goOn);
                            begun.await();
                            job.cancel(true);
                        });

        assertThat(found).hasSize(1);
        assertThat(found.get(0).kind()).isEqualTo(Kind.BUSY_THREAD);
        assertThat(found.get(0).toString()).contains("is done, and its code goes on");
    }

    @Test
    void soIsOneInTheCommonPoolWhoseFutureHasTimedOut() throws Exception {
        assertThat(
                        kinds(
                                () -> {
                                    CompletableFuture<Void> job =
                                            CompletableFuture.runAsync(this::goOn);
                                    begun.await();
                                    job.completeOnTimeout(null, 1, TimeUnit.MILLISECONDS).join();
                                }))
                .containsExactly(Kind.BUSY_THREAD);
    }

    @Test
    void aJobThatIsNoFutureAndFailsAMomentLaterIsFound() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(
                            kinds(
                                    () ->
                                            shared.execute(
                                                    () -> {
                                                        throw new Row.Boom();
                                                    })))
                    .containsExactly(Kind.UNRETRIEVED_FAILURE);
        }
    }

    @Test
    void oneThatEndsIsNone() throws Exception {
        assertThat(
                        kinds(
                                () -> {
                                    Future<?> job = shared.submit(this::goOn);
                                    begun.await();
                                    job.cancel(true);
                                    end.countDown();
                                }))
                .isEmpty();
    }
}
