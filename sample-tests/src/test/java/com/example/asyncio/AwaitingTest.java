package com.example.asyncio;

import static dev.timeloop.assertj.TimeloopAssertions.assertThat;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.EventLoop;
import dev.timeloop.Partition;
import dev.timeloop.ReturnWhen;
import dev.timeloop.Task;
import dev.timeloop.junit.VirtualTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Awaiting, and {@code asyncio.wait}: the rows of the README's table, in its order. */
@VirtualTime
class AwaitingTest {
    private final EventLoop loop;

    AwaitingTest(EventLoop loop) {
        this.loop = loop;
    }

    private Task<Void> raising(String name) {
        return loop.run(
                name,
                () -> {
                    throw new IOException(name + " failed");
                });
    }

    private Task<Void> sleeping(String name, int seconds) {
        return loop.run(name, () -> loop.sleep(ofSeconds(seconds)));
    }

    @Test
    void awaitThrowsTheOriginalException() {
        Task<Void> foo = raising("foo");

        assertThatThrownBy(() -> loop.await(foo))
                .isInstanceOf(IOException.class)
                .hasMessage("foo failed")
                .hasStackTraceContaining("AwaitingTest.lambda$raising");
    }

    @Test
    void aStartedTaskDoesNotRunUntilTheTestYields() {
        List<String> log = new ArrayList<>();
        Task<Void> task = loop.run("foo", () -> log.add("foo runs"));

        log.add("started");
        assertThat(task).hasToString("task \"foo\" is pending: not begun");
        loop.settle();

        assertThat(log).containsExactly("started", "foo runs");
    }

    @Test
    void waitForAllThrowsNothingAndRetrievesNothing() {
        Task<Void> foo = raising("foo");
        Task<Void> bar = sleeping("bar", 1);

        Partition<Void> partition = loop.waitUntil(ReturnWhen.ALL_COMPLETED, List.of(bar, foo));

        assertThat(partition).hasDone(foo, bar).hasNoPending();
        assertThat(loop).hasElapsed(ofSeconds(1));
        assertThat(loop.looseEnds())
                .singleElement()
                .satisfies(
                        end -> {
                            assertThat(end.name()).isEqualTo("task \"foo\"");
                            assertThat(end.failure()).hasMessage("foo failed");
                        });
        assertThat(foo).isFailedWith(IOException.class); // looked at: the test is green
    }

    @Test
    void exceptionGivesTheFailureAndResultThrowsIt() {
        Task<Void> foo = raising("foo");
        Task<Void> bar = sleeping("bar", 1);

        loop.waitUntil(ReturnWhen.ALL_COMPLETED, List.of(foo, bar));

        assertThat(foo.exception()).isInstanceOf(IOException.class);
        assertThatThrownBy(foo::result).isSameAs(foo.exception());
        assertThat(bar.exception()).isNull();
        assertThat(loop.looseEnds()).isEmpty();
    }

    @Test
    void firstExceptionReturnsWhenOneFails() {
        Task<Void> foo = raising("foo");
        Task<Void> bar = sleeping("bar", 1);

        Partition<Void> partition = loop.waitUntil(ReturnWhen.FIRST_EXCEPTION, List.of(foo, bar));

        assertThat(partition).hasDone(foo).hasPending(bar);
        assertThatThrownBy(partition::throwIfFailed).hasMessage("foo failed");
        partition.cancelPending();
    }

    @Test
    void firstExceptionWithoutAFailureWaitsForAllAndACancellationIsNone() {
        Task<Void> foo = sleeping("foo", 1);
        Task<Void> bar = sleeping("bar", 2);
        foo.cancel("not needed");

        Partition<Void> partition = loop.waitUntil(ReturnWhen.FIRST_EXCEPTION, List.of(foo, bar));

        assertThat(partition).hasDone(foo, bar).hasNoPending();
        assertThat(partition.cancelled()).containsExactly(foo);
    }

    @Test
    void firstCompletedReturnsAtTheFirstThatEnds() {
        Task<Void> foo = sleeping("foo", 1);
        Task<Void> bar = sleeping("bar", 2);

        Partition<Void> partition = loop.waitUntil(ReturnWhen.FIRST_COMPLETED, List.of(bar, foo));

        assertThat(partition).hasDone(foo).hasPending(bar);
        assertThat(loop).hasElapsed(ofSeconds(1));
        partition.cancelPending();
    }

    @Test
    void aTimeOutNeitherThrowsNorCancels() {
        Task<Void> foo = sleeping("foo", 5);

        Partition<Void> partition =
                loop.waitUntil(ReturnWhen.ALL_COMPLETED, List.of(foo), ofSeconds(1));

        assertThat(partition).hasPending(foo);
        assertThat(loop).hasElapsed(ofSeconds(1));
        loop.await(foo); // it still runs
        assertThat(loop).hasElapsed(ofSeconds(5));
    }

    @Test
    void anEmptySetIsAnError() {
        assertThatThrownBy(() -> loop.waitUntil(ReturnWhen.ALL_COMPLETED, List.<Task<Void>>of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is nothing to wait for: the set of tasks is empty.");
    }

    @Test
    void theTasksHandedInAreTheOnesHandedBack() {
        Task<Void> foo = sleeping("foo", 1);
        Task<Void> bar = sleeping("bar", 2);

        Partition<Void> partition =
                loop.waitUntil(ReturnWhen.FIRST_COMPLETED, List.of(foo, bar, foo));

        assertThat(partition.done()).singleElement().isSameAs(foo);
        assertThat(partition.pending()).singleElement().isSameAs(bar);
        partition.cancelPending();
    }

    @Test
    void cancelledBodiesMayCleanUpInVirtualTime() {
        List<String> log = new ArrayList<>();
        Task<Void> foo = sleeping("foo", 1);
        Task<Void> bar =
                loop.run(
                        "bar",
                        () -> {
                            try {
                                loop.sleep(ofSeconds(60));
                            } catch (CancellationException cancelled) {
                                loop.sleep(ofSeconds(2));
                                log.add("cleaned up at " + loop.elapsed().toSeconds() + " s");
                                throw cancelled;
                            }
                        });

        loop.waitUntil(ReturnWhen.FIRST_COMPLETED, List.of(foo, bar)).cancelPending();
        loop.runUntilIdle();

        assertThat(log).containsExactly("cleaned up at 3 s");
        assertThat(bar).isCancelled();
    }
}
