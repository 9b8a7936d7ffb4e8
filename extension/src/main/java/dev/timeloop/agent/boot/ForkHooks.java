package dev.timeloop.agent.boot;

import java.util.Collection;
import java.util.List;
import java.util.RandomAccess;

/** What the JDK's rewritten fork-join tasks call; like {@link FutureHooks}, without any logic. */
public final class ForkHooks {
    private ForkHooks() {}

    /** A task is about to be put into the queue of the pool of the calling thread. */
    public static void forked(Object task) {
        Observer told = FutureHooks.observer();
        if (told != null) {
            told.forking(null, task);
        }
    }

    /** Or of this pool, on JDK 17. */
    public static void given(Object pool, Object task) {
        Observer told = FutureHooks.observer();
        if (told != null && task != null) {
            told.forking(pool, task);
        }
    }

    /** On JDKs since; it is for the scheduler of virtual threads that no signal is given. */
    public static void given(Object pool, boolean signal, Object task) {
        if (signal) {
            given(pool, task);
        }
    }

    /** It wasn't rejected. */
    public static void accepted(Object pool, Object task) {
        Observer told = FutureHooks.observer();
        if (told != null && task != null) {
            told.forked(task);
        }
    }

    public static void accepted(Object pool, boolean signal, Object task) {
        if (signal) {
            accepted(pool, task);
        }
    }

    /** The caller runs it itself, and is given its failure. */
    public static void invoked(Object task) {
        Observer told = FutureHooks.observer();
        if (told != null) {
            told.forkedAndAwaited(task);
        }
    }

    /** {@code invokeAll} of two. */
    public static void invokedAll(Object one, Object other) {
        Observer told = FutureHooks.observer();
        if (told != null && one != null && other != null) {
            told.forkedAndAwaited(one);
            told.forkedAndAwaited(other);
        }
    }

    /** {@code invokeAll} of several. */
    public static void invokedAll(Object tasks) {
        Observer told = FutureHooks.observer();
        if (told == null) {
            return;
        }
        if (tasks instanceof Object[] some) {
            for (Object each : some) {
                told.forkedAndAwaited(each);
            }
        } else if (tasks instanceof List<?> && tasks instanceof RandomAccess) {
            for (Object each : ((Collection<?>) tasks).toArray()) { // others become an array
                told.forkedAndAwaited(each);
            }
        }
    }

    public static void running(Object task) {
        Observer told = FutureHooks.observer();
        if (told != null) {
            told.forkRunning(task);
        }
    }

    public static void ran(Object task) {
        Observer told = FutureHooks.observer();
        if (told != null) {
            told.forkRan(task);
        }
    }

    public static void done(Object task) {
        Observer told = FutureHooks.observer();
        if (told != null) {
            told.forkDone(task);
        }
    }

    public static void failing(Object task, Throwable failure) {
        Observer told = FutureHooks.observer();
        if (told != null && failure != null) {
            told.forkFailed(task, failure);
        }
    }

    public static void askedFor(Object task) {
        Observer told = FutureHooks.observer();
        if (told != null) {
            told.forkAskedFor(task);
        }
    }

    // --- structured scopes ---

    public static void subtaskMade(Object subtask) {
        Observer told = FutureHooks.observer();
        if (told != null) {
            told.subtaskMade(subtask);
        }
    }

    public static void subtaskDone(Object scope, Object subtask) {
        Observer told = FutureHooks.observer();
        if (told != null) {
            told.subtaskDone(scope, subtask);
        }
    }

    public static void subtaskAskedFor(Object subtask) {
        Observer told = FutureHooks.observer();
        if (told != null) {
            told.subtaskAskedFor(subtask);
        }
    }
}
