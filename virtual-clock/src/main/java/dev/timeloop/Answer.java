package dev.timeloop;

import dev.timeloop.internal.text.Spans;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * How and when a scripted task ends.
 *
 * @param <T> the type of the task's value
 * @since 0.1
 */
public final class Answer<T extends @Nullable Object> {
    private enum Ending {
        SUCCEEDS,
        FAILS,
        IS_CANCELLED,
        HANGS
    }

    private final Ending ending;
    private final @Nullable Object outcome;
    private final @Nullable Duration delay;
    private final @Nullable Instant instant;

    private Answer(
            Ending ending,
            @Nullable Object outcome,
            @Nullable Duration delay,
            @Nullable Instant instant) {
        this.ending = ending;
        this.outcome = outcome;
        this.delay = delay;
        this.instant = instant;
        if (delay != null && delay.isNegative()) {
            throw new IllegalArgumentException(
                    "The delay of an answer can't be negative: " + delay + ".");
        }
    }

    /**
     * Returns an answer that succeeds.
     *
     * @param <T> the type of the value
     * @param delay virtual time from the call; zero is as soon as the loop is driven
     * @param value the value
     * @return the answer
     * @throws IllegalArgumentException if the delay is negative
     */
    public static <T extends @Nullable Object> Answer<T> succeedsAfter(Duration delay, T value) {
        return new Answer<>(Ending.SUCCEEDS, value, Objects.requireNonNull(delay, "delay"), null);
    }

    /**
     * Returns an answer that succeeds at an instant; at once when that has passed.
     *
     * @param <T> the type of the value
     * @param instant when
     * @param value the value
     * @return the answer
     */
    public static <T extends @Nullable Object> Answer<T> succeedsAt(Instant instant, T value) {
        return new Answer<>(
                Ending.SUCCEEDS, value, null, Objects.requireNonNull(instant, "instant"));
    }

    /**
     * Returns an answer that fails.
     *
     * @param <T> the type of the value
     * @param delay virtual time from the call; zero is as soon as the loop is driven
     * @param failure what it fails with
     * @return the answer
     * @throws IllegalArgumentException if the delay is negative
     */
    public static <T extends @Nullable Object> Answer<T> failsAfter(
            Duration delay, Throwable failure) {
        Objects.requireNonNull(failure, "failure");
        return new Answer<>(Ending.FAILS, failure, Objects.requireNonNull(delay, "delay"), null);
    }

    /**
     * Returns an answer that fails at an instant; at once when that has passed.
     *
     * @param <T> the type of the value
     * @param instant when
     * @param failure what it fails with
     * @return the answer
     */
    public static <T extends @Nullable Object> Answer<T> failsAt(
            Instant instant, Throwable failure) {
        Objects.requireNonNull(failure, "failure");
        return new Answer<>(
                Ending.FAILS, failure, null, Objects.requireNonNull(instant, "instant"));
    }

    /**
     * Returns an answer that is cancelled by itself, as a collaborator that gave up.
     *
     * @param <T> the type of the value
     * @param delay virtual time from the call; zero is as soon as the loop is driven
     * @return the answer
     * @throws IllegalArgumentException if the delay is negative
     */
    public static <T extends @Nullable Object> Answer<T> cancelsAfter(Duration delay) {
        return new Answer<>(
                Ending.IS_CANCELLED, null, Objects.requireNonNull(delay, "delay"), null);
    }

    /**
     * Returns an answer that is cancelled by itself at an instant.
     *
     * @param <T> the type of the value
     * @param instant when
     * @return the answer
     */
    public static <T extends @Nullable Object> Answer<T> cancelsAt(Instant instant) {
        return new Answer<>(
                Ending.IS_CANCELLED, null, null, Objects.requireNonNull(instant, "instant"));
    }

    /**
     * Returns an answer that never comes: the task stays pending until it is cancelled.
     *
     * @param <T> the type of the value
     * @return the answer
     */
    public static <T extends @Nullable Object> Answer<T> hangs() {
        return new Answer<>(Ending.HANGS, null, null, null);
    }

    boolean isHanging() {
        return ending == Ending.HANGS;
    }

    /** When it ends, in nanoseconds since the loop's start. */
    long due(EventLoop loop) {
        return instant != null
                ? loop.nanosAt(instant)
                : loop.dueIn(delay == null ? Duration.ZERO : delay);
    }

    @SuppressWarnings("unchecked") // only SUCCEEDS keeps a value, and it is a T
    void give(Task<T> task) {
        switch (ending) {
            case SUCCEEDS -> task.takeIn((T) outcome, null);
            case FAILS -> task.completeExceptionally(failure());
            case IS_CANCELLED ->
                    task.completeExceptionally(
                            new CancellationException("cancelled by its script"));
            case HANGS -> {}
        }
    }

    private Throwable failure() {
        return Objects.requireNonNull((Throwable) outcome, "failure");
    }

    /**
     * Tells how and when it ends.
     *
     * @return for example {@code fails with java.io.IOException: boom after 10 ms}
     */
    @Override
    public String toString() {
        String when =
                instant != null
                        ? " at " + instant
                        : delay == null || delay.isZero()
                                ? " at once"
                                : " after " + Spans.text(delay);
        return switch (ending) {
            case SUCCEEDS -> "succeeds with " + Text.brief(outcome) + when;
            case FAILS -> "fails with " + Text.brief(outcome) + when;
            case IS_CANCELLED -> "is cancelled" + when;
            case HANGS -> "hangs";
        };
    }
}
