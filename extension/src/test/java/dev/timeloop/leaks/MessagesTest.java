package dev.timeloop.leaks;

import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.LooseEnd;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** What a finding on real time says. */
class MessagesTest {
    /** Made before any test, with threads that are there already. */
    private static final ScheduledExecutorService SHARED = Executors.newScheduledThreadPool(1);

    @AfterEach
    void release() {
        PendingRows.release();
    }

    private static LooseEnd only(Observed.Deed deed) throws Exception {
        return Observed.after(deed).get(0);
    }

    private static void isMadeIn(LooseEnd found, String method) {
        assertThat(found.madeAt()).isNotEmpty();
        assertThat(found.madeAt().get(0).getMethodName()).contains(method);
    }

    @Test
    void aPoolsThreadThatDiesIsToldWithWhereItsJobWasGiven() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Object unused = pool.submit(() -> "x").get();

            LooseEnd found = only(() -> pool.execute(Row::boom));

            assertThat(found.state()).isEqualTo("died of an exception that nobody has caught");
            isMadeIn(found, "aPoolsThreadThatDies");
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void aThreadThatDiesIsToldWithWhereItWasStarted() throws Exception {
        LooseEnd found =
                only(
                        () -> {
                            Thread thread = new Thread(Row::boom, "dies");
                            thread.start();
                            thread.join();
                        });

        assertThat(found.name()).isEqualTo("thread \"dies\"");
        isMadeIn(found, "aThreadThatDies");
    }

    @Test
    void agesHaveNoMoreDigitsThanAnybodyReads() throws Exception {
        Duration age = only(Row::failed).age();

        assertThat(age).isPositive().isEqualTo(Duration.ofMillis(age.toMillis()));
    }

    @Test
    void stagesOnTheLineOfTheFirstFutureAreNotListed() throws Exception {
        assertThat(only(() -> Row.failed().thenApply(x -> x).thenRun(() -> {})).chain())
                .hasSize(1); // for Row.failed has a line of its own
        assertThat(only(() -> CompletableFuture.supplyAsync(Row::boom).thenApply(x -> x)).chain())
                .isEmpty();
    }

    @Test
    void whatIsScheduledIsCalledThat() throws Exception {
        LooseEnd found = only(() -> SHARED.schedule(() -> "x", 1, HOURS));

        assertThat(found.name()).isEqualTo("ScheduledFuture");
        Runnable throwing = Row::boom;
        assertThat(only(() -> Row.await(SHARED.schedule(throwing, 1, MILLISECONDS))).name())
                .isEqualTo("ScheduledFuture");
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "There are no virtual threads.")
    void anUnnamedVirtualThreadIsCalledThat() throws Exception {
        Runnable body = PendingRows::block;

        LooseEnd found =
                only(
                        () ->
                                Thread.class
                                        .getMethod("startVirtualThread", Runnable.class)
                                        .invoke(null, body));

        assertThat(found.name()).isEqualTo("an unnamed virtual thread");
    }

    @Test
    void aThreadWithoutANameIsCalledThat() throws Exception {
        Thread thread = new Thread(PendingRows::block, "");
        try {
            assertThat(only(thread::start).name()).isEqualTo("an unnamed thread");
        } finally {
            PendingRows.release();
            TimeUnit.SECONDS.timedJoin(thread, 10);
        }
    }
}
