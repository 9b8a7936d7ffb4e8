package dev.timeloop.tck.executor;

import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code scheduleAtFixedRate}: from start to start. */
class FixedRateTest extends OnTheLoop {
    @Test
    void runsAfterTheInitialDelayAndThenOncePerPeriod() {
        ScheduledFuture<?> series =
                executor.scheduleAtFixedRate(noting("tick"), 500, 1000, MILLISECONDS);

        advance(2500);

        assertThat(trace()).containsExactly("tick @500", "tick @1500", "tick @2500");
        series.cancel(false);
    }

    @Test
    void keepsToItsGridAlthoughABodyTakesTime() {
        ScheduledFuture<?> series =
                executor.scheduleAtFixedRate(lasting("tick", 400), 0, 1000, MILLISECONDS);

        advance(2000);

        assertThat(trace())
                .containsExactly(
                        "tick begins @0",
                        "tick ends @400",
                        "tick begins @1000",
                        "tick ends @1400",
                        "tick begins @2000");
        series.cancel(true);
        loop.settle();
    }

    @Test
    void catchesUpAtOnceAfterABodyThatTookLongerThanItsPeriod() {
        Queue<Integer> durations = new ArrayDeque<>(List.of(3500, 0, 0, 0, 0));
        ScheduledFuture<?> series =
                executor.scheduleAtFixedRate(
                        () -> lasting("tick", durations.remove()).run(), 1000, 1000, MILLISECONDS);

        advance(5000);

        assertThat(trace())
                .containsExactly(
                        "tick begins @1000",
                        "tick ends @4500",
                        "tick begins @4500", // due at 2000
                        "tick ends @4500",
                        "tick begins @4500", // due at 3000
                        "tick ends @4500",
                        "tick begins @4500", // due at 4000
                        "tick ends @4500",
                        "tick begins @5000",
                        "tick ends @5000");
        series.cancel(false);
    }

    @Test
    void neverRunsTwiceAtTheSameTime() {
        ScheduledFuture<?> series =
                executor.scheduleAtFixedRate(lasting("tick", 1500), 0, 1000, MILLISECONDS);

        advance(4000);

        assertThat(trace())
                .containsExactly(
                        "tick begins @0",
                        "tick ends @1500",
                        "tick begins @1500",
                        "tick ends @3000",
                        "tick begins @3000");
        series.cancel(true);
        loop.settle();
    }

    @Test
    void theNextInstantIsCountedFromTheLastOneThatWasDue() {
        Queue<Integer> durations = new ArrayDeque<>(List.of(1500, 0, 0, 0));
        ScheduledFuture<?> series =
                executor.scheduleAtFixedRate(
                        () -> lasting("tick", durations.remove()).run(), 0, 1000, MILLISECONDS);

        advance(1500);
        assertThat(series.getDelay(MILLISECONDS)).isEqualTo(500);

        advance(500);
        assertThat(series.getDelay(MILLISECONDS)).isEqualTo(1000);
        series.cancel(false);
    }

    @Test
    void aRunIsDueAtItsOwnInstantWhileItLasts() {
        ScheduledFuture<?> series =
                executor.scheduleAtFixedRate(lasting("tick", 400), 1000, 1000, MILLISECONDS);

        advance(1300);

        assertThat(series.getDelay(MILLISECONDS)).isEqualTo(-300);
        series.cancel(true);
        loop.settle();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void anInitialDelayOfNothingOrLessMeansNow(long delay) {
        ScheduledFuture<?> series =
                executor.scheduleAtFixedRate(noting("tick"), delay, 1000, MILLISECONDS);

        advance(1000);

        assertThat(trace()).containsExactly("tick @0", "tick @1000");
        series.cancel(false);
    }

    @Test
    void aPeriodThatNeverEndsMakesItRunOnce() {
        ScheduledFuture<?> series =
                executor.scheduleAtFixedRate(noting("tick"), 1, Long.MAX_VALUE, DAYS);
        ScheduledFuture<?> other = executor.schedule(noting("other"), 2, DAYS);

        loop.runUntilIdle();

        assertThat(trace()).hasSize(2);
        assertThat(other.isDone()).isTrue();
        assertThat(series.isDone()).isFalse();
        series.cancel(false);
    }

    @Test
    void isPeriodic() {
        RunnableScheduledFuture<?> series =
                (RunnableScheduledFuture<?>)
                        executor.scheduleAtFixedRate(noting("tick"), 1, 1, SECONDS);

        assertThat(series.isPeriodic()).isTrue();
        series.cancel(false);
    }

    @Test
    void isNeverDoneByItself() {
        ScheduledFuture<?> series = executor.scheduleAtFixedRate(noting("tick"), 0, 1, SECONDS);

        advance(100_000);

        assertThat(trace()).hasSize(101);
        assertThat(series.isDone()).isFalse();
        series.cancel(false);
    }

    @Test
    void twoSeriesKeepTheOrderOfTheirSchedulingAtEveryCommonInstant() {
        ScheduledFuture<?> first =
                executor.scheduleAtFixedRate(noting("first"), 1000, 1000, MILLISECONDS);
        ScheduledFuture<?> second =
                executor.scheduleAtFixedRate(noting("second"), 1000, 1000, MILLISECONDS);

        advance(2000);

        assertThat(trace())
                .containsExactly("first @1000", "second @1000", "first @2000", "second @2000");
        first.cancel(false);
        second.cancel(false);
    }

    @Test
    void aPeriodOfANanosecondIsExact() {
        long[] runs = {0};
        ScheduledFuture<?> series =
                executor.scheduleAtFixedRate(() -> runs[0]++, 1, 1, NANOSECONDS);

        loop.advance(Duration.ofNanos(1000));

        assertThat(runs[0]).isEqualTo(1000);
        series.cancel(false);
    }
}
