package dev.timeloop.tck.executor;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.timeloop.LooseEnd;
import dev.timeloop.Task;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What {@code cancel(true)} and {@code cancel(false)} do to a body. */
class InterruptTest extends OnTheLoop {
    @Test
    void cancelTrueInterruptsABodyThatSleepsAtThatInstant() {
        Future<?> future = executor.submit(napping("body", 5000));
        advance(1000);

        future.cancel(true);
        loop.settle();

        assertThat(trace()).containsExactly("body interrupted @1000");
    }

    @Test
    void cancelFalseLetsTheBodySleepOn() {
        Future<?> future = executor.submit(napping("body", 5000));
        advance(1000);

        future.cancel(false);
        loop.runUntilIdle();

        assertThat(trace()).containsExactly("body slept @5000");
    }

    @Test
    void theExceptionLowersTheFlag() {
        Future<?> future =
                executor.submit(
                        () -> {
                            napping("body", 5000).run();
                            note("flag " + Thread.currentThread().isInterrupted());
                        });
        loop.settle();

        future.cancel(true);
        loop.settle();

        assertThat(trace()).containsExactly("body interrupted @0", "flag false @0");
    }

    @Test
    void anInterruptedBodyMayGoOn() {
        Future<?> future =
                executor.submit(
                        () -> {
                            napping("body", 5000).run();
                            napping("again", 2000).run();
                        });
        advance(1000);

        future.cancel(true);
        loop.runUntilIdle();

        assertThat(trace()).containsExactly("body interrupted @1000", "again slept @3000");
    }

    @Test
    void aBodyThatCancelsItselfSeesTheFlagAndIsInterruptedWhereItBlocksNext() {
        CompletableFuture<Future<?>> self = new CompletableFuture<>();
        self.complete(
                executor.submit(
                        () -> {
                            self.join().cancel(true);
                            note("flag " + Thread.currentThread().isInterrupted());
                            napping("body", 5000).run();
                        }));

        loop.settle();

        assertThat(trace()).containsExactly("flag true @0", "body interrupted @0");
    }

    @Test
    void aBodyMayLowerTheFlagItself() {
        CompletableFuture<Future<?>> self = new CompletableFuture<>();
        self.complete(
                executor.submit(
                        () -> {
                            self.join().cancel(true);
                            assertThat(Thread.interrupted()).isTrue();
                            napping("body", 5000).run();
                        }));

        loop.runUntilIdle();

        assertThat(trace()).containsExactly("body slept @5000");
    }

    @Test
    void aBodyThatRaisesItsFlagIsInterruptedWhereItBlocksNext() {
        executor.execute(
                () -> {
                    Thread.currentThread().interrupt();
                    napping("body", 5000).run();
                });

        loop.settle();

        assertThat(trace()).containsExactly("body interrupted @0");
    }

    @Test
    void aBodyThatJoinsIsNotInterruptedButSeesTheFlagAfterwards() {
        Task<String> answer = loop.<String>script("answer").succeedsAfter(seconds(3), "yes");
        Future<?> future =
                executor.submit(
                        () -> {
                            note(answer.join());
                            note("flag " + Thread.currentThread().isInterrupted());
                        });
        advance(1000);

        future.cancel(true);
        loop.runUntilIdle();

        assertThat(trace()).containsExactly("yes @3000", "flag true @3000");
    }

    @Test
    void theFlagIsLoweredBeforeTheNextJob() {
        executor.execute(() -> Thread.currentThread().interrupt());
        executor.execute(
                () -> {
                    note("flag " + Thread.currentThread().isInterrupted());
                    napping("next", 1000).run();
                });

        loop.runUntilIdle();

        assertThat(trace()).containsExactly("flag false @0", "next slept @1000");
    }

    @Test
    void theFlagIsLoweredBetweenTheRunsOfASeries() {
        Future<?> series =
                executor.scheduleAtFixedRate(
                        () -> {
                            note("flag " + Thread.currentThread().isInterrupted());
                            Thread.currentThread().interrupt();
                        },
                        0,
                        1,
                        SECONDS);

        advance(2000);

        assertThat(trace())
                .containsExactly("flag false @0", "flag false @1000", "flag false @2000");
        series.cancel(true);
    }

    @Test
    void anInterruptThatComesWithTheEndOfABodyHitsNobodyElse() {
        Future<?> first = executor.submit(() -> sleep(1000));
        executor.schedule(
                () -> {
                    first.cancel(true);
                    napping("next", 1000).run();
                },
                1,
                SECONDS);
        executor.schedule(napping("other", 1000), 1, SECONDS);

        loop.runUntilIdle();

        assertThat(trace()).containsExactly("next slept @2000", "other slept @2000");
    }

    @Test
    void aCallbackInterruptsABodyAtItsInstant() {
        Future<?> future = executor.submit(napping("body", 5000));
        loop.callLater(seconds(1), () -> future.cancel(true));

        loop.runUntilIdle();

        assertThat(trace()).containsExactly("body interrupted @1000");
    }

    @Test
    void aCallbackThatInterruptsABodyKeepsAFreeHand() {
        Future<?> future = executor.submit(napping("body", 5000));
        loop.callLater(
                seconds(1),
                () -> {
                    future.cancel(true);
                    note("flag of the callback " + Thread.currentThread().isInterrupted());
                });

        loop.runUntilIdle();

        assertThat(trace())
                .containsExactly("flag of the callback false @1000", "body interrupted @1000");
    }

    @Test
    void aThreadOutsideInterruptsABody() throws Exception {
        Future<?> future = executor.submit(napping("body", 5000));
        advance(1000);

        assertThat(Outside.call(() -> future.cancel(true))).isTrue();
        loop.settle();

        assertThat(future.isCancelled()).isTrue();
        assertThat(trace()).containsExactly("body interrupted @1000");
    }

    @Test
    void whatAnInterruptedBodyThrowsIsItsCancellation() {
        Future<?> bare = executor.submit(() -> sleep(5000));
        Future<?> wrapped =
                executor.submit(
                        () -> {
                            try {
                                nap(5000);
                            } catch (InterruptedException interrupted) {
                                throw new IllegalStateException(interrupted);
                            }
                        });
        loop.settle();

        bare.cancel(true);
        wrapped.cancel(true);
        loop.settle();

        assertThat(loop.looseEnds()).isEmpty();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(bare::get);
        assertThatExceptionOfType(CancellationException.class).isThrownBy(wrapped::get);
    }

    @Test
    void aFailureOfItsCleanUpIsSomebodysToLookAt() {
        Future<?> future =
                executor.submit(
                        () -> {
                            napping("body", 5000).run();
                            throw new ArithmeticException("in the clean-up");
                        });
        loop.settle();

        future.cancel(true);
        loop.settle();

        assertThat(loop.finish())
                .singleElement()
                .satisfies(
                        end -> {
                            assertThat(end.kind()).isEqualTo(LooseEnd.Kind.UNRETRIEVED_FAILURE);
                            assertThat(end.failure()).hasMessage("in the clean-up");
                        });
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
