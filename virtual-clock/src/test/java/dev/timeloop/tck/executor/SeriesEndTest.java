package dev.timeloop.tck.executor;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.timeloop.LooseEnd;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a periodic job ends. */
class SeriesEndTest extends OnTheLoop {
    /** The two ways of repeating, which end alike; each begins after a second. */
    enum Series {
        FIXED_RATE {
            @Override
            ScheduledFuture<?> of(ScheduledExecutorService executor, Runnable body) {
                return executor.scheduleAtFixedRate(body, 1, 1, SECONDS);
            }
        },
        FIXED_DELAY {
            @Override
            ScheduledFuture<?> of(ScheduledExecutorService executor, Runnable body) {
                return executor.scheduleWithFixedDelay(body, 1, 1, SECONDS);
            }
        };

        abstract ScheduledFuture<?> of(ScheduledExecutorService executor, Runnable body);
    }

    @ParameterizedTest
    @EnumSource
    void aBodyThatThrowsEndsItWithThatFailure(Series kind) {
        RuntimeException boom = new IllegalStateException("boom");
        ScheduledFuture<?> series = kind.of(executor, () -> throwIn(3, boom));

        advance(10_000);

        assertThat(trace()).containsExactly("tick @1000", "tick @2000", "tick @3000");
        assertThat(series.isDone()).isTrue();
        assertThat(series.isCancelled()).isFalse();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(series::get)
                .havingCause()
                .isSameAs(boom);
    }

    @ParameterizedTest
    @EnumSource
    void anErrorEndsItToo(Series kind) {
        Error boom = new StackOverflowError("boom");
        ScheduledFuture<?> series =
                kind.of(
                        executor,
                        () -> {
                            throw boom;
                        });

        advance(1000);

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(series::get)
                .havingCause()
                .isSameAs(boom);
        assertThat(loop.isIdle()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void waitingForItEndsWhenItFails(Series kind) {
        RuntimeException boom = new IllegalStateException("boom");
        ScheduledFuture<?> series = kind.of(executor, () -> throwIn(2, boom));

        assertThatExceptionOfType(ExecutionException.class).isThrownBy(series::get);
        assertThat(now()).isEqualTo(2000);
    }

    @ParameterizedTest
    @EnumSource
    void aFailureThatNobodyLooksAtIsALooseEnd(Series kind) {
        RuntimeException boom = new IllegalStateException("boom");
        ScheduledFuture<?> unused = kind.of(executor, () -> throwIn(2, boom));

        advance(5000);

        assertThat(loop.finish())
                .singleElement()
                .satisfies(
                        end -> {
                            assertThat(end.kind()).isEqualTo(LooseEnd.Kind.UNRETRIEVED_FAILURE);
                            assertThat(end.failure()).isSameAs(boom);
                            assertThat(end.state())
                                    .isEqualTo("failed at +2 s, and nobody looked at it");
                        });
    }

    @ParameterizedTest
    @EnumSource
    void aSeriesThatIsLeftRunningIsALooseEnd(Series kind) {
        ScheduledFuture<?> unused = kind.of(executor, noting("tick"));

        advance(1500);

        assertThat(loop.finish())
                .singleElement()
                .extracting(LooseEnd::kind)
                .isEqualTo(LooseEnd.Kind.LIVE_TIMER);
    }

    @ParameterizedTest
    @EnumSource
    void cancelledBeforeItsFirstRunItNeverRuns(Series kind) {
        ScheduledFuture<?> series = kind.of(executor, noting("tick"));

        assertThat(series.cancel(false)).isTrue();
        advance(5000);

        assertThat(trace()).isEmpty();
        assertThat(series.isCancelled()).isTrue();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(series::get);
    }

    @ParameterizedTest
    @EnumSource
    void cancelledBetweenTwoRunsItRunsNoMore(Series kind) {
        ScheduledFuture<?> series = kind.of(executor, noting("tick"));

        advance(2500);
        assertThat(series.cancel(true)).isTrue();
        advance(5000);

        assertThat(trace()).containsExactly("tick @1000", "tick @2000");
        assertThat(loop.isIdle()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void cancelledWithinARunThatRunIsTheLast(Series kind) {
        ScheduledFuture<?> series = kind.of(executor, lasting("tick", 500));

        advance(1200);
        assertThat(series.cancel(false)).isTrue();
        assertThat(series.isDone()).isTrue();
        advance(300);

        assertThat(trace()).containsExactly("tick begins @1000", "tick ends @1500");
        assertThat(loop.isIdle()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void cancelledByItsOwnBodyThatRunIsTheLast(Series kind) {
        CompletableFuture<Future<?>> self = new CompletableFuture<>();
        ScheduledFuture<?> series =
                kind.of(
                        executor,
                        () -> {
                            note("tick");
                            if (now() == 3000) {
                                assertThat(self.join().cancel(false)).isTrue();
                                note("still here");
                            }
                        });
        self.complete(series);

        advance(10_000);

        assertThat(trace())
                .containsExactly("tick @1000", "tick @2000", "tick @3000", "still here @3000");
        assertThat(series.isCancelled()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void cancellingItWakesWhoeverWaitsForIt(Series kind) {
        ScheduledFuture<?> series = kind.of(executor, noting("tick"));
        executor.schedule(() -> series.cancel(false), 1500, MILLISECONDS);

        assertThatExceptionOfType(CancellationException.class).isThrownBy(series::get);
        assertThat(now()).isEqualTo(1500);
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptedRunIsTheLast(Series kind) {
        ScheduledFuture<?> series = kind.of(executor, lasting("tick", 500));

        advance(1200);
        assertThat(series.cancel(true)).isTrue();
        advance(5000);

        assertThat(trace()).containsExactly("tick begins @1000");
        assertThat(loop.isIdle()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void oneThatHasFailedCannotBeCancelled(Series kind) {
        RuntimeException boom = new IllegalStateException("boom");
        ScheduledFuture<?> series = kind.of(executor, () -> throwIn(1, boom));

        advance(1000);

        assertThat(series.cancel(true)).isFalse();
        assertThat(series.isCancelled()).isFalse();
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(series::get);
    }

    private void throwIn(int run, RuntimeException failure) {
        note("tick");
        if (trace().size() == run) {
            throw failure;
        }
    }
}
