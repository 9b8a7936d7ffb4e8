package dev.timeloop.tck.executor;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code executor(name, limit)}: at most so many jobs at a time. */
class LimitedExecutorTest extends OnTheLoop {
    @Test
    void oneAtATimeRunsOneAfterTheOther() {
        ScheduledExecutorService one = loop.executor("one", 1);
        for (String name : new String[] {"a", "b", "c"}) {
            one.execute(lasting(name, 1000));
        }

        loop.runUntilIdle();

        assertThat(trace())
                .containsExactly(
                        "a begins @0",
                        "a ends @1000",
                        "b begins @1000",
                        "b ends @2000",
                        "c begins @2000",
                        "c ends @3000");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void neverMoreThanItsLimitRunAndNeverFewerThanItCould(int limit) {
        int jobs = 20;
        int[] running = {0, 0};
        ScheduledExecutorService limited = loop.executor("limited", limit);
        for (int i = 0; i < jobs; i++) {
            limited.execute(
                    () -> {
                        running[1] = Math.max(running[1], ++running[0]);
                        sleep(1000);
                        running[0]--;
                    });
        }

        loop.runUntilIdle();

        assertThat(running[1]).isEqualTo(limit);
        assertThat(now()).isEqualTo(1000L * ((jobs + limit - 1) / limit));
    }

    @Test
    void whoHasWaitedLongestIsNext() {
        ScheduledExecutorService two = loop.executor("two", 2);
        two.execute(lasting("a", 3000));
        two.execute(lasting("b", 1000));
        two.execute(lasting("c", 1000));
        two.execute(lasting("d", 1000));

        loop.runUntilIdle();

        assertThat(trace())
                .containsExactly(
                        "a begins @0",
                        "b begins @0",
                        "b ends @1000",
                        "c begins @1000",
                        "c ends @2000",
                        "d begins @2000",
                        "a ends @3000",
                        "d ends @3000");
    }

    @Test
    void aNewcomerDoesNotOvertakeTheQueue() {
        ScheduledExecutorService one = loop.executor("one", 1);
        one.execute(
                () -> {
                    one.execute(noting("newcomer"));
                    note("first");
                });
        one.execute(noting("second"));

        loop.settle();

        assertThat(trace()).containsExactly("first @0", "second @0", "newcomer @0");
    }

    @Test
    void aDelayedJobQueuesAtItsInstant() {
        ScheduledExecutorService one = loop.executor("one", 1);
        one.schedule(noting("due at 2000"), 2, SECONDS);
        one.schedule(noting("due at 1000"), 1, SECONDS);
        one.execute(lasting("long", 3000));
        one.schedule(noting("due at 1500"), 1500, MILLISECONDS);

        loop.runUntilIdle();

        assertThat(trace())
                .containsExactly(
                        "long begins @0",
                        "long ends @3000",
                        "due at 1000 @3000",
                        "due at 1500 @3000",
                        "due at 2000 @3000");
    }

    @Test
    void aDelayedJobHoldsNoPlaceUntilItIsDue() {
        ScheduledExecutorService one = loop.executor("one", 1);
        one.schedule(noting("delayed"), 5, SECONDS);
        one.execute(lasting("job", 1000));

        loop.runUntilIdle();

        assertThat(trace()).containsExactly("job begins @0", "job ends @1000", "delayed @5000");
    }

    @Test
    void aPeriodicJobThatHadToWaitKeepsToItsGrid() {
        ScheduledExecutorService one = loop.executor("one", 1);
        ScheduledFuture<?> series = one.scheduleAtFixedRate(noting("tick"), 0, 1, SECONDS);
        one.schedule(lasting("long", 1500), 500, MILLISECONDS);

        advance(4000);

        assertThat(trace())
                .containsExactly(
                        "tick @0",
                        "long begins @500",
                        "long ends @2000",
                        "tick @2000", // due at 1000
                        "tick @2000",
                        "tick @3000",
                        "tick @4000");
        series.cancel(false);
    }

    @Test
    void aLateRunOfAPeriodicJobGoesBeforeWhatFellDueAfterIt() {
        ScheduledExecutorService one = loop.executor("one", 1);
        ScheduledFuture<?> series = one.scheduleAtFixedRate(noting("tick"), 1, 1, SECONDS);
        one.schedule(lasting("long", 2000), 1500, MILLISECONDS);
        one.schedule(noting("due at 3200"), 3200, MILLISECONDS);

        advance(3900);

        assertThat(trace())
                .containsExactly(
                        "tick @1000",
                        "long begins @1500",
                        "long ends @3500",
                        "tick @3500", // due at 2000
                        "tick @3500", // due at 3000
                        "due at 3200 @3500");
        series.cancel(false);
    }

    @Test
    void eachExecutorHasItsOwnLimit() {
        loop.executor("one", 1).execute(lasting("a", 1000));
        loop.executor("another", 1).execute(lasting("b", 1000));

        loop.runUntilIdle();

        assertThat(trace())
                .containsExactly("a begins @0", "b begins @0", "a ends @1000", "b ends @1000");
    }

    @Test
    void theSameNameAndLimitAreTheSameExecutor() {
        ScheduledExecutorService two = loop.executor("two", 2);

        assertThat(loop.executor("two", 2)).isSameAs(two);
        assertThat(loop.executor("two")).isSameAs(two);
    }

    @Test
    void anotherLimitIsRefused() {
        loop.executor("two", 2);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> loop.executor("two", 3))
                .withMessage("Executor \"two\" exists already, with a limit of 2, not with 3.");
    }

    @Test
    void aLimitForAnExecutorWithoutOneIsRefused() {
        loop.executor("free");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> loop.executor("free", 3))
                .withMessage("Executor \"free\" exists already, without a limit, not with 3.");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void aLimitWithoutRoomIsRefused(int limit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loop.executor("none", limit))
                .withMessage("Executor \"none\" needs room for a job: limit " + limit + ".");
    }
}
