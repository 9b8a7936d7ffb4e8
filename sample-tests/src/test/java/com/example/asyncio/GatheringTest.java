package com.example.asyncio;

import static dev.timeloop.assertj.TimeloopAssertions.assertThat;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.EventLoop;
import dev.timeloop.Outcome;
import dev.timeloop.ReturnWhen;
import dev.timeloop.Task;
import dev.timeloop.junit.VirtualTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** {@code gather}, {@code wait_for}, {@code shield}, {@code as_completed}, cancelling. */
@VirtualTime
class GatheringTest {
    private final EventLoop loop;

    GatheringTest(EventLoop loop) {
        this.loop = loop;
    }

    private Task<String> after(int seconds, String value) {
        return loop.start(
                value,
                () -> {
                    loop.sleep(ofSeconds(seconds));
                    return value;
                });
    }

    private Task<String> failingAfter(int seconds, String name) {
        return loop.<String>script(name)
                .failsAfter(ofSeconds(seconds), new IOException(name + " failed"));
    }

    @Test
    void gatherReturnsTheValuesInTheOrderGiven() {
        assertThat(loop.gather(List.of(after(2, "slow"), after(1, "fast"))))
                .containsExactly("slow", "fast");
        assertThat(loop.gather(List.<Task<String>>of())).isEmpty();
    }

    @Test
    void gatherOfOutcomesIsReturnExceptions() {
        Task<String> bad = failingAfter(1, "bad");

        List<Outcome<String>> outcomes = loop.gatherOutcomes(List.of(after(2, "good"), bad));

        assertThat(outcomes.get(0)).isEqualTo(new Outcome.Succeeded<>("good"));
        assertThat(outcomes.get(1).exception()).hasMessage("bad failed");
        assertThat(loop.looseEnds()).isEmpty();
    }

    @Test
    void gatherThrowsTheFirstFailureAtOnceWhileTheOthersKeepRunning() {
        Task<String> bad = failingAfter(1, "bad");
        Task<String> worse = failingAfter(2, "worse");

        assertThatThrownBy(() -> loop.gather(List.of(worse, bad))).hasMessage("bad failed");
        assertThat(loop).hasElapsed(ofSeconds(1));
        assertThat(worse).isPending();

        loop.advance(ofSeconds(1));
        assertThat(worse).isFailedWith(IOException.class); // still to be looked at
    }

    @Test
    void severalFailuresAreOneExceptionThatCarriesTheOthers() {
        Task<String> bad = failingAfter(1, "bad");
        Task<String> worse = failingAfter(2, "worse");

        assertThatThrownBy(
                        () ->
                                loop.waitUntil(ReturnWhen.ALL_COMPLETED, List.of(worse, bad))
                                        .throwIfFailed())
                .hasMessage("bad failed")
                .satisfies(
                        thrown ->
                                assertThat(thrown.getSuppressed())
                                        .singleElement()
                                        .isSameAs(worse.exception()));
    }

    @Test
    void waitForCancelsTheTaskAndWaitsForItsEnd() {
        List<String> log = new ArrayList<>();
        Task<String> slow =
                loop.start(
                        "slow",
                        () -> {
                            try {
                                loop.sleep(ofSeconds(60));
                                return "never";
                            } finally {
                                loop.sleep(ofSeconds(1));
                                log.add("cleaned up");
                            }
                        });

        assertThatThrownBy(() -> loop.awaitWithin(ofSeconds(5), slow))
                .isInstanceOf(TimeoutException.class)
                .hasMessage("Task \"slow\" was not done within 5 s");

        assertThat(log).containsExactly("cleaned up");
        assertThat(slow).isCancelled();
        assertThat(loop).hasElapsed(ofSeconds(6));
    }

    @Test
    void aShieldKeepsCancellationAway() {
        Task<String> precious = after(10, "precious");

        assertThatThrownBy(() -> loop.awaitWithin(ofSeconds(1), loop.shield(precious)))
                .isInstanceOf(TimeoutException.class);

        assertThat(precious).isPending();
        assertThat(loop.await(precious)).isEqualTo("precious");
    }

    @Test
    void asCompletedGivesTheTasksAsTheyAreDone() {
        List<String> order = new ArrayList<>();
        for (Task<String> task :
                loop.asCompleted(List.of(after(3, "c"), after(1, "a"), after(2, "b")))) {
            order.add(task.result() + " at " + loop.elapsed().toSeconds() + " s");
        }
        assertThat(order).containsExactly("a at 1 s", "b at 2 s", "c at 3 s");
    }

    @Test
    void cancellingTwiceIsHarmless() {
        List<String> log = new ArrayList<>();
        Task<Void> task =
                loop.run(
                        "task",
                        () -> {
                            try {
                                loop.sleep(ofSeconds(60));
                            } finally {
                                loop.sleep(ofSeconds(1));
                                log.add("cleaned up once");
                            }
                        });
        loop.settle();

        task.cancel("first");
        task.cancel("second");
        loop.runUntilIdle();

        assertThat(log).containsExactly("cleaned up once");
        assertThat(task).isCancelledBecause("first");
    }

    @Test
    void aTaskThatIsCancelledBeforeItsStartNeverRuns() {
        List<String> log = new ArrayList<>();
        Task<Void> task = loop.run("task", () -> log.add("runs"));

        task.cancel("not needed");
        loop.settle();

        assertThat(task).isCancelled();
        assertThat(log).isEmpty();
    }

    @Test
    void cancellingAWaiterCancelsWhatItAwaits() {
        Task<String> inner = loop.<String>script("inner").hangs();
        Task<String> outer = loop.start("outer", () -> loop.await(inner));
        loop.settle();

        outer.cancel("enough");
        loop.settle();

        assertThat(inner).isCancelled();
        assertThatThrownBy(outer::result)
                .isInstanceOf(CancellationException.class)
                .hasMessage("enough");
    }

    @Test
    void anExceptionInACallbackIsALooseEnd() {
        loop.callSoon(
                () -> {
                    throw new IllegalStateException("in a callback");
                });
        loop.settle();

        assertThat(loop.finish())
                .singleElement()
                .satisfies(end -> assertThat(end.failure()).hasMessage("in a callback"));
    }
}
