package dev.timeloop.assertj;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import dev.timeloop.Outcome;
import dev.timeloop.Partition;
import dev.timeloop.Task;
import java.util.List;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on a {@link Partition}, to be begun with {@link TimeloopAssertions#assertThat}.
 *
 * <p>Each of the assertions that take tasks is on <em>exactly</em> these tasks, the very ones, in
 * the partition's order: done ones in the order of their completion, pending ones in the order in
 * which they were given.
 *
 * <p>Only {@link #hasFailed} is an assertion on failures, and retrieves them; the others retrieve
 * nothing.
 *
 * @param <T> the type of the tasks' values
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class PartitionAssert<T extends @Nullable Object>
        extends AbstractAssert<PartitionAssert<T>, Partition<T>> {
    PartitionAssert(@Nullable Partition<T> actual) {
        super(actual, PartitionAssert.class);
    }

    /**
     * Verifies that exactly these tasks are done, completed in this order.
     *
     * <pre>{@code
     * Partition<Quote> partition = loop.waitUntil(ReturnWhen.ALL_COMPLETED, List.of(slow, fast));
     *
     * assertThat(partition).hasDone(fast, slow); // passes
     *
     * assertThat(partition).hasDone(fast);       // fails: slow is done as well
     * assertThat(partition).hasDone(slow, fast); // fails: fast was done first
     * }</pre>
     *
     * @param tasks at least one; for none there is {@link #hasNoDone()}
     * @return this
     * @throws AssertionError if the partition is null, or other tasks are done, or in another order
     * @throws IllegalArgumentException if no task is given
     * @since 0.1
     */
    public PartitionAssert<T> hasDone(Task<?>... tasks) {
        return hasExactly(Share.DONE, tasks);
    }

    /**
     * Verifies that exactly these tasks are pending, given in this order.
     *
     * <pre>{@code
     * Partition<Quote> partition =
     *         loop.waitUntil(ReturnWhen.FIRST_COMPLETED, List.of(slow, fast, slower));
     *
     * assertThat(partition).hasPending(slow, slower); // passes
     *
     * assertThat(partition).hasPending(slow);         // fails: slower is pending as well
     * assertThat(partition).hasPending(slower, slow); // fails: slow was given first
     * }</pre>
     *
     * @param tasks at least one; for none there is {@link #hasNoPending()}
     * @return this
     * @throws AssertionError if the partition is null, or other tasks are pending, or in another
     *     order
     * @throws IllegalArgumentException if no task is given
     * @since 0.1
     */
    public PartitionAssert<T> hasPending(Task<?>... tasks) {
        return hasExactly(Share.PENDING, tasks);
    }

    /**
     * Verifies that exactly these tasks succeeded, completed in this order.
     *
     * <pre>{@code
     * assertThat(partition).hasSucceeded(fast);       // passes if fast has a value, and slow failed
     *
     * assertThat(partition).hasSucceeded(fast, slow); // fails: slow did not succeed
     * }</pre>
     *
     * @param tasks at least one; for none there is {@link #hasNoSucceeded()}
     * @return this
     * @throws AssertionError if the partition is null, or other tasks succeeded, or in another
     *     order
     * @throws IllegalArgumentException if no task is given
     * @since 0.1
     */
    public PartitionAssert<T> hasSucceeded(Task<?>... tasks) {
        return hasExactly(Share.SUCCEEDED, tasks);
    }

    /**
     * Verifies that exactly these tasks failed, completed in this order; that retrieves their
     * failures. A cancelled task is none that failed.
     *
     * <pre>{@code
     * assertThat(partition).hasFailed(slow);       // passes if slow failed, and fast has a value
     *
     * assertThat(partition).hasFailed(fast, slow); // fails: fast did not fail
     * }</pre>
     *
     * @param tasks at least one; for none there is {@link #hasNoFailed()}
     * @return this
     * @throws AssertionError if the partition is null, or other tasks failed, or in another order
     * @throws IllegalArgumentException if no task is given
     * @since 0.1
     */
    public PartitionAssert<T> hasFailed(Task<?>... tasks) {
        for (Task<?> task : tasks) {
            @SuppressWarnings("unused") // asked for, so that it counts as retrieved
            Outcome<?> outcome = task.outcome();
        }
        return hasExactly(Share.FAILED, tasks);
    }

    /**
     * Verifies that exactly these tasks were cancelled, done in this order.
     *
     * <pre>{@code
     * partition.cancelPending();
     * loop.settle();
     * Partition<Quote> later = loop.waitUntil(ReturnWhen.ALL_COMPLETED, List.of(slow, fast));
     *
     * assertThat(later).hasCancelled(slow);       // passes if only slow had been pending
     *
     * assertThat(later).hasCancelled(fast, slow); // fails: fast was not cancelled
     * }</pre>
     *
     * @param tasks at least one; for none there is {@link #hasNoCancelled()}
     * @return this
     * @throws AssertionError if the partition is null, or other tasks were cancelled, or in another
     *     order
     * @throws IllegalArgumentException if no task is given
     * @since 0.1
     */
    public PartitionAssert<T> hasCancelled(Task<?>... tasks) {
        return hasExactly(Share.CANCELLED, tasks);
    }

    /**
     * Verifies that no task is done.
     *
     * <pre>{@code
     * assertThat(partition).hasNoDone(); // passes if all are pending, fails if one is done
     * }</pre>
     *
     * @return this
     * @throws AssertionError if the partition is null, or a task is done
     * @since 0.1
     */
    public PartitionAssert<T> hasNoDone() {
        return hasNo(Share.DONE);
    }

    /**
     * Verifies that no task is pending.
     *
     * <pre>{@code
     * assertThat(partition).hasNoPending(); // passes if all are done, fails if one is pending
     * }</pre>
     *
     * @return this
     * @throws AssertionError if the partition is null, or a task is pending
     * @since 0.1
     */
    public PartitionAssert<T> hasNoPending() {
        return hasNo(Share.PENDING);
    }

    /**
     * Verifies that no task succeeded.
     *
     * <pre>{@code
     * assertThat(partition).hasNoSucceeded(); // passes if all failed, fails if one has a value
     * }</pre>
     *
     * @return this
     * @throws AssertionError if the partition is null, or a task succeeded
     * @since 0.1
     */
    public PartitionAssert<T> hasNoSucceeded() {
        return hasNo(Share.SUCCEEDED);
    }

    /**
     * Verifies that no task failed; a cancelled task is none that failed.
     *
     * <pre>{@code
     * assertThat(partition).hasNoFailed(); // passes if each has a value, fails if one failed
     * }</pre>
     *
     * @return this
     * @throws AssertionError if the partition is null, or a task failed
     * @since 0.1
     */
    public PartitionAssert<T> hasNoFailed() {
        return hasNo(Share.FAILED);
    }

    /**
     * Verifies that no task was cancelled.
     *
     * <pre>{@code
     * assertThat(partition).hasNoCancelled(); // passes if each has a value, fails if one has none
     *                                         // because it was cancelled
     * }</pre>
     *
     * @return this
     * @throws AssertionError if the partition is null, or a task was cancelled
     * @since 0.1
     */
    public PartitionAssert<T> hasNoCancelled() {
        return hasNo(Share.CANCELLED);
    }

    private PartitionAssert<T> hasExactly(Share share, Task<?>... tasks) {
        isNotNull();
        if (tasks.length == 0) {
            throw new IllegalArgumentException(PartitionMessages.noneGiven(share));
        }
        List<Task<?>> expected = List.of(tasks);
        if (!share.of(actual).equals(expected)) {
            throw assertionError(PartitionMessages.shouldHaveExactly(actual, share, expected));
        }
        return this;
    }

    private PartitionAssert<T> hasNo(Share share) {
        isNotNull();
        if (!share.of(actual).isEmpty()) {
            throw assertionError(PartitionMessages.shouldHaveNo(actual, share));
        }
        return this;
    }
}
