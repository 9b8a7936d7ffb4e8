package dev.timeloop.assertj;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import dev.timeloop.Outcome;
import dev.timeloop.Partition;
import dev.timeloop.Task;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.apiguardian.api.API;
import org.assertj.core.annotation.CheckReturnValue;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AbstractObjectAssert;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.InstanceOfAssertFactory;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on a {@link Task}, to be begun with {@link TimeloopAssertions#assertThat}.
 *
 * <p>They look at the task as it stands, and never move time. Those named {@code is...} return the
 * task's assertions; {@link #value()} and {@link #failure()} go on to what it ended with.
 *
 * <p><b>Retrieval.</b> An assertion that it succeeded or failed asks for the failure, which is
 * retrieved thereby; where such an assertion fails, the task's failure is the cause of the error.
 * {@link #isPending()}, {@link #isDone()} and the assertions on cancellation retrieve nothing.
 *
 * @param <T> the type of the task's value
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class TaskAssert<T extends @Nullable Object>
        extends AbstractAssert<TaskAssert<T>, Task<T>> {
    TaskAssert(@Nullable Task<T> actual) {
        super(actual, TaskAssert.class);
    }

    /**
     * Verifies that the task is pending; that retrieves nothing.
     *
     * <pre>{@code
     * Task<Quote> quote = loop.<Quote>script("quote").succeedsAfter(Duration.ofSeconds(1), best);
     *
     * assertThat(quote).isPending(); // passes
     *
     * loop.advance(Duration.ofSeconds(1));
     * assertThat(quote).isPending(); // fails: it succeeded
     * }</pre>
     *
     * @return this
     * @throws AssertionError if the task is null or done
     * @since 0.1
     */
    public TaskAssert<T> isPending() {
        isNotNull();
        if (actual.isDone()) {
            throw assertionError(TaskMessages.shouldBePending(actual));
        }
        return this;
    }

    /**
     * Verifies that the task is done: succeeded, failed or cancelled; that retrieves nothing.
     *
     * <pre>{@code
     * Task<Quote> quote = loop.<Quote>script("quote").succeedsAfter(Duration.ofSeconds(1), best);
     *
     * loop.advance(Duration.ofSeconds(1));
     * assertThat(quote).isDone(); // passes; before the second was over, it would have failed
     * }</pre>
     *
     * @return this
     * @throws AssertionError if the task is null or pending
     * @since 0.1
     */
    public TaskAssert<T> isDone() {
        isNotNull();
        if (!actual.isDone()) {
            throw assertionError(TaskMessages.shouldBeDone(actual));
        }
        return this;
    }

    /**
     * Verifies that the task has a value, whatever it is.
     *
     * <pre>{@code
     * assertThat(loop.start("sum", () -> 40 + 2)).isSucceeded(); // fails: it is still pending
     *
     * Task<Integer> sum = loop.start("sum", () -> 40 + 2);
     * loop.settle();
     * assertThat(sum).isSucceeded(); // passes
     * }</pre>
     *
     * @return this
     * @throws AssertionError if the task is null, pending or cancelled, or failed: then with the
     *     failure as its cause
     * @since 0.1
     */
    public TaskAssert<T> isSucceeded() {
        isNotNull();
        Outcome<T> outcome = actual.outcome();
        if (!outcome.isSucceeded()) {
            throw caused(TaskMessages.shouldHaveSucceeded(actual), outcome);
        }
        return this;
    }

    /**
     * Verifies that the task has this value, by {@code equals}; arrays are compared by their
     * elements.
     *
     * <pre>{@code
     * Task<Integer> sum = loop.start("sum", () -> 40 + 2);
     * loop.settle();
     *
     * assertThat(sum).isSucceededWith(42); // passes
     *
     * assertThat(sum).isSucceededWith(43); // fails
     * }</pre>
     *
     * @param expected the value, which may be null
     * @return this
     * @throws AssertionError if the task is null, pending or cancelled, has another value, or
     *     failed: then with the failure as its cause
     * @since 0.1
     */
    public TaskAssert<T> isSucceededWith(T expected) {
        isNotNull();
        Outcome<T> outcome = actual.outcome();
        if (!outcome.isSucceeded()) {
            String shown = info.representation().toStringOf(expected);
            throw caused(TaskMessages.shouldHaveSucceededWith(actual, shown), outcome);
        }
        T value = outcome.value();
        if (!Objects.deepEquals(value, expected)) {
            throw another(value, expected);
        }
        return this;
    }

    /**
     * Verifies that the task has a value, and goes on to it.
     *
     * <pre>{@code
     * assertThat(best).value().extracting(Quote::source).isEqualTo("fast feed"); // may pass
     *
     * assertThat(hanging).value().isNotNull(); // fails: it is pending
     * }</pre>
     *
     * @return assertions on the value
     * @throws AssertionError as {@link #isSucceeded()}
     * @since 0.1
     */
    @CheckReturnValue
    public AbstractObjectAssert<?, T> value() {
        isSucceeded();
        return Assertions.<T>assertThatObject(actual.result()).as("%s", about("value"));
    }

    /**
     * Verifies that the task has a value of a type, and goes on to it with that type's assertions.
     *
     * <pre>{@code
     * import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
     *
     * assertThat(greeting).value(STRING).startsWith("Hello"); // may pass
     *
     * assertThat(sum).value(STRING).isEmpty(); // fails: it is an Integer
     * }</pre>
     *
     * @param <A> the type of the assertions
     * @param factory one of AssertJ's {@code InstanceOfAssertFactories}
     * @return assertions on the value
     * @throws AssertionError as {@link #isSucceeded()}, or if the value has another type
     * @since 0.1
     */
    @CheckReturnValue
    public <A extends AbstractAssert<?, ?>> A value(InstanceOfAssertFactory<?, A> factory) {
        return value().asInstanceOf(factory);
    }

    /**
     * Verifies that the task failed, with whatever exception; that retrieves the failure. A
     * cancelled task has not failed.
     *
     * <pre>{@code
     * Task<Quote> quote = loop.task("quote");
     * quote.completeExceptionally(new IOException("boom"));
     *
     * assertThat(quote).isFailed(); // passes
     *
     * assertThat(loop.task("other")).isFailed(); // fails: it is pending
     * }</pre>
     *
     * @return this
     * @throws AssertionError if the task is null, or did not fail
     * @since 0.1
     */
    public TaskAssert<T> isFailed() {
        isNotNull();
        if (!actual.outcome().isFailed()) {
            throw assertionError(TaskMessages.shouldHaveFailed(actual));
        }
        return this;
    }

    /**
     * Verifies that the task failed with an exception of a type or a subtype of it; that retrieves
     * the failure, even if it has another type.
     *
     * <p>What counts is what the task's body threw, without the {@code CompletionException} that
     * passing it on put around it. To go on to the exception, use {@link #failure()}.
     *
     * <pre>{@code
     * Task<Quote> quote = loop.task("quote");
     * quote.completeExceptionally(new FileNotFoundException("quotes.csv"));
     *
     * assertThat(quote).isFailedWith(IOException.class); // passes
     * assertThat(quote).isFailedWith(IOException.class).failure().hasMessage("quotes.csv");
     *
     * assertThat(quote).isFailedWith(TimeoutException.class); // fails
     * }</pre>
     *
     * @param type the type of the exception
     * @return this
     * @throws AssertionError if the task is null, did not fail, or failed with an exception of
     *     another type: then with that as its cause
     * @since 0.1
     */
    public TaskAssert<T> isFailedWith(Class<? extends Throwable> type) {
        Objects.requireNonNull(type, "type");
        isNotNull();
        Outcome<T> outcome = actual.outcome();
        if (!outcome.isFailed() || !type.isInstance(outcome.exception())) {
            throw caused(TaskMessages.shouldHaveFailedWith(actual, type), outcome);
        }
        return this;
    }

    /**
     * Verifies that the task failed with this very exception; that retrieves the failure, even if
     * it is another.
     *
     * <pre>{@code
     * IOException boom = new IOException("boom");
     * Task<Quote> quote = loop.<Quote>script("quote").failsAfter(Duration.ZERO, boom);
     * loop.settle();
     *
     * assertThat(quote).isFailedWith(boom); // passes
     *
     * assertThat(quote).isFailedWith(new IOException("boom")); // fails: it is another one
     * }</pre>
     *
     * @param expected the exception
     * @return this
     * @throws AssertionError if the task is null, did not fail, or failed with another exception:
     *     then with that as its cause
     * @since 0.1
     */
    public TaskAssert<T> isFailedWith(Throwable expected) {
        Objects.requireNonNull(expected, "expected");
        isNotNull();
        Outcome<T> outcome = actual.outcome();
        if (!outcome.isFailed() || outcome.exception() != expected) {
            throw caused(TaskMessages.shouldHaveFailedWith(actual, expected), outcome);
        }
        return this;
    }

    /**
     * Verifies that the task failed, and goes on to the exception; that retrieves the failure.
     *
     * <pre>{@code
     * Task<Quote> quote = loop.task("quote");
     * quote.completeExceptionally(new IOException("boom"));
     *
     * assertThat(quote).failure().hasMessage("boom").hasNoCause(); // passes
     *
     * assertThat(quote).failure().hasMessage("bang"); // fails
     * }</pre>
     *
     * @return assertions on what the task's body threw
     * @throws AssertionError as {@link #isFailed()}
     * @since 0.1
     */
    @CheckReturnValue
    public AbstractThrowableAssert<?, ? extends Throwable> failure() {
        isFailed();
        return Assertions.assertThat(actual.exception()).as("%s", about("failure"));
    }

    /**
     * Verifies that the task was cancelled; that retrieves nothing.
     *
     * <p>A body that was asked to end is cancelled once it has ended, and still pending before.
     *
     * <pre>{@code
     * Task<Quote> quote = loop.task("quote");
     *
     * assertThat(quote).isCancelled(); // fails: it is pending
     *
     * quote.cancel("nobody waits any more");
     * assertThat(quote).isCancelled(); // passes
     * }</pre>
     *
     * @return this
     * @throws AssertionError if the task is null, or was not cancelled
     * @since 0.1
     */
    public TaskAssert<T> isCancelled() {
        isNotNull();
        if (!wasCancelled()) {
            throw assertionError(TaskMessages.shouldBeCancelled(actual));
        }
        return this;
    }

    /**
     * Verifies that the task was cancelled with this reason, which is the message of its {@link
     * CancellationException}; that retrieves nothing.
     *
     * <pre>{@code
     * Task<Quote> quote = loop.task("quote");
     * quote.cancel("nobody waits any more");
     *
     * assertThat(quote).isCancelledBecause("nobody waits any more"); // passes
     *
     * assertThat(quote).isCancelledBecause("too late"); // fails
     * }</pre>
     *
     * @param reason as it was given to {@link Task#cancel(String)}
     * @return this
     * @throws AssertionError if the task is null, was not cancelled, or for another reason
     * @since 0.1
     */
    public TaskAssert<T> isCancelledBecause(String reason) {
        Objects.requireNonNull(reason, "reason");
        isNotNull();
        if (!wasCancelled() || !reason.equals(actual.outcome().exception().getMessage())) {
            throw assertionError(TaskMessages.shouldBeCancelledBecause(actual, reason));
        }
        return this;
    }

    /** As {@code Outcome.isCancelled}, but without asking for the outcome. */
    private boolean wasCancelled() {
        return !new Partition<>(List.of(actual), List.of()).cancelled().isEmpty();
    }

    private AssertionError another(T value, T expected) {
        String shownExpected = info.representation().toStringOf(expected);
        String shownValue = info.representation().toStringOf(value);
        if (shownExpected.equals(shownValue)) {
            shownExpected = info.representation().unambiguousToStringOf(expected);
            shownValue = info.representation().unambiguousToStringOf(value);
        }
        Message message = TaskMessages.shouldHaveSucceededWith(actual, shownExpected, shownValue);
        return failureWithActualExpected(value, expected, "%n%s", message.text());
    }

    private AssertionError caused(Message message, Outcome<T> outcome) {
        AssertionError error = assertionError(message);
        if (outcome.isFailed()) {
            error.initCause(outcome.exception());
        }
        return error;
    }

    private String about(String what) {
        String description = descriptionText();
        return (description.isEmpty() ? "" : description + ": ")
                + what
                + " of "
                + TaskText.subject(actual);
    }
}
