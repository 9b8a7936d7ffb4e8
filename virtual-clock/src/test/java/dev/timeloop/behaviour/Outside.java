package dev.timeloop.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Threads that the loop knows nothing of; each wait for one has a bound. */
public final class Outside {
    private static final long PATIENCE_SECONDS = 60;

    private Outside() {}

    /** Runs something on another thread and waits until that is over. */
    public static void run(Runnable action) {
        call(
                () -> {
                    action.run();
                    return true;
                });
    }

    /** Calls something on another thread, and returns or throws what it does. */
    public static <T> T call(Callable<T> action) {
        FutureTask<T> task = new FutureTask<>(action);
        start(task);
        return get(task);
    }

    /** Sets a thread going and leaves it to itself. */
    public static Thread start(Runnable action) {
        Thread thread = new Thread(action, "outside");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Waits until a thread has ended. */
    public static void join(Thread thread) {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertThat(thread.isAlive()).as("%s still runs", thread).isFalse();
    }

    /** Waits, in real time, until a thread blocks for real. */
    public static void awaitBlocked(Thread thread) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (thread.getState() != Thread.State.WAITING
                && thread.getState() != Thread.State.TIMED_WAITING) {
            assertThat(System.nanoTime()).as("%s doesn't block", thread).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static <T> T get(FutureTask<T> task) {
        try {
            return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static RuntimeException rethrown(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException exception
                ? exception
                : new IllegalStateException(thrown);
    }
}
