package dev.timeloop.tck.executor;

import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.MICROSECONDS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code schedule}: one job, once, after a delay. */
class ScheduleTest extends OnTheLoop {
    @Test
    void aRunnableRunsAtItsInstantAndNotBefore() {
        ScheduledFuture<?> future = executor.schedule(noting("job"), 90, SECONDS);

        advance(89_999);
        assertThat(trace()).isEmpty();
        assertThat(future.isDone()).isFalse();

        advance(1);
        assertThat(trace()).containsExactly("job @90000");
        assertThat(future.isDone()).isTrue();
    }

    @Test
    void waitingForACallableLetsTimeJumpToItsInstant() throws Exception {
        ScheduledFuture<String> future = executor.schedule(() -> "result", 3, SECONDS);

        assertThat(future.get()).isEqualTo("result");
        assertThat(now()).isEqualTo(3000);
    }

    @Test
    void aDelayCountsFromTheCallNotFromTheStart() {
        advance(500);
        executor.schedule(noting("job"), 1, SECONDS);

        loop.runUntilIdle();

        assertThat(trace()).containsExactly("job @1500");
    }

    @Test
    void jobsRunInTheOrderOfTheirInstants() {
        executor.schedule(noting("third"), 3, SECONDS);
        executor.schedule(noting("first"), 1, SECONDS);
        executor.schedule(noting("second"), 2, SECONDS);

        loop.runUntilIdle();

        assertThat(trace()).containsExactly("first @1000", "second @2000", "third @3000");
    }

    @Test
    void jobsOfOneInstantRunInTheOrderOfTheirScheduling() {
        executor.schedule(noting("first"), 1000, MILLISECONDS);
        executor.schedule(noting("second"), 1, SECONDS);
        executor.schedule(noting("third"), 1_000_000, MICROSECONDS);

        loop.runUntilIdle();

        assertThat(trace()).containsExactly("first @1000", "second @1000", "third @1000");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void aDelayOfNothingOrLessMeansNow(long delay) {
        executor.execute(noting("before"));
        ScheduledFuture<?> future = executor.schedule(noting("job"), delay, NANOSECONDS);
        executor.execute(noting("after"));
        assertThat(future.getDelay(NANOSECONDS)).isZero();

        loop.settle();

        assertThat(trace()).containsExactly("before @0", "job @0", "after @0");
    }

    @ParameterizedTest
    @EnumSource(TimeUnit.class)
    void aDelayThatNeverEndsKeepsNobodyElseFromRunning(TimeUnit unit) {
        ScheduledFuture<?> never = executor.schedule(noting("never"), Long.MAX_VALUE, unit);
        executor.schedule(noting("job"), 1, DAYS);

        loop.runUntilIdle();

        assertThat(trace()).containsExactly("job @" + Duration.ofDays(1).toMillis());
        assertThat(never.cancel(false)).isTrue();
    }

    @Test
    void aDelayMayEndBeyondTheEndOfTime() {
        advance(1000);
        ScheduledFuture<?> never =
                executor.schedule(noting("never"), Long.MAX_VALUE - 1, NANOSECONDS);

        assertThat(never.getDelay(DAYS)).isEqualTo(NANOSECONDS.toDays(Long.MAX_VALUE));
        assertThat(never.cancel(false)).isTrue();
    }

    @Test
    void theDelayThatIsLeftFallsAsTimePasses() {
        ScheduledFuture<?> future = executor.schedule(noting("job"), 5, SECONDS);
        assertThat(future.getDelay(SECONDS)).isEqualTo(5);

        advance(1500);
        assertThat(future.getDelay(MILLISECONDS)).isEqualTo(3500);
        assertThat(future.getDelay(SECONDS)).isEqualTo(3);

        loop.runUntilIdle();
        assertThat(future.getDelay(NANOSECONDS)).isZero();

        advance(2000);
        assertThat(future.getDelay(SECONDS)).isEqualTo(-2);
    }

    @Test
    void whatIsSubmittedHasNoDelayLeft() {
        assertThat(((ScheduledFuture<?>) executor.submit(noting("job"))).getDelay(NANOSECONDS))
                .isZero();
        loop.settle();
    }

    @Test
    void futuresAreOrderedByTheirInstants() {
        List<ScheduledFuture<?>> futures = new ArrayList<>();
        for (int seconds : new int[] {5, 1, 3}) {
            futures.add(executor.schedule(noting("after " + seconds), seconds, SECONDS));
        }

        Collections.sort(futures);

        assertThat(futures)
                .extracting(future -> future.getDelay(SECONDS))
                .containsExactly(1L, 3L, 5L);
        loop.runUntilIdle();
    }

    @Test
    void futuresOfOneInstantAreOrderedByTheirScheduling() {
        ScheduledFuture<?> first = executor.schedule(noting("first"), 1, SECONDS);
        ScheduledFuture<?> second = executor.schedule(noting("second"), 1, SECONDS);

        assertThat(first.compareTo(second)).isNegative();
        assertThat(second.compareTo(first)).isPositive();
        loop.runUntilIdle();
    }

    @Test
    void whatRunsOnceIsNotPeriodic() {
        RunnableScheduledFuture<?> future =
                (RunnableScheduledFuture<?>) executor.schedule(noting("job"), 1, SECONDS);

        assertThat(future.isPeriodic()).isFalse();
        loop.runUntilIdle();
    }

    @Test
    void aJobSchedulesTheNext() {
        executor.schedule(
                () -> {
                    note("first");
                    executor.schedule(noting("second"), 2, SECONDS);
                },
                1,
                SECONDS);

        loop.runUntilIdle();

        assertThat(trace()).containsExactly("first @1000", "second @3000");
    }

    @Test
    void aJobThatBlocksLastsAsLongAsItBlocks() throws Exception {
        ScheduledFuture<String> future =
                executor.schedule(
                        () -> {
                            sleep(500);
                            return "result";
                        },
                        1,
                        SECONDS);

        assertThat(future.get()).isEqualTo("result");
        assertThat(now()).isEqualTo(1500);
    }
}
