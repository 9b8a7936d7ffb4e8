package dev.timeloop.agent.observe;

import dev.timeloop.LooseEnd;
import dev.timeloop.LooseEnd.Kind;
import dev.timeloop.agent.world.WorkSites;
import dev.timeloop.internal.origin.Origin;
import dev.timeloop.internal.origin.UserFrames;
import dev.timeloop.internal.text.ThreadNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** Takes stock of what one test has left behind. */
final class Stock {
    private static final String TIMER = "java.util.TimerThread";
    private static final String WORKER = "java.util.concurrent.ThreadPoolExecutor$Worker";
    private static final String STOP = "wait for it, or cancel it and stop what it runs";
    private static final String QUEUED = "is still in the queue of its pool";
    private static final String END_TIMER = "cancel it, or shut its pool down";
    private static final String COMPLETE = "complete it, or cancel it";

    private final Observation observation;
    private final long now;
    private final List<LooseEnd> found = new ArrayList<>();

    /** The threads that run a task that was found. */
    private final Set<Thread> runners = new HashSet<>();

    private Patience patience = Patience.NONE;

    Stock(Observation observation) {
        this.observation = observation;
        now = observation.elapsed();
    }

    List<LooseEnd> take() {
        if (observation.hasQueued()) { // first: what begins meanwhile is seen to run
            wait(Patience.TO_END);
        }
        List<Birth> pending = new ArrayList<>();
        for (Birth birth : Births.ALL.of(observation)) {
            if (birth.future instanceof CompletableFuture<?> future
                    && Outcomes.of(future) != null) {
                Notes.completed(future, false);
            } else {
                pending.add(birth);
            }
        }
        Set<Object> waiting = Dependents.among(pending);
        pending.removeIf(birth -> birth.origin.isNobodys());
        if (observation.isStrict() && !pending.isEmpty() && observation.hasFailed()) {
            wait(Patience.TO_END); // who has looked at a failure may be faster than its branches
        }
        futures(pending, waiting);
        if (!observation.isInWorld()) {
            tasks(pending);
            rawJobs();
            timers();
            threads();
            bodies();
            found.addAll(IdlePools.of(observation, runners, now));
        }
        List<LooseEnd> all = failures(); // last: what ended meanwhile has told of them by now
        all.addAll(found);
        return all;
    }

    /** How long to wait before what was found is believed. */
    Patience patience() {
        return patience;
    }

    private void wait(Patience wanted) {
        patience = wanted.nanos > patience.nanos ? wanted : patience;
    }

    private List<LooseEnd> failures() {
        List<LooseEnd> owed = OwedFailures.of(observation, now);
        if (!owed.isEmpty() && !observation.isInWorld()) {
            wait(Patience.TO_TELL);
        }
        return owed;
    }

    private void futures(List<Birth> pending, Set<Object> waiting) {
        for (Birth birth : pending) {
            if (birth.future instanceof CompletableFuture<?> future
                    && !waiting.contains(birth.future)) {
                pending(future, birth);
            }
        }
    }

    private void pending(CompletableFuture<?> future, Birth birth) {
        boolean isWaitedFor = Dependents.isWaitedFor(future);
        if (Outcomes.of(future) != null) { // last: what waited for it has gone since
            Notes.completed(future, false);
            return;
        }
        String state;
        String advice = COMPLETE;
        if (birth.isAsync) {
            state = "is still pending: its code hasn't ended";
            advice = STOP;
        } else if (birth.isConsumer) {
            state = "is still pending: the publisher that it consumes wasn't closed";
            advice = "close the publisher";
        } else if (isWaitedFor) {
            state = "is still pending, and is waited for";
        } else {
            return;
        }
        if (!observation.isInWorld()) {
            wait(Patience.TO_END); // who completes it may be nobody's
        }
        add(Kind.PENDING_TASK, birth, state, advice);
    }

    private void tasks(List<Birth> pending) {
        for (Birth birth : pending) {
            if (birth instanceof Forked forked && !forked.isReportedElsewhere()) {
                fork(forked);
            }
            if (!(birth.future instanceof FutureTask<?> task) || task.isDone()) {
                continue;
            }
            Thread runner = Jobs.runner(task);
            if (runner != null) {
                running(birth, runner);
            } else if (Jobs.isScheduled(task, birth.executor())) {
                wait(Jobs.isDue(task) ? Patience.TO_END : Patience.NONE);
                add(Kind.LIVE_TIMER, birth, Jobs.whenDue(task), END_TIMER);
            } else if (Jobs.isQueued(task, birth.executor())) {
                wait(Patience.TO_END);
                add(Kind.PENDING_TASK, birth, QUEUED, STOP);
            } else if (Jobs.isStarting(birth.executor())) {
                wait(Patience.TO_BEGIN);
            } else if (Jobs.isWaitedFor(task)) {
                add(Kind.PENDING_TASK, birth, "is waited for, and nothing will run it", COMPLETE);
            }
        }
    }

