package dev.timeloop.agent.observe;

import dev.timeloop.agent.boot.Hooks;
import dev.timeloop.internal.origin.Origin;
import java.util.concurrent.CountedCompleter;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Takes down what the hooks tell of the tasks of fork-join pools. */
abstract class ForkNotes extends JobNotes {
    @Override
    public void forking(@Nullable Object pool, Object task) {
        Observation mine = current(task);
        if (mine == null) {
            return;
        }
        Forked forked;
        if (Forked.isJdksOwn(task)) {
            forked = made(task, mine, Origin.UNKNOWN, pool == null, true);
        } else {
            Origin origin = Places.ofFork(mine, task);
            forked = made(task, mine, origin, pool == null, origin == Origin.REFUSED);
        }
        if (pool == null) {
            ForkJoinPool own = ForkJoinTask.getPool();
            forked.setExecutor(own == null ? ForkJoinPool.commonPool() : own);
            forked.accept();
        } else {
            forked.setExecutor((Executor) pool);
        }
        Births.ALL.add(task, forked);
    }

    /** The test that a task which isn't known yet belongs to. */
    private static @Nullable Observation current(Object task) {
        boolean isKnown = Forked.isOfFuture(task) || Forked.runsAnother(task);
        Observation mine = isKnown ? null : Owners.current();
        return mine == null || Births.ALL.get(task) != null ? null : mine;
    }

    private static Forked made(
            Object task, Observation mine, Origin origin, boolean isForked, boolean isQuiet) {
        Work work = Work.mine();
        Forked parent = work == null ? null : work.task();
        Forked.Fate forker = isForked && parent != null ? parent.fate() : null;
        return new Forked(task, mine, origin, parent, forker, isQuiet);
    }

    @Override
    public void forked(Object task) {
        if (Births.ALL.get(task) instanceof Forked forked) {
            forked.accept();
        }
    }

    @Override
    public void forkedAndAwaited(Object task) {
        Observation mine = task == null ? null : current(task);
        if (mine != null) {
            Births.ALL.add(task, made(task, mine, Origin.UNKNOWN, false, true));
        }
    }

    @Override
    public void forkRunning(Object task) {
        if (Hooks.current() != null || Forked.isOfFuture(task)) {
            return;
        }
        Work work = Owners.work();
        Thread thread = Thread.currentThread();
        if (Births.ALL.get(task) instanceof Forked forked) {
            forked.begin(thread, work.task());
            work.setTask(forked);
            work.enter(task, forked.observation);
        } else { // whoever waits for a task helps with whatever is in the queue
            work.enter(task, ofPool(thread));
        }
    }

    private static @Nullable Observation ofPool(Thread thread) {
        return thread instanceof ForkJoinWorkerThread worker
                ? Owners.maker(worker.getPool())
                : null;
    }

    @Override
    public void forkRan(Object task) {
        if (Forked.isOfFuture(task)) {
            return;
        }
        Work work = Hooks.current() == null ? Work.mine() : null;
        if (work != null) {
            work.leave(task);
            Forked forked = work.task();
            if (forked != null && forked.future == task) {
                work.setTask(forked.end());
            }
        }
        if (!(task instanceof Delayed)) { // which may run again
            forkDone(task);
        }
    }

    @Override
    public void forkDone(Object task) {
        Birth unused = Births.ALL.remove(task);
    }

    @Override
    public void forkFailed(Object task, Throwable error) {
        Birth birth = Births.ALL.get(task);
        boolean isFirst = !(birth instanceof Forked failed) || failed.fail();
        Failure passedUp = task instanceof CountedCompleter ? Failures.passedUp(error) : null;
        if (passedUp != null) {
            if (isFirst) { // else it has another's, and that is enough
                Failures.passedUp(passedUp, task);
                if (birth instanceof Forked to) {
                    passedUp.setForker(to.forker());
                }
            }
            return;
        }
        if (birth instanceof Forked forked && isCharged(forked, error)) {
            Failure failure = Failures.ofFork(task, error);
            failure.setForker(forked.forker());
            Failures.happened(failure, birth, false);
        }
    }

    private static boolean isCharged(Forked forked, Throwable error) {
        Object task = forked.future;
        return !forked.isQuiet
                && !((Future<?>) task).isDone()
                && !Outcomes.isCancellation(error)
                && !(Outcomes.isInterruption(error) && Jobs.isStopped(task, forked.executor()))
                && !(Forked.isRaw(task) && Callers.hasHandler(Thread.currentThread()));
    }

    @Override
    public void forkAskedFor(Object task) {
        Failure failure = Failures.ofTask(task);
        if (failure != null) {
            failure.retrieve();
        }
    }
}
