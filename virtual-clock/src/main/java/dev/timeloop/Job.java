package dev.timeloop;

import dev.timeloop.internal.engine.Strand;
import dev.timeloop.internal.engine.TimedEvent;
import dev.timeloop.internal.text.Spans;
import dev.timeloop.internal.timeline.Lane;
import dev.timeloop.internal.timeline.Recorder;
import dev.timeloop.internal.timer.TimerHeap;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Delayed;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A job of a loop's executor: a task with the manners of a {@link java.util.concurrent.FutureTask}.
 *
 * <p>Unlike other tasks it is cancelled at once, and its body is interrupted if asked for.
 */
final class Job<T extends @Nullable Object> extends BodyTask<T>
        implements RunnableScheduledFuture<T> {
    /** How a job came to be, which tells who is given its failure. */
    enum Way {
        EXECUTED,
        SUBMITTED,
        SCHEDULED
    }

    private static final int DEEPEST_CAUSE = 20;

    /** Who goes first among jobs that wait for a slot. */
    static final Comparator<Job<?>> TURN =
            Comparator.<Job<?>>comparingLong(job -> job.due).thenComparingLong(job -> job.turn);

    final LoopExecutor executor;
    private final Way way;
    private final Due timer = new Due();

    /** Nanoseconds between runs: from start to start if positive, from end to start if negative. */
    private final long period;

    private long due;
    private final long number;
    private @Nullable Throwable raw;
    private boolean begun;

    /** Whether the recording says that it waits for its turn. */
    private boolean isLate;

    private boolean dropped;
    long turn;
    boolean hasSlot;
    boolean isCounted;
    boolean owesNothing;

    Job(LoopExecutor executor, long number, Object work, Callable<? extends T> body, Way way) {
        this(executor, number, work, body, way, executor.loop.engine.now(), 0);
    }

    Job(
            LoopExecutor executor,
            long number,
            Object work,
            Callable<? extends T> body,
            Way way,
            long due,
            long period) {
        super(executor.loop, executor.jobName(work, number), body);
        this.executor = executor;
        this.number = number;
        this.way = way;
        this.due = due;
        this.period = period;
    }

    /** Makes it wait for its instant, or ready. */
    void schedule() {
        if (due > loop.engine.now()) {
            recordWait("due", due);
            isLate = true;
        }
        loop.engine.schedule(timer, due);
    }

    @Override
    public void fire() {
        if (isDone() || isClaimed() || dropped || begun) {
            if (hasSlot) {
                executor.leave(this);
            }
            return;
        }
        if (!hasSlot && !executor.enter(this)) {
            return; // queued until another job leaves
        }
        begun = true;
        if (isLate) {
            recordTurn();
        }
        try {
            if (period == 0) {
                runBody();
            } else {
                runOnce();
            }
        } finally {
            executor.leave(this);
        }
    }

    private void recordTurn() {
        isLate = false;
        Recorder recorder = loop.engine.recorder();
        if (recorder != null && lane != 0) {
            recorder.wakes(loop.engine.now(), lane, Lane.NONE);
        }
    }

    /** Says that it waits for another job to leave. */
    void linedUp() {
        isLate = true;
        recordWait("waiting for its turn", TimerHeap.NEVER);
    }

    private void runOnce() {
        if (!runPeriod() || isDone()) {
            return;
        }
        if (executor.isShutdown()) {
            cancel(false);
            return;
        }
        due = period > 0 ? EventLoop.plus(due, period) : loop.dueIn(-period);
        begun = false;
        if (due <= loop.engine.now() && executor.isFull()) {
            executor.lineUp(this); // late: before what fell due after it
        } else {
            schedule();
        }
    }

    /** Runs the body once; a failure ends the series. */
    private boolean runPeriod() {
        try {
            occupied(body);
            return true;
        } catch (Throwable thrown) {
            failed(thrown);
            return false;
        }
    }

    /**
     * As a FutureTask, a job has failed with whatever its body threw, be it a cancellation of
     * somebody else or a wrapper. What a cancelled body throws on its way out is its cancellation
     * coming out.
     */
    @Override
    void failed(Throwable thrown) {
        boolean hidden =
                thrown instanceof CancellationException || thrown instanceof CompletionException;
        raw = thrown; // whoever is told now asks
        if (putOwnFailure(hidden ? new CompletionException(thrown) : thrown, thrown)) {
            if (way == Way.EXECUTED && loop.uncaught(thrown)) {
                retrieved();
            }
            fireLinks();
            return;
        }
        raw = null; // it was cancelled meanwhile, or is about to be
        if (!owesNothing && !comesFromInterrupt(thrown)) {
            loop.ledger.failed(new Failure(thrown, this, loop.engine.now()));
        }
    }

    private static boolean comesFromInterrupt(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof InterruptedException || cause instanceof CancellationException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    @Override
    @Nullable Throwable failure() {
        return raw == null ? super.failure() : raw;
    }

    @Override
    boolean hasBeenCancelled() {
        return raw == null && super.hasBeenCancelled();
    }

    /** Runs the job on the caller's strand, as what {@code shutdownNow} gave back may be. */
    @Override
    public void run() {
        if (!loop.engine.isOnStrand()) {
            throw new IllegalStateException(
                    Text.sentence(describe(), "can be run by hand only on its loop,")
                            + " and this is thread \""
                            + Thread.currentThread().getName()
                            + "\".");
        }
        if (isDone() || begun) {
            return;
        }
        begun = true;
        runBody();
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return cancel(mayInterruptIfRunning, null);
    }

    @Override
    public boolean cancel(@Nullable String reason) {
        return cancel(true, reason);
    }

    private boolean cancel(boolean interrupt, @Nullable String reason) {
        if (isDone()) {
            return false;
        }
        CancellationException cancellation = new CancellationException(reason);
        return loop.engine.isOnStrand()
                ? cancelNow(interrupt, cancellation)
                : arrive("cancellation of ", () -> cancelNow(interrupt, cancellation));
    }

    private boolean cancelNow(boolean interrupt, CancellationException cancellation) {
        Strand busy = strand();
        if (!putFailure(cancellation)) {
            return false;
        }
        if (interrupt && busy != null) {
            loop.engine.interrupt(busy);
        }
        fireLinks();
        return true;
    }

    @Override
    boolean requestCancel(CancellationException cancellation) {
        return cancelNow(true, cancellation);
    }

    @Override
    public boolean isStale() {
        return (isDone() || isClaimed() || dropped || begun) && !hasSlot;
    }

    @Override
    boolean owesFailures() {
        return !owesNothing;
    }

    @Override
    void whenDone() {
        loop.engine.cancel(timer);
        if (strand() == null) {
            executor.release(this);
        }
    }

    /** Gives it back to the caller of {@code shutdownNow}. */
    void drop() {
        dropped = true;
        loop.engine.cancel(timer);
        loop.ledger.closed(this);
        executor.release(this);
    }

    /** Whether nobody was given a future for it. */
    boolean isExecuted() {
        return way == Way.EXECUTED;
    }

    boolean hasBegun() {
        return begun;
    }

    /** Whether it waits for an instant, rather than for its turn. */
    boolean isTimer() {
        return period != 0 || timer.isScheduled();
    }

    @Override
    public boolean isPeriodic() {
        return period != 0;
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(due - loop.engine.now(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
        long mine = getDelay(TimeUnit.NANOSECONDS);
        int byDelay = Long.compare(mine, other.getDelay(TimeUnit.NANOSECONDS));
        return byDelay != 0 || !(other instanceof Job<?> job)
                ? byDelay
                : Long.compare(number, job.number);
    }

    @Override
    String pendingState() {
        if (strand() != null) {
            return super.pendingState();
        }
        if (dropped) {
            return "pending: shutdownNow took it from executor \"" + executor.name() + "\"";
        }
        String every =
                period == 0
                        ? ""
                        : period > 0
                                ? ", at a fixed rate of " + Spans.text(period)
                                : ", with a fixed delay of " + Spans.text(-period);
        return isScheduledLater()
                ? "pending: due at " + Spans.instant(due) + every
                : "pending: waits for its turn" + every;
    }

    private boolean isScheduledLater() {
        return timer.isScheduled();
    }

    /** The job's instant. */
    private final class Due extends TimedEvent {
        @Override
        public void fire() {
            Job.this.fire();
        }

        @Override
        public boolean isStale() {
            return Job.this.isStale();
        }

        @Override
        public String describe() {
            return Job.this.describe();
        }
    }
}
