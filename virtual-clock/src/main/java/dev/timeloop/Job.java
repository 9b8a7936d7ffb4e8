package dev.timeloop;

import dev.timeloop.internal.engine.Strand;
import dev.timeloop.internal.engine.TimedEvent;
import dev.timeloop.internal.text.Spans;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
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

    final LoopExecutor executor;
    private final Way way;
    private final Due timer = new Due();

    /** Nanoseconds between runs: from start to start if positive, from end to start if negative. */
    private final long period;

    private long due;
    private boolean begun;
    private boolean dropped;
    boolean hasSlot;
    boolean isCounted;
    boolean owesNothing;

    Job(LoopExecutor executor, String name, Callable<? extends T> body, Way way) {
        this(executor, name, body, way, executor.loop.engine.now(), 0);
    }

    Job(
            LoopExecutor executor,
            String name,
            Callable<? extends T> body,
            Way way,
            long due,
            long period) {
        super(executor.loop, name, body);
        this.executor = executor;
        this.way = way;
        this.due = due;
        this.period = period;
    }

    /** Makes it wait for its instant, or ready. */
    void schedule() {
        loop.engine.schedule(timer, due);
    }

    @Override
    public void fire() {
        if (isDone() || dropped) {
            if (hasSlot) {
                executor.leave(this);
            }
            return;
        }
        if (!hasSlot && !executor.enter(this)) {
            return; // queued until another job leaves
        }
        begun = true;
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
        schedule();
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

    @Override
    void failed(Throwable thrown) {
        super.failed(thrown);
        if (way == Way.EXECUTED && !Text.isCancellation(thrown)) {
            if (loop.uncaught(thrown)) {
                retrieved();
            }
        }
    }

    /** Runs the job on the caller's strand, as what {@code shutdownNow} gave back may be. */
    @Override
    public void run() {
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
        loop.engine.enter(
                () -> {
                    Strand busy = strand();
                    if (putFailure(new CancellationException(reason))) {
                        if (interrupt && busy != null) {
                            loop.engine.interrupt(busy);
                        }
                        fireLinks();
                    }
                });
        return true;
    }

    @Override
    void requestCancel(CancellationException cancellation) {
        cancel(true, cancellation.getMessage());
    }

    @Override
    void whenDone() {
        loop.engine.cancel(timer);
        if (owesNothing) {
            retrieved();
        }
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
        return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
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
        public String describe() {
            return Job.this.describe();
        }
    }
}
