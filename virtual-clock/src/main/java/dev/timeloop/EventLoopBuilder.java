package dev.timeloop;

import dev.timeloop.internal.engine.Debugging;
import dev.timeloop.internal.engine.Limits;
import dev.timeloop.internal.engine.StrandThreads;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Settings of an {@link EventLoop}; made by {@link EventLoop#builder()}.
 *
 * @since 0.1
 */
public final class EventLoopBuilder {
    private static final Instant FIRST_INSTANT = Instant.parse("2000-01-01T00:00:00Z");
    private static final long MOST_STEPS = 1_000_000;

    private Instant startAt = FIRST_INSTANT;
    private ZoneId zone = ZoneOffset.UTC;
    private Duration virtualTimeLimit = Duration.ofDays(1000);
    private Duration realTimeout = Duration.ofSeconds(60);
    private @Nullable String owner;
    private @Nullable ThreadFactory threads;
    private @Nullable Consumer<? super Throwable> uncaught;
    private boolean everyBranch;
    private boolean recorded = true;

    EventLoopBuilder() {}

    /**
     * Sets the instant at which the loop's time starts.
     *
     * @param instant 2000-01-01T00:00:00Z unless set
     * @return this builder
     * @throws IllegalArgumentException if it is within 292 years of {@link Instant#MAX}
     */
    public EventLoopBuilder startAt(Instant instant) {
        try {
            Objects.requireNonNull(instant.plusNanos(Long.MAX_VALUE));
            startAt = instant;
        } catch (DateTimeException | ArithmeticException tooLate) {
            throw new IllegalArgumentException(
                    "A loop needs 292 years ahead of it, and there are fewer from "
                            + instant
                            + " to the last Instant.",
                    tooLate);
        }
        return this;
    }

    /**
     * Sets the zone of {@link EventLoop#clock()}.
     *
     * @param id UTC unless set
     * @return this builder
     */
    public EventLoopBuilder zone(ZoneId id) {
        zone = Objects.requireNonNull(id, "id");
        return this;
    }

    /**
     * Sets how far one call may move virtual time by itself, which cuts endless periodic tasks.
     *
     * <p>It bounds {@link EventLoop#runUntilIdle} and a test body that blocks; {@link
     * EventLoop#advance} says itself how far it goes.
     *
     * @param limit 1000 days unless set; positive
     * @return this builder
     * @throws IllegalArgumentException if the limit isn't positive
     */
    public EventLoopBuilder virtualTimeLimit(Duration limit) {
        virtualTimeLimit = positive("virtualTimeLimit", limit);
        return this;
    }

    /**
     * Sets how long one call may take in real time, until the loop says what is stuck.
     *
     * @param timeout 60 s unless set; positive
     * @return this builder
     * @throws IllegalArgumentException if the timeout isn't positive
     */
    public EventLoopBuilder realTimeout(Duration timeout) {
        realTimeout = positive("realTimeout", timeout);
        return this;
    }

    /**
     * Names the test that the loop belongs to, for messages.
     *
     * @param test for example {@code QuoteServiceTest.fallsBack}
     * @return this builder
     */
    public EventLoopBuilder owner(String test) {
        owner = Objects.requireNonNull(test, "test");
        return this;
    }

    /**
     * Sets what makes the threads on which bodies that block run.
     *
     * <p>Unless set, they are virtual threads on JDK 24 and later, where monitors don't pin them,
     * and daemon threads before.
     *
     * @param factory its threads should be daemons
     * @return this builder
     */
    public EventLoopBuilder threadFactory(ThreadFactory factory) {
        threads = Objects.requireNonNull(factory, "factory");
        return this;
    }

    /**
     * Sets what is given the failure of a command of {@code executor().execute}, which then counts
     * as retrieved.
     *
     * <p>Unless set, that is the default uncaught-exception handler of the JVM, if there is one.
     *
     * @param handler called on the loop
     * @return this builder
     */
    public EventLoopBuilder uncaughtExceptionHandler(Consumer<? super Throwable> handler) {
        uncaught = Objects.requireNonNull(handler, "handler");
        return this;
    }

    /**
     * Asks that a failure be looked at on each branch of stages that it goes down, instead of on
     * one.
     *
     * @param strict false unless set
     * @return this builder
     */
    public EventLoopBuilder everyBranch(boolean strict) {
        everyBranch = strict;
        return this;
    }

    /**
     * Sets whether the loop takes down what happens, so that its failures can show who did what
     * when.
     *
     * @param is true unless set
     * @return this builder
     */
    public EventLoopBuilder timeline(boolean is) {
        recorded = is;
        return this;
    }

    /**
     * Creates a loop, with the calling thread as its test body.
     *
     * @return a loop at its start
     */
    public EventLoop build() {
        return new EventLoop(this);
    }

    Instant startAt() {
        return startAt;
    }

    ZoneId zone() {
        return zone;
    }

    Limits limits() {
        return new Limits(
                MOST_STEPS,
                EventLoop.saturatedNanos(virtualTimeLimit),
                Debugging.isOn() ? Long.MAX_VALUE / 2 : EventLoop.saturatedNanos(realTimeout));
    }

    @Nullable String owner() {
        return owner;
    }

    ThreadFactory threads() {
        return threads == null ? StrandThreads.best() : threads;
    }

    @Nullable Consumer<? super Throwable> uncaught() {
        return uncaught;
    }

    boolean isEveryBranch() {
        return everyBranch;
    }

    boolean isRecorded() {
        return recorded;
    }

    private static Duration positive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(
                    name + " must be positive, and is " + duration + ".");
        }
        return duration;
    }
}
