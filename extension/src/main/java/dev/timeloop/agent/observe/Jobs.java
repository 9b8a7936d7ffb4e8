package dev.timeloop.agent.observe;

import java.lang.reflect.Field;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What becomes of a {@code FutureTask} that isn't done. */
final class Jobs {
    private static final Field RUNNER = Outcomes.field("FutureTask", "runner");
    private static final Field WAITERS = Outcomes.field("FutureTask", "waiters");
    private static final Field SCHEDULER =
            Outcomes.field("ScheduledThreadPoolExecutor$ScheduledFutureTask", "this$0");

    private Jobs() {}

    /** The thread that runs it; null if none does. */
    static @Nullable Thread runner(FutureTask<?> task) {
        return (Thread) Outcomes.get(RUNNER, task);
    }

    static boolean isWaitedFor(FutureTask<?> task) {
        return Outcomes.get(WAITERS, task) != null;
    }

    /** Whether it waits for its instant, or for the next one. */
    static boolean isScheduled(FutureTask<?> task, @Nullable Executor given) {
        return task instanceof Delayed && isQueued(task, given);
    }

    /** Whether it is in the queue of a pool that will come to it. */
    static boolean isQueued(FutureTask<?> task, @Nullable Executor given) {
        Executor executor = executor(task, given);
        if (executor instanceof ThreadPoolExecutor pool) {
            return !pool.isTerminated() && isIn(pool, task);
        }
        return executor != null
                && !(executor instanceof ExecutorService service && service.isTerminated());
    }

    private static boolean isIn(ThreadPoolExecutor pool, FutureTask<?> task) {
        for (Runnable queued : pool.getQueue()) {
            if (queued == task) {
                return true;
            }
        }
        return false;
    }

    /** Whether a task that was in its queue a moment ago may be about to run. */
    static boolean isStarting(@Nullable Executor given) {
        return given instanceof ThreadPoolExecutor pool && !pool.isTerminated();
    }

    /** Whether its instant has come, so that its pool is about to run it. */
    static boolean isDue(Future<?> task) {
        return task instanceof Delayed delayed && delayed.getDelay(TimeUnit.NANOSECONDS) <= 0;
    }

    /** Whether its pool was shut down: whoever is interrupted there was asked to stop. */
    static boolean isStopped(Object task, @Nullable Executor given) {
        Executor executor = executor(task, given);
        return executor instanceof ExecutorService service && service.isShutdown();
    }

    private static @Nullable Executor executor(Object task, @Nullable Executor given) {
        return SCHEDULER.getDeclaringClass().isInstance(task)
                ? (Executor) Outcomes.get(SCHEDULER, task)
                : given;
    }

    /** Whether it is due an hour ahead and repeats, say. */
    static String whenDue(Future<?> task) {
        long millis = task instanceof Delayed delayed ? delayed.getDelay(TimeUnit.MILLISECONDS) : 0;
        boolean repeats =
                task instanceof RunnableScheduledFuture<?> scheduled && scheduled.isPeriodic();
        String next = millis <= 0 ? "now" : "in " + millis + " ms";
        return repeats ? "is still to run again, " + next : "is still to run, " + next;
    }
}
