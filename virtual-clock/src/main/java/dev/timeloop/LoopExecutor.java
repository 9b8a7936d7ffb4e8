package dev.timeloop;

import dev.timeloop.internal.engine.Arrival;
import dev.timeloop.internal.engine.Strand;
import dev.timeloop.internal.engine.Wait;
import dev.timeloop.internal.text.Spans;
import dev.timeloop.internal.timer.TimerHeap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * An executor whose jobs run on the loop, in virtual time.
 *
 * <p>It keeps the contract of {@link java.util.concurrent.ScheduledThreadPoolExecutor} with its
 * default policies: after {@code shutdown}, delayed jobs still run and periodic ones end.
 */
final class LoopExecutor implements ScheduledExecutorService {
    final EventLoop loop;
    private final String name;
    private final int limit;

    /** Jobs whose instant has come and that wait for a slot: by that instant, then first come. */
    private final PriorityQueue<Job<?>> queue = new PriorityQueue<>(Job.TURN);

    private final Set<Job<?>> busy = new LinkedHashSet<>();
    private final List<Strand> awaiting = new ArrayList<>();
    private final CountDownLatch terminated = new CountDownLatch(1);
    private volatile boolean shutdown;
    private volatile long shutdownAt;
    private long turns;
    private final AtomicLong numbers = new AtomicLong();

    /** Jobs that were accepted and are not over; threads outside accept, too. */
    private final AtomicInteger live = new AtomicInteger();

    LoopExecutor(EventLoop loop, String name, int limit) {
        this.loop = loop;
        this.name = name;
        this.limit = limit;
    }

    String name() {
        return name;
    }

    int limit() {
        return limit;
    }

    // --- taking jobs ---

    @Override
    public void execute(Runnable command) {
        Objects.requireNonNull(command, "command");
        take(new Job<>(this, next(), command, Executors.callable(command), Job.Way.EXECUTED));
    }

    @Override
    public <T> Future<T> submit(Callable<T> task) {
        Objects.requireNonNull(task, "task");
        return accept(new Job<>(this, next(), task, task, Job.Way.SUBMITTED));
    }

    @Override
    public <T> Future<T> submit(Runnable task, T result) {
        return submit(Executors.callable(task, result));
    }

