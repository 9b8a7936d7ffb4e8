package dev.timeloop.agent.boot;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the JDK's rewritten futures call when they are made, completed and asked.
 *
 * <p>Like {@link Hooks}, it has no logic: it tells the {@link Observer}, if there is one. Methods
 * whose first argument is an answer return it.
 */
public final class FutureHooks {
    /** Null unless a test is being checked. */
    private static volatile @Nullable Observer observer;

    private FutureHooks() {}

    /** Sets who is told from now on; null: nobody. */
    public static void tell(@Nullable Observer whom) {
        observer = whom;
    }

    static @Nullable Observer observer() {
        Observer told = observer;
        if (told == null) {
            return null;
        }
        Resident me = Hooks.current();
        return me == null || me.inside == 0 ? told : null;
    }

    // --- applications ---

    /** Before a call that may make a future or a task: the number of the place. */
    public static void at(int site) {
        Observer told = observer();
        if (told != null) {
            told.at(site);
        }
    }

    /** After it, if it returns. */
    public static void past() {
        at(0);
    }

    // --- CompletableFuture ---

    public static void made(Object future) {
        Observer told = observer();
        if (told != null) {
            told.made(future);
        }
    }

    public static boolean completed(boolean answer, Object future) {
        Observer told = answer ? observer() : null;
        if (told != null) {
            told.completed(future);
        }
        return answer;
    }

    public static void forced(Object future) {
        Observer told = observer();
        if (told != null) {
            told.forced(future);
        }
    }

    /** A dependent is about to be returned: some are done at once. */
    public static CompletableFuture<?> dependent(CompletableFuture<?> answer) {
        Observer told = observer();
        if (told != null) {
            told.completed(answer);
        }
        return answer;
    }

    public static CompletableFuture<?> async(CompletableFuture<?> answer) {
        Observer told = observer();
        if (told != null) {
            told.async(answer);
        }
        return answer;
    }

    public static Object encoded(Object answer, Throwable failure, Object from) {
        return relayed(from, answer);
    }

    /** After the call that makes one outcome of another. */
    public static Object relayed(Object from, Object answer) {
        Observer told = observer();
        if (told != null && from != null && answer != null) {
            told.passedOn(from, answer);
        }
        return answer;
    }

    public static void reported(Object result) {
        Observer told = observer();
        if (told != null && result != null) {
            told.askedFor(result);
        }
    }

    public static void askedForFailure(Object future) {
        Observer told = observer();
        if (told != null) {
            told.askedForFailure(future);
        }
    }

    /** The answer to whoever asks whether a future has failed. */
    public static boolean saidToHaveFailed(boolean answer, Object future) {
        Observer told = answer ? observer() : null;
        if (told != null) {
            told.saidToHaveFailed(future);
        }
        return answer;
    }

    public static Object given(Object argument, Object dependent) {
        Observer told = argument instanceof Throwable ? observer() : null;
        if (told != null) {
            told.given((Throwable) argument, dependent);
        }
        return argument;
    }

    /** A library of the JDK's is about to return it. */
    public static CompletableFuture<?> handedOut(CompletableFuture<?> answer) {
        Observer told = observer();
        if (told != null && answer != null) {
            told.handedOut(answer);
        }
        return answer;
    }

    /** A publisher is about to return it: it tells how its consumer ends. */
    public static CompletableFuture<?> consumed(CompletableFuture<?> answer) {
        Observer told = observer();
        if (told != null) {
            told.consumed(answer);
        }
        return answer;
    }

    /** After the action of {@code whenComplete}. */
    public static boolean told(
            boolean answer, Object future, Object result, BiConsumer<?, ?> action) {
        Observer told = answer && result != null ? observer() : null;
        if (told != null) {
            told.told(future, result, action);
        }
        return answer;
    }

    public static CompletableFuture<?> all(CompletableFuture<?> answer, CompletableFuture<?>[] of) {
        Observer told = observer();
        if (told != null) {
            told.joined(answer, of, false);
        }
        return answer;
    }

    public static CompletableFuture<?> any(CompletableFuture<?> answer, CompletableFuture<?>[] of) {
        Observer told = observer();
        if (told != null) {
            told.joined(answer, of, true);
        }
        return answer;
    }

    public static CompletableFuture<?> both(
            CompletableFuture<?> answer, Object one, Executor executor, CompletionStage<?> other) {
        return joined(answer, one, other, false);
    }

    public static CompletableFuture<?> either(
            CompletableFuture<?> answer, Object one, Executor executor, CompletionStage<?> other) {
        return joined(answer, one, other, true);
    }

    private static CompletableFuture<?> joined(
            CompletableFuture<?> answer, Object one, CompletionStage<?> other, boolean isAny) {
        Observer told = observer();
        if (told != null) {
            told.completed(answer);
            told.joined(answer, new Object[] {one, other}, isAny);
        }
        return answer;
    }

    // --- FutureTask ---

    public static void taskMade(Object task) {
        Observer told = observer();
        if (told != null) {
            told.taskMade(task);
        }
    }

    public static void taskDone(Object task) {
        Observer told = observer();
        if (told != null) {
            told.taskDone(task);
        }
    }

    public static void taskFailed(Object task, Throwable failure) {
        Observer told = observer();
        if (told != null && failure != null) {
            told.taskFailed(task, failure);
        }
    }

    public static void taskAskedFor(Object task) {
        Observer told = observer();
        if (told != null) {
            told.taskAskedFor(task);
        }
    }

    // --- Thread ---

    public static void starting(Thread thread) {
        Observer told = observer();
        if (told != null) {
            told.starting(thread);
        }
    }

    public static void uncaught(Thread thread, Throwable failure) {
        Observer told = observer();
        if (told != null && failure != null) {
            told.uncaught(thread, failure);
        }
    }

    // --- pools and timers ---

    public static void poolMade(Object pool) {
        Observer told = observer();
        if (told != null) {
            told.poolMade(pool);
        }
    }

    public static void submitted(Object executor, Object task) {
        Observer told = observer();
        if (told != null && task != null) {
            told.submitted(executor, task);
        }
    }

    /** Before a thread of a pool runs a job. */
    public static Runnable next(Runnable job, Object pool) {
        Observer told = observer();
        if (told != null) {
            told.next(pool, job);
        }
        return job;
    }

    /** After it. */
    public static Throwable idle(Throwable failure, Object pool) {
        Observer told = observer();
        if (told != null) {
            told.idle(failure != null);
        }
        return failure;
    }

    public static void running(Object job) {
        Observer told = observer();
        if (told != null) {
            told.running(job);
        }
    }

    public static void ran(Object job) {
        Observer told = observer();
        if (told != null) {
            told.ran(job);
        }
    }

    public static void scheduled(Object timer, Object task) {
        Observer told = observer();
        if (told != null && task != null) {
            told.scheduled(timer, task);
        }
    }
}
