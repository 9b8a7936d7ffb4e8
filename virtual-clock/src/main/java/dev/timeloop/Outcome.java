package dev.timeloop;

import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * How a task stands: pending, succeeded, failed or cancelled.
 *
 * @param <T> the type of the task's value
 * @since 0.1
 */
public sealed interface Outcome<T extends @Nullable Object> {
    /**
     * Not done yet.
     *
     * @param <T> the type of the task's value
     * @since 0.1
     */
    record Pending<T extends @Nullable Object>() implements Outcome<T> {}

    /**
     * Done with a value.
     *
     * @param <T> the type of the task's value
     * @param value what the task returned
     * @since 0.1
     */
    record Succeeded<T extends @Nullable Object>(T value) implements Outcome<T> {}

    /**
     * Done with a failure.
     *
     * @param <T> the type of the task's value
     * @param exception what the task threw, unwrapped
     * @since 0.1
     */
    record Failed<T extends @Nullable Object>(Throwable exception) implements Outcome<T> {}

    /**
     * Cancelled.
     *
     * @param <T> the type of the task's value
     * @param exception what the cancellation was delivered as; its message is the reason
     * @since 0.1
     */
    record Cancelled<T extends @Nullable Object>(CancellationException exception)
            implements Outcome<T> {}

    /**
     * Whether the task was not done.
     *
     * @return true for {@link Pending}
     */
    default boolean isPending() {
        return this instanceof Pending;
    }

    /**
     * Whether the task has a value.
     *
     * @return true for {@link Succeeded}
     */
    default boolean isSucceeded() {
        return this instanceof Succeeded;
    }

    /**
     * Whether the task failed; a cancellation is no failure.
     *
     * @return true for {@link Failed}
     */
    default boolean isFailed() {
        return this instanceof Failed;
    }

    /**
     * Whether the task was cancelled.
     *
     * @return true for {@link Cancelled}
     */
    default boolean isCancelled() {
        return this instanceof Cancelled;
    }

    /**
     * The value.
     *
     * @return what the task returned
     * @throws IllegalStateException unless it succeeded
     */
    default T value() {
        if (this instanceof Succeeded<T> succeeded) {
            return succeeded.value();
        }
        throw new IllegalStateException("There is no value: the outcome is " + this + ".");
    }

    /**
     * The failure or the cancellation.
     *
     * @return what the task ended with
     * @throws IllegalStateException unless it failed or was cancelled
     */
    default Throwable exception() {
        if (this instanceof Failed<T> failed) {
            return failed.exception();
        }
        if (this instanceof Cancelled<T> cancelled) {
            return cancelled.exception();
        }
        throw new IllegalStateException("There is no exception: the outcome is " + this + ".");
    }
}
