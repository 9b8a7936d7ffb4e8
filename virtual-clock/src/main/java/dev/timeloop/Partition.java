package dev.timeloop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A set of tasks, split into those that are done and those that are pending.
 *
 * <p>The tasks are the very ones that were handed in, each once. Making a partition retrieves no
 * failure.
 *
 * @param <T> the type of the tasks' values
 * @param done in the order of their completion
 * @param pending in the order in which they were given
 * @since 0.1
 */
public record Partition<T extends @Nullable Object>(List<Task<T>> done, List<Task<T>> pending) {

    /**
     * Creates a partition with copies of the lists.
     *
     * @param done in the order of their completion
     * @param pending in the order in which they were given
     */
    public Partition {
        done = List.copyOf(done);
        pending = List.copyOf(pending);
    }

    /**
     * Returns the tasks that have a value.
     *
     * @return in the order of their completion
     */
    public List<Task<T>> succeeded() {
        List<Task<T>> tasks = new ArrayList<>(done);
        tasks.removeIf(task -> task.hasFailed() || task.hasBeenCancelled());
        return tasks;
    }

    /**
     * Returns the tasks that failed; that retrieves nothing.
     *
     * @return in the order of their completion
     */
    public List<Task<T>> failed() {
        List<Task<T>> tasks = new ArrayList<>(done);
        tasks.removeIf(task -> !task.hasFailed());
        return tasks;
    }

    /**
     * Returns the tasks that were cancelled.
     *
     * @return in the order of their completion
     */
    public List<Task<T>> cancelled() {
        List<Task<T>> tasks = new ArrayList<>(done);
        tasks.removeIf(task -> !task.hasBeenCancelled());
        return tasks;
    }

    /**
     * Asks every pending task to end; their bodies clean up when the loop is next driven.
     *
     * @see Task#cancel(String)
     */
    public void cancelPending() {
        for (Task<T> task : pending) {
            task.cancel("cancelled with the rest of its partition");
        }
    }

    /**
     * Throws the failure of the first task that failed, with the others' as suppressed, and
     * retrieves them all; does nothing when none failed.
     *
     * <p>A checked exception is thrown as it is, although it isn't declared. A cancelled task is no
     * failure.
     */
    public void throwIfFailed() {
        Throwable first = null;
        for (Task<T> task : failed()) {
            Throwable failure = task.exception();
            if (failure == null || failure instanceof CancellationException) {
                continue;
            }
            if (first == null) {
                first = failure;
            } else {
                Text.suppress(first, failure);
            }
        }
        if (first != null) {
            throw Sneaky.rethrow(first);
        }
    }

    /**
     * Tells each task's name and how it stands; retrieves nothing.
     *
     * @return one line a task
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        list(text, "done", done);
        text.append('\n');
        list(text, "pending", pending);
        return text.toString();
    }

    private static void list(StringBuilder text, String title, List<? extends Task<?>> tasks) {
        text.append(title).append(':');
        if (tasks.isEmpty()) {
            text.append(" none");
        }
        for (Task<?> task : tasks) {
            text.append("\n  ").append(task);
        }
    }
}