    @Override
    public Future<?> submit(Runnable task) {
        return submit(Executors.callable(task));
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return schedule(Executors.callable(command), delay, unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        Objects.requireNonNull(callable, "callable");
        return accept(scheduled(callable, unit.toNanos(delay), 0));
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(
            Runnable command, long initialDelay, long period, TimeUnit unit) {
        requirePositive("period", period);
        return accept(
                scheduled(
                        Executors.callable(command),
                        unit.toNanos(initialDelay),
                        unit.toNanos(period)));
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(
            Runnable command, long initialDelay, long delay, TimeUnit unit) {
        requirePositive("delay", delay);
        return accept(
                scheduled(
                        Executors.callable(command),
                        unit.toNanos(initialDelay),
                        -unit.toNanos(delay)));
    }

    private <V extends @Nullable Object> Job<V> scheduled(
            Callable<V> body, long delay, long period) {
        return new Job<>(this, next(), body, body, Job.Way.SCHEDULED, loop.dueIn(delay), period);
    }

    private static void requirePositive(String what, long amount) {
        if (amount <= 0) {
            throw new IllegalArgumentException(
                    "The " + what + " must be positive, and is " + amount + ".");
        }
    }

    /** Stages have names of their own; other jobs are numbered. */
    String jobName(Object work, long number) {
        return work instanceof Dependent.Hop ? work.toString() : name + "-" + number;
    }

    private <J extends Job<?>> J accept(J job) {
        take(job);
        return job;
    }

    private void take(Job<?> job) {
        loop.requireOpen();
        live.incrementAndGet();
        job.isCounted = true;
        if (shutdown) {
            live.decrementAndGet();
            loop.engine.enter(
                    "rejection", this::terminateIfOver); // it may have waited for this one
            throw new RejectedExecutionException(
                    "Executor \""
                            + name
                            + "\" was shut down at "
                            + Spans.instant(shutdownAt)
                            + " and takes no more jobs.");
        }
        loop.open(job, job::schedule);
    }

    private long next() {
        return numbers.incrementAndGet();
    }

    // --- running them, at most so many at a time ---

    /** Takes a slot for a job whose turn has come, or lines it up. */
    boolean enter(Job<?> job) {
        if (isFull()) {
            lineUp(job);
            return false;
        }
        takeSlot(job);
        return true;
    }

    boolean isFull() {
        return busy.size() >= limit;
    }

    void lineUp(Job<?> job) {
        job.turn = ++turns;
        queue.add(job);
        job.linedUp();
    }

    private void takeSlot(Job<?> job) {
        job.hasSlot = true;
        busy.add(job);
    }

    /** Frees a job's slot for the one whose turn it is. */
    void leave(Job<?> job) {
        job.hasSlot = false;
        busy.remove(job);
        if (job.isDone()) {
            release(job);
        }
        Job<?> next = queue.poll();
        if (next != null) {
            takeSlot(next);
            loop.engine.ready(next);
        }
    }

    /** A job is over, or never will be. */
    void release(Job<?> job) {
        if (job.isCounted) {
            job.isCounted = false;
            live.decrementAndGet();
            terminateIfOver();
        }
    }

    private void terminateIfOver() {
        if (shutdown && live.get() == 0) {
            terminated.countDown();
            for (Strand strand : awaiting) {
                loop.engine.wake(strand);
            }
        }
    }

    // --- ending ---

    @Override
    public void shutdown() {
        beginShutdown();
        if (loop.engine.isOnStrand()) {
            endPeriodicJobs();
        } else {
            loop.engine.post(new Arrival("shutdown of " + this, true, this::endPeriodicJobs));
        }
    }

    /** In force at once, for threads outside as well. */
    private void beginShutdown() {
        if (!shutdown) {
            shutdownAt = loop.engine.now();
            shutdown = true;
        }
    }

    private void endPeriodicJobs() {
        for (Job<?> job : open()) {
            if (job.isPeriodic() && !job.hasBegun()) {
                job.cancel(false);
            }
        }
        terminateIfOver();
    }

    @Override
    public List<Runnable> shutdownNow() {
        List<Runnable> neverBegun = new ArrayList<>();
        if (!loop.engine.isOnStrand()) {
            throw new IllegalStateException(
                    "shutdownNow of executor \""
                            + name
                            + "\" must be called on the loop, since it answers with jobs: by the"
                            + " test body, or in a task.");
        }
        beginShutdown();
        loop.engine.takeIn(); // jobs from outside that were accepted before
        for (Job<?> job : open()) {
            if (job.strand() == null) {
                neverBegun.add(job);
                job.drop();
            }
        }
        queue.clear();
        for (Job<?> job : busy) {
            Strand strand = job.strand();
            if (strand != null) {
                loop.engine.interrupt(strand);
            }
        }
        terminateIfOver();
        return neverBegun;
    }

    /**
     * Shuts down and waits until all jobs have ended, as {@code ExecutorService.close} of JDK 19;
     * an interrupt ends them. The JDK's own form waits a day at a time, and would never see a
     * deadlock.
     */
    public void close() {
        shutdown();
        boolean interrupted = false;
        while (!isTerminated()) {
            try {
                awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
            } catch (InterruptedException stop) {
                interrupted = true;
                shutdownNow();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Job<?>> open() {
        List<Job<?>> jobs = new ArrayList<>();
        for (Task<?> task : loop.ledger.open()) {
            if (task instanceof Job<?> job && job.executor == this) {
                jobs.add(job);
            }
        }
        return jobs;
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return terminated.getCount() == 0;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        if (!loop.engine.isOnStrand()) {
            return terminated.await(timeout, unit);
        }
        Strand me = loop.engine.running();
        awaiting.add(me);
        try {
            return loop.waiting.until(
                    this::isTerminated, loop.dueIn(unit.toNanos(timeout)), new OnTermination());
        } finally {
            awaiting.remove(me);
        }
    }

    private final class OnTermination implements Wait {
        @Override
        public String describe() {
            return "waiting until executor \"" + name + "\" has terminated";
        }
    }

    // --- in bulk ---

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks)
            throws InterruptedException {
        return invokeAll(tasks, TimerHeap.NEVER, Long.MAX_VALUE);
    }

    @Override
    public <T> List<Future<T>> invokeAll(
            Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException {
        long nanos = unit.toNanos(timeout);
        return invokeAll(tasks, loop.dueIn(nanos), nanos);
    }

    private <T> List<Future<T>> invokeAll(
            Collection<? extends Callable<T>> tasks, long due, long realNanos)
            throws InterruptedException {
        List<Job<T>> jobs = submitAll(tasks);
        boolean done = false;
        try {
            if (loop.engine.isOnStrand()) {
                loop.waiting.untilAllDone(jobs, "invokeAll", due);
            } else {
                long deadline = System.nanoTime() + realNanos;
                for (Job<T> job : jobs) {
                    job.awaitForReal(
                            due == TimerHeap.NEVER ? realNanos : deadline - System.nanoTime());
                }
            }
            done = true;
        } finally {
            if (!done || due != TimerHeap.NEVER) {
                cancelAll(jobs);
            }
        }
        return new ArrayList<>(jobs);
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> tasks)
            throws InterruptedException, ExecutionException {
        try {
            return invokeAny(tasks, TimerHeap.NEVER);
        } catch (TimeoutException never) {
            throw new AssertionError(never);
        }
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return invokeAny(tasks, loop.dueIn(unit.toNanos(timeout)));
    }

    private <T> T invokeAny(Collection<? extends Callable<T>> tasks, long due)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException("invokeAny needs at least one task.");
        }
        loop.requireStrand("invokeAny");
        List<Job<T>> jobs = submitAll(tasks);
        for (Job<T> job : jobs) {
            job.owesNothing = true; // the losers' failures are nobody's business
        }
        Throwable last = null;
        try {
            for (Job<T> job : loop.waiting.inOrderOfCompletion(jobs, due)) {
                if (job.thrown() == null) {
                    return job.value();
                }
                last = job.failure();
            }
        } finally {
            cancelAll(jobs);
        }
        if (last == null) {
            throw new AssertionError("no job of a non-empty collection was looked at");
        }
        throw new ExecutionException(last);
    }

    private <T> List<Job<T>> submitAll(Collection<? extends Callable<T>> tasks) {
        List<Job<T>> jobs = new ArrayList<>(tasks.size());
        boolean all = false;
        try {
            for (Callable<T> task : tasks) {
                Objects.requireNonNull(task, "task");
                jobs.add(accept(new Job<>(this, next(), task, task, Job.Way.SUBMITTED)));
            }
            all = true;
        } finally {
            if (!all) {
                cancelAll(jobs);
            }
        }
        return jobs;
    }

    private static void cancelAll(List<? extends Job<?>> jobs) {
        for (Job<?> job : jobs) {
            job.cancel(true);
        }
    }

    @Override
    public String toString() {
        return "executor \""
                + name
                + "\" ("
                + (shutdown ? "shut down" : "open")
                + ", "
                + live
                + (live.get() == 1 ? " job" : " jobs")
                + (limit == Integer.MAX_VALUE ? "" : ", " + limit + " at a time")
                + ")";
    }
}
