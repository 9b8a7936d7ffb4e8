package dev.timeloop.agent.boot;

import org.jspecify.annotations.Nullable;

/**
 * What is told of the life of futures, tasks and threads while any test is checked for loose ends.
 *
 * <p>Its methods run on the threads that do what they are told of, within the JDK's own code: they
 * throw nothing.
 */
public abstract class Observer {
    /** Creates the only one. */
    protected Observer() {}

    /** The calling thread is at a place that may make a future or a task; 0: no longer. */
    public abstract void at(int site);

    /** A {@code CompletableFuture} was made; it may be done already. */
    public abstract void made(Object future);

    /** It may have been completed just now. */
    public abstract void completed(Object future);

    /** Its outcome was overwritten. */
    public abstract void forced(Object future);

    /** Outcome {@code from} was passed on to a dependent, as {@code to}. */
    public abstract void passedOn(Object from, Object to);

    /** Outcome {@code result} was given to whoever asked for it. */
    public abstract void askedFor(Object result);

    /** The state of a future was asked for by a method that gives its failure. */
    public abstract void askedForFailure(Object future);

    /** Somebody is told that a future has failed, or was cancelled. */
    public abstract void saidToHaveFailed(Object future);

    /** A function is about to be called with this, which completes {@code dependent}. */
    public abstract void given(Throwable failure, Object dependent);

    /** A library of the JDK's is about to give its caller a future that it has made. */
    public abstract void handedOut(Object future);

    /** Its publisher will complete it, when that is closed. */
    public abstract void consumed(Object future);

    /** Code that runs, or is about to, will complete it. */
    public abstract void async(Object future);

    /** The action of {@code whenComplete} was called with this, for the future that it has made. */
    public abstract void told(Object future, Object result, Object action);

    /** A future was made that ends when all of the others have, or any of them. */
    public abstract void joined(Object future, Object[] others, boolean isAny);

    /** A subtask of a structured scope was made. */
    public abstract void subtaskMade(Object subtask);

    /** It is done, and its scope is about to hear of it. */
    public abstract void subtaskDone(Object scope, Object subtask);

    /** Its state, its result or its failure is asked for. */
    public abstract void subtaskAskedFor(Object subtask);

    /** A dependent of a future is about to be made. */
    public abstract void branching(Object future);

    /** {@code whenComplete} has made a dependent of a future. */
    public abstract void watched(Object dependent, Object future, Object action);

    /** A future was made that only the JDK has. */
    public abstract void madeInside(Object future);

    /** Somebody is about to ask just this future, and waits until it is done, or doesn't. */
    public abstract void asking(Object future, boolean waits);

    /** A {@code FutureTask} was made. */
    public abstract void taskMade(Object task);

    /** It is done: with an outcome, a failure, or cancelled. */
    public abstract void taskDone(Object task);

    /** It has failed. */
    public abstract void taskFailed(Object task, Throwable failure);

    /** Its outcome is about to be given to whoever asked for it. */
    public abstract void taskAskedFor(Object task);

    /** A pool, null for the calling thread's own, is about to be given a {@code ForkJoinTask}. */
    public abstract void forking(@Nullable Object pool, Object task);

    /** It was given it. */
    public abstract void forked(Object task);

    /** Whoever makes it run is given its failure in any case. */
    public abstract void forkedAndAwaited(Object task);

    /** It begins to run. */
    public abstract void forkRunning(Object task);

    /** It has run; it may have more to do. */
    public abstract void forkRan(Object task);

    /** It is done: with an outcome, a failure, or cancelled. */
    public abstract void forkDone(Object task);

    /** It is about to fail, unless it is done. */
    public abstract void forkFailed(Object task, Throwable failure);

    /** Its failure is about to be given to whoever asked for it. */
    public abstract void forkAskedFor(Object task);

    /** A thread is about to be started. */
    public abstract void starting(Thread thread);

    /** An exception has come out of a thread's {@code run}. */
    public abstract void uncaught(Thread thread, Throwable failure);

    /** An executor was given a task. */
    public abstract void submitted(Object executor, Object task);

    /** A thread of a pool is about to run a job. */
    public abstract void next(Object pool, Object job);

    /** It is done with it; what has failed is about to be uncaught. */
    public abstract void idle(boolean hasFailed);

    /** A job begins to run, on whatever thread. */
    public abstract void running(Object job);

    /** It has run. */
    public abstract void ran(Object job);

    /** An executor or a {@code Timer} was made. */
    public abstract void poolMade(Object pool);

    /** A {@code TimerTask} was given to its {@code Timer}. */
    public abstract void scheduled(Object timer, Object task);
}
