package dev.timeloop.behaviour.ending;

import static java.time.Duration.ofDays;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.EventLoop;
import dev.timeloop.LooseEndsError;
import dev.timeloop.RunawayException;
import dev.timeloop.StuckException;
import dev.timeloop.behaviour.Texts;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Bodies that won't end when the test does: named, and bounded. */
class StubbornTest {
    private final EventLoop loop = EventLoop.create();

    private void ignoringEachCancellation(Runnable blocking) {
        loop.run(
                "stubborn",
                () -> {
                    for (; ; ) {
                        try {
                            blocking.run();
                        } catch (CancellationException e) {
                            // goes on
                        }
                    }
                });
    }

    @Test
    void oneThatWaitsForEverIsNamedAfterThreeRounds() {
        ignoringEachCancellation(() -> loop.await(new CompletableFuture<>()));

        assertThatThrownBy(loop::close)
                .isInstanceOf(StuckException.class)
                .extracting(Texts::withoutLines)
                .isEqualTo(
                        """
                        Task "stubborn" did not end when the test did, though it was cancelled 3 times:\
                         it is waiting for a future that is no task at\
                         StubbornTest.oneThatWaitsForEverIsNamedAfterThreeRounds(StubbornTest.java:N).
                        -> let CancellationException out of its body""");
    }

    @Test
    void oneThatSleepsAgainAndAgainMeetsTheLimitOfVirtualTime() {
        ignoringEachCancellation(() -> loop.sleep(ofDays(1)));

        assertThatThrownBy(loop::close)
                .isInstanceOf(RunawayException.class)
                .satisfies(
                        e ->
                                assertThat(Texts.withoutLines(e))
                                        .isEqualTo(
                                                "Virtual time would go more than 1000 d ahead in one call"
                                                        + " (at +1000 d): next is task \"stubborn\","
                                                        + " sleeping until +1001 d.\n"
                                                        + "-> cancel it, use advance(duration), or raise"
                                                        + " EventLoop.builder()"
                                                        + ".virtualTimeLimit(duration)\n"
                                                        + "Pending:\n"
                                                        + "  task \"stubborn\" is pending: sleeping until"
                                                        + " +1001 d at StubbornTest."
                                                        + "oneThatSleepsAgainAndAgainMeetsTheLimitOf"
                                                        + "VirtualTime(StubbornTest.java:N)"))
                .satisfies(
                        e ->
                                assertThat(e.getSuppressed()[0])
                                        .isInstanceOf(LooseEndsError.class)
                                        .hasMessageStartingWith(
                                                "1 loose end (at +0 s):\n"
                                                        + "  1. task \"stubborn\" is still pending"));
    }

    @Test
    void aTaskThatStartsAnotherOnEachCancellationIsNamedAfterThreeRounds() {
        loop.run("phoenix 1", () -> rise(2));

        assertThatThrownBy(loop::close)
                .isInstanceOf(StuckException.class)
                .hasMessageStartingWith("Task \"phoenix 4\" did not end when the test did");
    }

    private void rise(int next) {
        try {
            loop.await(loop.script("hangs").hangs());
        } finally {
            loop.run("phoenix " + next, () -> rise(next + 1));
        }
    }

    @Test
    void closingIsOverAllTheSame() {
        ignoringEachCancellation(() -> loop.sleep(ofDays(1)));
        assertThatThrownBy(loop::close).isInstanceOf(RunawayException.class);

        loop.close();
        assertThatThrownBy(loop::settle)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("This loop was closed at +1000 d.");
    }
}