    private void rawJobs() {
        for (Given given : observation.rawJobs().queued(observation)) {
            if (!given.origin.isNobodys()) {
                wait(Patience.TO_END);
                found.add(end(Kind.PENDING_TASK, "Runnable", given.at, given.origin, QUEUED, STOP));
            }
        }
    }

    private void running(Birth birth, Thread runner) {
        StackTraceElement[] stack = runner.getStackTrace();
        wait(Patience.with(runner, stack));
        boolean unused = runners.add(runner);
        String state = "is still running, on " + ThreadNames.describe(runner);
        add(Kind.PENDING_TASK, birth, state + place(stack), STOP);
    }

    private void fork(Forked task) {
        Thread runner = task.runner();
        if (runner != null) {
            running(task, runner);
        } else if (task.isQueued() && task.isScheduled()) {
            wait(Jobs.isDue((Future<?>) task.future) ? Patience.TO_BEGIN : Patience.NONE);
            add(Kind.LIVE_TIMER, task, Jobs.whenDue((Future<?>) task.future), END_TIMER);
        } else if (task.isQueued()) {
            wait(Patience.TO_BEGIN);
            add(Kind.PENDING_TASK, task, QUEUED, STOP);
        }
    }

    private void timers() {
        for (Birth birth : observation.timers().scheduled()) {
            add(Kind.LIVE_TIMER, birth, "is still to run", "cancel it, or its Timer");
        }
    }

    /** One look at the stack of each: the JVM may have to wait for the thread to give it. */
    private void threads() {
        for (Birth birth : observation.started().alive()) {
            Thread thread = (Thread) birth.future;
            if (!isMine(thread) || thread instanceof ForkJoinWorkerThread) {
                continue;
            }
            StackTraceElement[] stack = thread.getStackTrace();
            boolean isBusy = Work.isAtRawJob(thread) || !isIdle(thread, stack);
            if (isBusy && thread.isAlive() && isMine(thread)) {
                wait(Patience.with(thread, stack));
                boolean unused = runners.add(thread);
                add(
                        Kind.BUSY_THREAD,
                        birth,
                        "is still alive" + place(stack),
                        "end it, and join it");
            }
        }
    }

    /** What goes on although its future is done. */
    private void bodies() {
        Work.busyFor(observation)
                .forEach(
                        (thread, birth) -> {
                            StackTraceElement[] stack = thread.getStackTrace();
                            if (runners.contains(thread)
                                    || thread == Thread.currentThread()
                                    || UserFrames.of(stack, 1).isEmpty()) {
                                return;
                            }
                            wait(Patience.TO_END);
                            if (((Future<?>) birth.future).isDone()) {
                                String where = ", on " + ThreadNames.describe(thread);
                                add(
                                        Kind.BUSY_THREAD,
                                        birth,
                                        "is done, and its code goes on" + where + place(stack),
                                        "make its code end: let it react to interrupts, or ask a"
                                                + " flag");
                            }
                        });
    }

    /** To be asked twice: between two looks, it may have turned to another test's job. */
    private boolean isMine(Thread thread) {
        return !runners.contains(thread) && !Work.isForAnother(thread, observation);
    }

    private static boolean isIdle(Thread thread, StackTraceElement[] stack) {
        return WorkSites.isIdleWorker(thread, stack) || isBetweenJobs(thread, stack);
    }

    /** Or about to end one that has told its future already. */
    private static boolean isBetweenJobs(Thread thread, StackTraceElement[] stack) {
        if (thread.getClass().getName().equals(TIMER)) {
            return UserFrames.of(stack, 1).isEmpty();
        }
        if (Work.isAtRawJob(thread)) {
            return false;
        }
        for (StackTraceElement frame : stack) {
            if (frame.getClassName().equals(WORKER)) {
                return UserFrames.of(stack, 1).isEmpty();
            }
        }
        return false;
    }

    private static String place(StackTraceElement[] stack) {
        List<StackTraceElement> frames = UserFrames.of(stack, 1);
        return frames.isEmpty() ? "" : ", at " + UserFrames.text(frames.get(0));
    }

    private void add(Kind kind, Birth birth, String state, String advice) {
        found.add(end(kind, birth.what(), birth.at, birth.origin, state, advice));
    }

    private LooseEnd end(
            Kind kind, String what, long at, Origin origin, String state, String advice) {
        return new LooseEnd(
                kind,
                what,
                state,
                Duration.ofNanos(at),
                observation.age(at, now),
                origin.frames(),
                null,
                List.of(),
                advice);
    }
}
