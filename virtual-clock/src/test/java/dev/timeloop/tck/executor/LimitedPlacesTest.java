package dev.timeloop.tck.executor;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.timeloop.DeadlockException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import org.junit.jupiter.api.Test;

/** Who holds a place in {@code executor(name, limit)}, and what frees it. */
class LimitedPlacesTest extends OnTheLoop {
    @Test
    void cancellingAJobInTheQueueLetsTheNextOneMoveUp() {
        ScheduledExecutorService one = loop.executor("one", 1);
        one.execute(lasting("a", 1000));
        Future<?> second = one.submit(noting("b"));
        one.execute(noting("c"));
        loop.settle();

        second.cancel(false);
        loop.runUntilIdle();

        assertThat(trace()).containsExactly("a begins @0", "a ends @1000", "c @1000");
    }

    @Test
    void cancellingAllOfTheQueueLeavesThePlaceFree() {
        ScheduledExecutorService one = loop.executor("one", 1);
        one.execute(lasting("a", 1000));
        Future<?> second = one.submit(noting("b"));
        Future<?> third = one.submit(noting("c"));
        loop.settle();
        second.cancel(false);
        third.cancel(true);

        loop.runUntilIdle();
        one.execute(noting("d"));
        loop.settle();

        assertThat(trace()).containsExactly("a begins @0", "a ends @1000", "d @1000");
    }

    @Test
    void anInterruptedJobFreesItsPlaceWhenItEnds() {
        ScheduledExecutorService one = loop.executor("one", 1);
        Future<?> first = one.submit(napping("a", 5000));
        one.execute(noting("b"));
        advance(1000);

        first.cancel(true);
        loop.settle();

        assertThat(trace()).containsExactly("a interrupted @1000", "b @1000");
    }

    @Test
    void aCancelledJobHoldsItsPlaceUntilItsBodyEnds() {
        ScheduledExecutorService one = loop.executor("one", 1);
        Future<?> first = one.submit(lasting("a", 5000));
        one.execute(noting("b"));
        advance(1000);

        first.cancel(false);
        loop.runUntilIdle();

        assertThat(trace()).containsExactly("a begins @0", "a ends @5000", "b @5000");
    }

    @Test
    void aJobThatFailsFreesItsPlace() {
        ScheduledExecutorService one = loop.executor("one", 1);
        Future<?> first =
                one.submit(
                        () -> {
                            sleep(1000);
                            throw new IllegalStateException("boom");
                        });
        one.execute(noting("b"));

        loop.runUntilIdle();

        assertThat(trace()).containsExactly("b @1000");
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(first::get);
    }

    @Test
    void aSeriesThatFailsFreesItsPlace() {
        ScheduledExecutorService one = loop.executor("one", 1);
        ScheduledFuture<?> series =
                one.scheduleAtFixedRate(
                        () -> {
                            sleep(1500);
                            throw new IllegalStateException("boom");
                        },
                        0,
                        1,
                        SECONDS);
        one.schedule(noting("b"), 1, SECONDS);

        loop.runUntilIdle();

        assertThat(trace()).containsExactly("b @1500");
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(series::get);
    }

    @Test
    void aJobThatWaitsForAnotherOfAFullExecutorIsADeadlockThatIsSeenAtOnce() {
        ScheduledExecutorService one = loop.executor("one", 1);
        Future<?> outer =
                one.submit(
                        () -> {
                            Future<String> inner = one.submit(() -> "inner");
                            return inner.get();
                        });

        assertThatExceptionOfType(DeadlockException.class)
                .isThrownBy(outer::get)
                .withMessageStartingWith(
                        "Deadlock at +0 s: the test body is waiting for task \"one-1\", and nothing"
                                + " is left that could release it.")
                .withMessageContaining("\n  task \"one-2\" is pending: waits for its turn\n");

        outer.cancel(true);
        loop.settle();
    }
}
