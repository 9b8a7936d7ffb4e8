package dev.timeloop;

import dev.timeloop.internal.engine.Arrival;
import dev.timeloop.internal.engine.Strand;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that belong together: none outlives the group, as in asyncio's {@code TaskGroup}.
 *
 * <p>{@link #close()} waits for all of them. As soon as one fails, the others are cancelled, and
 * once they have ended {@code close} throws that failure with the others' as suppressed. A
 * cancelled task is no failure.
 *
 * <p>In the form {@link EventLoop#taskGroup(String, Body)} the group also sees what happens to its
 * body: when the body fails, the tasks are cancelled; when a task fails while the body is blocked,
 * the body gets a {@link CancellationException} there.
 *
 * @since 0.1
 */
public final class TaskGroup implements AutoCloseable {
    private final EventLoop loop;
    private final String name;

    /** The tasks that are pending, and those that failed. */
    private final Set<Task<?>> tasks = new LinkedHashSet<>();

    private @Nullable Strand host;
    private @Nullable CancellationException hostCancellation;
    private boolean aborting;
    private boolean closed;

    /**
     * What a group is used for.
     *
     * @since 0.1
     */
    @FunctionalInterface
    public interface Body {
        /**
         * Starts tasks in the group; may block in virtual time.
         *
         * @param group the group
         * @throws Exception whatever makes the body fail; the group's tasks are cancelled then
         */
        void accept(TaskGroup group) throws Exception;
    }

    TaskGroup(EventLoop loop, String name) {
        this.loop = loop;
        this.name = name;
    }

    /**
     * Starts a task in this group.
     *
     * @param <T> the type of its value
     * @param taskName its name
     * @param body may block in virtual time
     * @return the task, not begun yet
     * @throws IllegalStateException if the group is closed, or ending because a task has failed
     */
    public <T extends @Nullable Object> Task<T> start(String taskName, Callable<T> body) {
        if (closed || aborting) {
            throw new IllegalStateException(
                    "Group \""
                            + name
                            + "\" is "
                            + (closed ? "closed" : "ending, since one of its tasks has failed")
                            + ": task \""
                            + taskName
                            + "\" can't be started in it.");
        }
        Task<T> task = loop.start(taskName, body);
        tasks.add(task);
        task.addWaiter(this::ended);
        return task;
    }

    /**
     * Starts a task without a value in this group.
     *
     * @param taskName its name
     * @param body may block in virtual time
     * @return the task, not begun yet
     * @throws IllegalStateException if the group is closed, or ending because a task has failed
     */
    public Task<Void> run(String taskName, ThrowingRunnable body) {
        Objects.requireNonNull(body, "body");
        return start(taskName, EventLoop.callable(body));
    }

    /** Asks all tasks that are pending to end; {@link #close()} waits until they have. */
    public void cancel() {
        cancelRest("group \"" + name + "\" was cancelled");
    }

    /** The others are cancelled in a turn of their own, since that runs code of the user's. */
    private void ended(Task<?> task) {
        if (!task.hasFailed()) {
            tasks.remove(task); // a long-lived group must not keep what is done well
        } else if (!aborting) {
            aborting = true;
            String reason = task.describe() + " of group \"" + name + "\" failed";
            loop.engine.ready(
                    new Arrival("end of group \"" + name + "\"", true, () -> abort(reason)));
        }
    }

    private void abort(String reason) {
        cancelRest(reason);
        Strand waiting = host;
        if (waiting != null) {
            hostCancellation = new CancellationException(reason);
            loop.engine.cancel(waiting, hostCancellation);
        }
    }

    private void cancelRest(String reason) {
        for (Task<?> task : pending()) {
            task.cancel(reason);
        }
    }

    void run(Body body) {
        host = loop.engine.running();
        Throwable failure = null;
        try {
            body.accept(this);
        } catch (Throwable thrown) {
            failure = thrown == hostCancellation ? null : thrown;
        }
        if (hostCancellation != null) {
            loop.engine.forgetCancellation(host);
        }
        host = null;
        if (failure != null) {
            aborting = true;
            cancelRest("the body of group \"" + name + "\" failed");
        }
        end(failure);
    }

    /**
     * Waits until all tasks of this group have ended; without effect when called again.
     *
     * <p>Throws the failure of the first task that failed, unwrapped, with the others' as
     * suppressed. A checked exception is thrown as it is, although it isn't declared. When the
     * waiting strand is cancelled, so are the tasks.
     *
     * @throws CancellationException if the waiting strand was cancelled
     */
    @Override
    public void close() {
        end(null);
    }

    private void end(@Nullable Throwable bodyFailure) {
        if (closed) {
            return;
        }
        Throwable first = bodyFailure;
        for (List<Task<?>> open = pending(); !open.isEmpty(); open = pending()) {
            try {
                loop.waiting.untilAllDone(open, "group " + name);
            } catch (CancellationException cancelled) {
                first = first == null ? cancelled : first;
                aborting = true;
                cancelRest("the owner of group \"" + name + "\" was cancelled");
            } catch (Throwable hung) {
                if (first != null) {
                    Text.suppress(hung, first); // why the tasks were to end
                }
                throw Sneaky.rethrow(hung);
            }
        }
        closed = true;
        List<Task<?>> failed = new ArrayList<>(tasks);
        failed.sort(Comparator.comparingLong(Task::completion));
        for (Task<?> task : failed) {
            if (task.hasFailed()) {
                Throwable failure = task.exception();
                if (failure == null) {
                    continue;
                }
                if (first == null || first instanceof CancellationException) {
                    first = failure;
                } else {
                    Text.suppress(first, failure);
                }
            }
        }
        if (first != null) {
            throw Sneaky.rethrow(first);
        }
    }

    private List<Task<?>> pending() {
        List<Task<?>> open = new ArrayList<>(tasks);
        open.removeIf(Task::isDone);
        return open;
    }

    /**
     * Tells this group's name and its tasks that are pending or have failed.
     *
     * @return one line a task
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("group \"" + name + "\"");
        for (Task<?> task : tasks) {
            text.append("\n  ").append(task);
        }
        return text.toString();
    }
}
