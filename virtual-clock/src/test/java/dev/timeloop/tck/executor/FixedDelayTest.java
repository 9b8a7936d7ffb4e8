package dev.timeloop.tck.executor;

import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code scheduleWithFixedDelay}: from end to start. */
class FixedDelayTest extends OnTheLoop {
    @Test
    void runsAfterTheInitialDelayAndThenOncePerDelay() {
        ScheduledFuture<?> series =
                executor.scheduleWithFixedDelay(noting("tick"), 500, 1000, MILLISECONDS);

        advance(2500);

        assertThat(trace()).containsExactly("tick @500", "tick @1500", "tick @2500");
        series.cancel(false);
    }

    @Test
    void pausesForTheWholeDelayAfterABodyThatTakesTime() {
        ScheduledFuture<?> series =
                executor.scheduleWithFixedDelay(lasting("tick", 400), 0, 1000, MILLISECONDS);

        advance(2800);

        assertThat(trace())
                .containsExactly(
                        "tick begins @0",
                        "tick ends @400",
                        "tick begins @1400",
                        "tick ends @1800",
                        "tick begins @2800");
        series.cancel(true);
        loop.settle();
    }

    @Test
    void hasNothingToCatchUpWith() {
        ScheduledFuture<?> series =
                executor.scheduleWithFixedDelay(lasting("tick", 3500), 0, 1000, MILLISECONDS);

        advance(5000);

        assertThat(trace())
                .containsExactly("tick begins @0", "tick ends @3500", "tick begins @4500");
        series.cancel(true);
        loop.settle();
    }

    @Test
    void theDelayThatIsLeftCountsFromTheEndOfTheLastRun() {
        ScheduledFuture<?> series =
                executor.scheduleWithFixedDelay(lasting("tick", 400), 0, 1000, MILLISECONDS);

        advance(500);

        assertThat(series.getDelay(MILLISECONDS)).isEqualTo(900);
        series.cancel(false);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void anInitialDelayOfNothingOrLessMeansNow(long delay) {
        ScheduledFuture<?> series =
                executor.scheduleWithFixedDelay(noting("tick"), delay, 1000, MILLISECONDS);

        advance(1000);

        assertThat(trace()).containsExactly("tick @0", "tick @1000");
        series.cancel(false);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE - 1, Long.MAX_VALUE / 2})
    void aDelayThatNeverEndsMakesItRunOnceAndKeepsNobodyElseFromRunning(long delay) {
        ScheduledFuture<?> series =
                executor.scheduleWithFixedDelay(noting("tick"), 0, delay, NANOSECONDS);
        ScheduledFuture<?> other = executor.schedule(noting("other"), 2, SECONDS);

        advance(2000);

        assertThat(trace()).containsExactly("tick @0", "other @2000");
        assertThat(other.isDone()).isTrue();
        assertThat(series.getDelay(DAYS)).isGreaterThan(50_000);
        series.cancel(false);
    }

    @Test
    void isPeriodic() {
        RunnableScheduledFuture<?> series =
                (RunnableScheduledFuture<?>)
                        executor.scheduleWithFixedDelay(noting("tick"), 1, 1, SECONDS);

        assertThat(series.isPeriodic()).isTrue();
        series.cancel(false);
    }

    @Test
    void isNeverDoneByItself() {
        ScheduledFuture<?> series = executor.scheduleWithFixedDelay(noting("tick"), 0, 1, SECONDS);

        advance(100_000);

        assertThat(trace()).hasSize(101);
        assertThat(series.isDone()).isFalse();
        series.cancel(false);
    }
}
