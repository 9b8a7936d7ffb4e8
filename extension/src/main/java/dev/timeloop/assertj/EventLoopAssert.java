package dev.timeloop.assertj;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import dev.timeloop.EventLoop;
import dev.timeloop.LooseEnd;
import dev.timeloop.LooseEndsError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on an {@link EventLoop}, to be begun with {@link TimeloopAssertions#assertThat}.
 *
 * <p>They look at the loop as it stands: none runs anything, moves time or retrieves a failure. The
 * time may be asserted on any thread; what is left in the loop only by the test body and by tasks,
 * else the loop throws an {@link IllegalStateException}.
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class EventLoopAssert extends AbstractAssert<EventLoopAssert, EventLoop> {
    EventLoopAssert(@Nullable EventLoop actual) {
        super(actual, EventLoopAssert.class);
    }

    /**
     * Verifies that nothing can run at this instant, and that no timer is left.
     *
     * <p>Tasks that wait for something other than time may be pending.
     *
     * <pre>{@code
     * loop.callLater(Duration.ofSeconds(5), cache::refresh);
     *
     * assertThat(loop).isIdle(); // fails: a timer is left
     *
     * loop.advance(Duration.ofSeconds(5));
     * assertThat(loop).isIdle(); // passes
     * }</pre>
     *
     * @return this
     * @throws AssertionError if the loop is null, or something can run now or later
     * @since 0.1
     */
    public EventLoopAssert isIdle() {
        isNotNull();
        if (!actual.isIdle()) {
            throw assertionError(EventLoopMessages.shouldBeIdle(actual));
        }
        return this;
    }

    /**
     * Verifies that nothing can run at this instant; timers may be left.
     *
     * <pre>{@code
     * loop.start("quote", service::quote);
     *
     * assertThat(loop).isSettled(); // fails: the task has not begun
     *
     * loop.settle();
     * assertThat(loop).isSettled(); // passes
     * }</pre>
     *
     * @return this
     * @throws AssertionError if the loop is null, or something can run now
     * @since 0.1
     */
    public EventLoopAssert isSettled() {
        isNotNull();
        if (!actual.isSettled()) {
            throw assertionError(EventLoopMessages.shouldBeSettled(actual));
        }
        return this;
    }

    /**
     * Verifies that so much virtual time has gone by since the loop's start, to the nanosecond.
     *
     * <pre>{@code
     * loop.await(retryTwice); // backs off for 1 s, then for 2 s
     *
     * assertThat(loop).hasElapsed(Duration.ofSeconds(3)); // passes
     *
     * assertThat(loop).hasElapsed(Duration.ofSeconds(2)); // fails
     * }</pre>
     *
     * @param expected the time since the start
     * @return this
     * @throws AssertionError if the loop is null, or it is earlier or later
     * @since 0.1
     */
    public EventLoopAssert hasElapsed(Duration expected) {
        Objects.requireNonNull(expected, "expected");
        isNotNull();
        if (!actual.elapsed().equals(expected)) {
            throw assertionError(EventLoopMessages.shouldHaveElapsed(actual, expected));
        }
        return this;
    }

    /**
     * Verifies that the loop's time is this instant, to the nanosecond.
     *
     * <pre>{@code
     * EventLoop loop = EventLoop.create();
     * loop.advance(Duration.ofHours(1));
     *
     * assertThat(loop).isAt(Instant.parse("2000-01-01T01:00:00Z")); // passes
     *
     * assertThat(loop).isAt(Instant.parse("2000-01-01T00:00:00Z")); // fails
     * }</pre>
     *
     * @param expected the instant
     * @return this
     * @throws AssertionError if the loop is null, or it is earlier or later
     * @since 0.1
     */
    public EventLoopAssert isAt(Instant expected) {
        Objects.requireNonNull(expected, "expected");
        isNotNull();
        if (!actual.now().equals(expected)) {
            throw assertionError(EventLoopMessages.shouldBeAt(actual, expected));
        }
        return this;
    }

    /**
     * Verifies that a test that ended now would leave no {@linkplain LooseEnd loose ends}.
     *
     * <pre>{@code
     * Task<Quote> quote = loop.task("quote");
     *
     * assertThat(loop).hasNoLooseEnds(); // fails: a task is pending
     *
     * quote.complete(best);
     * assertThat(loop).hasNoLooseEnds(); // passes
     * }</pre>
     *
     * @return this
     * @throws AssertionError if the loop is null or has loose ends; the first failure that nobody
     *     looked at is its cause, and remains to be looked at
     * @since 0.1
     */
    public EventLoopAssert hasNoLooseEnds() {
        isNotNull();
        List<LooseEnd> looseEnds = actual.looseEnds();
        if (!looseEnds.isEmpty()) {
            LooseEndsError listed = new LooseEndsError(actual, looseEnds);
            AssertionError error =
                    assertionError(
                            EventLoopMessages.shouldHaveNoLooseEnds(
                                    String.valueOf(listed.getMessage())));
            error.initCause(listed.getCause());
            throw error;
        }
        return this;
    }
}
