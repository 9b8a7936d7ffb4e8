package dev.timeloop.assertj;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import dev.timeloop.EventLoop;
import dev.timeloop.Partition;
import dev.timeloop.Task;
import org.apiguardian.api.API;
import org.assertj.core.annotation.CheckReturnValue;
import org.jspecify.annotations.Nullable;

/**
 * Entry point of the assertions on tasks, partitions and event loops.
 *
 * <pre>{@code
 * import static dev.timeloop.assertj.TimeloopAssertions.assertThat;
 *
 * loop.advance(Duration.ofSeconds(1));
 *
 * assertThat(quote).isSucceededWith("42.00");
 * assertThat(slowFeed).isPending();
 * }</pre>
 *
 * <p>It may be imported statically beside AssertJ's own {@code Assertions.assertThat}: for a task,
 * a partition or a loop the compiler takes the one from here.
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
@CheckReturnValue
public final class TimeloopAssertions {
    private TimeloopAssertions() {}

    /**
     * Begins assertions on a task.
     *
     * @param <T> the type of the task's value
     * @param actual the task
     * @return its assertions
     * @since 0.1
     */
    public static <T extends @Nullable Object> TaskAssert<T> assertThat(@Nullable Task<T> actual) {
        return new TaskAssert<>(actual);
    }

    /**
     * Begins assertions on a partition.
     *
     * @param <T> the type of the tasks' values
     * @param actual the partition
     * @return its assertions
     * @since 0.1
     */
    public static <T extends @Nullable Object> PartitionAssert<T> assertThat(
            @Nullable Partition<T> actual) {
        return new PartitionAssert<>(actual);
    }

    /**
     * Begins assertions on an event loop.
     *
     * @param actual the loop
     * @return its assertions
     * @since 0.1
     */
    public static EventLoopAssert assertThat(@Nullable EventLoop actual) {
        return new EventLoopAssert(actual);
    }
}
