package dev.timeloop;

import dev.timeloop.internal.engine.TimedEvent;
import dev.timeloop.internal.origin.Origin;
import dev.timeloop.internal.text.Spans;
import dev.timeloop.internal.timeline.Lane;
import dev.timeloop.internal.timeline.Recorder;
import dev.timeloop.internal.timer.TimerHeap;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A named unit of async work on an {@link EventLoop}: pending, succeeded, failed or cancelled.
 *
 * <p>A task is a {@link CompletableFuture}, so it fits every API that wants one. Every stage made
 * from it is a task of the same loop: its functions run on the loop, in the JDK's order, and its
 * time-outs run on virtual time. Two kinds of stages are the JDK's own, and can't be followed:
 * those of {@link #minimalCompletionStage} and those of {@code allOf} and {@code anyOf}, which run
 * first. Chains and completions of any length are safe for the stack.
 *
 * <p><b>Waiting.</b> {@link #get()}, {@link #join()} and {@link #get(long, TimeUnit)} drive the
 * loop when the test body or a strand calls them; any other thread blocks for real.
 *
 * <p><b>Retrieval.</b> A failure that nobody was given or asked for is a {@linkplain LooseEnd loose
 * end}. {@code get}, {@code join}, {@code getNow}, {@link #result()}, {@link #exception()}, {@link
 * #outcome()}, waiting for the task with {@link EventLoop#await}, and a callback that received the
 * failure ({@code handle}, {@code whenComplete}, {@code exceptionally}) retrieve it; a stage that
 * passes it on hands the duty to its own dependents. {@code isDone}, {@code
 * isCompletedExceptionally} and {@link #toString} retrieve nothing.
 *
 * <p><b>Threads.</b> Threads outside the loop may complete and cancel a task at any time. The loop
 * takes their requests in, in order of arrival, when it is next driven; until then the task is
 * pending. The answer of {@code complete} says whether the request was the first.
 *
 * @param <T> the type of its value
 * @since 0.1
 */
public non-sealed class Task<T extends @Nullable Object> extends Stages<T> {
    Task(EventLoop loop, String name) {
        this(loop, name, null, null);
    }

    Task(EventLoop loop, String name, @Nullable String via, @Nullable Task<?> source) {
        super(loop, name, via, source, loop.ledger.origin(), loop.engine.now());
    }

    /** Stands for something that was made earlier. */
    Task(EventLoop loop, String name, Origin origin, long madeAt) {
        super(loop, name, null, null, origin, madeAt);
    }

    /** Gives it a lane in the recording. */
    final void record(int by) {
        Recorder recorder = loop.engine.recorder();
        if (recorder != null) {
            lane = recorder.made(loop.engine.now(), by, name, Lane.Kind.TASK, origin);
        }
    }

    // --- what it is, and how it stands ---

    /**
     * Returns this task's name, as messages show it.
     *
     * @return the name given at its start; for a stage, its task's name and how it was made, such
     *     as {@code feed.thenApply}
     */
    public final String name() {
        return via == null ? name : name + "." + via;
    }

    /**
     * Returns how this task stands, and retrieves its failure if it has one.
     *
     * @return pending, or what it ended with
     */
    public final Outcome<T> outcome() {
        retrieved();
        if (!isDone()) {
            return new Outcome.Pending<>();
        }
        Throwable failure = failure();
        if (failure instanceof CancellationException cancellation && hasBeenCancelled()) {
            return new Outcome.Cancelled<>(cancellation);
        }
        return failure != null
                ? new Outcome.Failed<>(failure)
                : new Outcome.Succeeded<>(super.join());
    }

    /**
     * Returns the value, or throws what this task failed with, as asyncio's {@code result()}.
     *
     * <p>A checked exception is thrown as it is, although it isn't declared. The failure counts as
     * retrieved.
     *
     * @return the value
     * @throws CancellationException if the task was cancelled
     * @throws IllegalStateException if it is still pending
     */
    public final T result() {
        requireDone("a result");
        retrieved();
        Throwable failure = failure();
        if (failure != null) {
            throw Sneaky.rethrow(failure);
        }
        return super.join();
    }

    /**
     * Returns what this task failed with, as asyncio's {@code exception()}; that retrieves it.
     *
     * @return the failure, unwrapped; null when the task succeeded
     * @throws CancellationException if the task was cancelled
     * @throws IllegalStateException if it is still pending
     */
    public final @Nullable Throwable exception() {
        requireDone("an exception");
        retrieved();
        Throwable failure = failure();
        if (failure instanceof CancellationException cancellation && hasBeenCancelled()) {
            throw cancellation;
        }
        return failure;
    }

    private void requireDone(String what) {
        if (!isDone()) {
            throw new IllegalStateException(
                    Text.sentence(describe(), "has no " + what.substring(what.indexOf(' ') + 1))
                            + " yet: it "
                            + state()
                            + ".\n-> wait for it first: loop.await(task), or move time:"
                            + " loop.advance(duration)");
        }
    }

    /**
     * Returns the failure of a task that is done by one, as {@code Future.exceptionNow} of JDK 19,
     * and retrieves it.
     *
     * @return the failure, without the wrapper of a stage that passed it on
     * @throws IllegalStateException if the task is pending, succeeded or was cancelled
     */
    public Throwable exceptionNow() {
        Throwable failure = isDone() ? thrown() : null;
        if (failure == null || isCancelled()) {
            throw new IllegalStateException(
                    Text.sentence(describe(), "has not failed") + ": it " + state() + ".");
        }
        retrieved();
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }

    // --- completing ---

    /**
     * Completes this task with a value, and runs the stages that depend on it.
     *
     * <p>A body that has not begun never begins; one that runs goes on, and its outcome is dropped.
     *
     * @param value the value
     * @return whether this call was the first to complete it
     */
    @Override
    public boolean complete(T value) {
        return completeOnLoop(() -> putValue(value));
    }

    /**
     * Completes this task with a failure, and runs the stages that depend on it.
     *
     * @param failure the failure; a {@link CancellationException} counts as cancelled
     * @return whether this call was the first to complete it
     */
    @Override
    public boolean completeExceptionally(Throwable failure) {
        Objects.requireNonNull(failure, "failure");
        return completeOnLoop(() -> putFailure(failure));
    }

    @Override
    public Task<T> completeAsync(Supplier<? extends T> supplier) {
        return completeAsync(supplier, defaultExecutor());
    }

    @Override
    public Task<T> completeAsync(Supplier<? extends T> supplier, Executor executor) {
        Objects.requireNonNull(supplier, "supplier");
        executor.execute(new Supply<>(this, supplier));
        return this;
    }

    /**
     * Asks this task to end, as {@link #cancel(String)} without a reason.
     *
     * @param mayInterruptIfRunning without effect, as in {@link CompletableFuture}
     * @return false if the task was done already, and not cancelled
     */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return cancel((String) null);
    }

    /**
     * Asks this task to end.
     *
     * <p>A task without a body is cancelled at once. A body that has not begun never begins. A body
     * that has gets a {@link CancellationException} where it is blocked, or blocks next, so that
     * its {@code catch} and {@code finally} run, in virtual time if they sleep; the task is done
     * when the body has ended: cancelled if the cancellation came out of it, else with what it
     * returned or threw. While it waits in {@link EventLoop#await} for another task, that one is
     * cancelled, as in asyncio. Cancelling twice is harmless.
     *
     * @param reason the message of the exception, or null
     * @return false if the task was done already, and not cancelled
     */
    public boolean cancel(@Nullable String reason) {
        if (isDone()) {
            fireLinks();
            return isCancelled();
        }
        CancellationException cancellation = new CancellationException(reason);
        if (loop.engine.isOnStrand()) {
            if (isClaimed()) {
                return false;
            }
            recordCancel(reason);
            requestCancel(cancellation);
            return true;
        }
        return cancelFromOutside(cancellation);
    }

    final void recordCancel(@Nullable String reason) {
        Recorder recorder = loop.engine.recorder();
        if (recorder != null && lane != 0) {
            recorder.cancels(loop.engine.now(), lane, loop.engine.lane(), reason);
        }
    }

    /** It waits for something other than another task. */
    final void recordWait(Object what, long until) {
        Recorder recorder = loop.engine.recorder();
        if (recorder != null && lane != 0) {
            recorder.blocks(loop.engine.now(), lane, Lane.NONE, what, until);
        }
    }

    /** A task without a body is claimed, so that nobody else completes it. */
    boolean cancelFromOutside(CancellationException cancellation) {
        return arrive("cancellation of ", () -> putFailure(cancellation));
    }

    /** Takes a cancellation from a strand that waits for this task; false when it went nowhere. */
    final boolean takeCancellation(CancellationException cancellation) {
        return !isDone() && !isClaimed() && requestCancel(cancellation);
    }

    /**
     * Cancels it at once; tasks with a body ask the body.
     *
     * @return false when that was asked for already
     */
    boolean requestCancel(CancellationException cancellation) {
        if (putFailure(cancellation)) {
            fireLinks();
        }
        return true;
    }

    @Override
    public void obtrudeValue(T value) {
        obtrude(() -> complete(value), () -> super.obtrudeValue(value), null);
    }

    @Override
    public void obtrudeException(Throwable failure) {
        Objects.requireNonNull(failure, "failure");
        obtrude(
                () -> completeExceptionally(failure),
                () -> super.obtrudeException(failure),
                failure);
    }

    private void obtrude(Runnable completing, Runnable obtruding, @Nullable Throwable failure) {
        if (!loop.engine.isOnStrand()) {
            loop.engine.post(
                    new TaskEvent(
                            this, "obtrusion of ", () -> obtrude(completing, obtruding, failure)));
            return;
        }
        completing.run();
        obtruding.run();
        thrown = failure;
    }

    // --- time-outs ---

    /**
     * Fails this task with a {@link TimeoutException} if it is not done in time.
     *
     * @param timeout virtual time from now; zero or less fails it when the loop is next driven
     * @param unit the unit of {@code timeout}
     * @return this task
     */
    @Override
    public Task<T> orTimeout(long timeout, TimeUnit unit) {
        long nanos = unit.toNanos(timeout);
        return alarm(
                nanos,
                () ->
                        completeExceptionally(
                                new TimeoutException(
                                        Text.sentence(describe(), "was not done within ")
                                                + Spans.text(nanos))));
    }

    /**
     * Completes this task with a value if it is not done in time.
     *
     * @param value the value
     * @param timeout virtual time from now; zero or less completes it when the loop is next driven
     * @param unit the unit of {@code timeout}
     * @return this task
     */
    @Override
    public Task<T> completeOnTimeout(T value, long timeout, TimeUnit unit) {
        return alarm(unit.toNanos(timeout), () -> complete(value));
    }

    private Task<T> alarm(long nanos, Runnable action) {
        loop.engine.enter(
                "time-out of " + describe(),
                () -> {
                    if (isDone()) {
                        return;
                    }
                    TimedEvent alarm = new Alarm(this, action);
                    loop.engine.schedule(alarm, loop.dueIn(nanos));
                    addWaiter(done -> loop.engine.cancel(alarm));
                });
        return this;
    }

    // --- waiting ---

    @Override
    public T get() throws InterruptedException, ExecutionException {
        if (loop.engine.isOnStrand() && !isDone()) {
            loop.waiting.untilDone(this, TimerHeap.NEVER, true);
        }
        try {
            return super.get();
        } finally {
            retrieved();
        }
    }

    @Override
    public T get(long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (loop.engine.isOnStrand() && !isDone()) {
            long nanos = unit.toNanos(timeout);
            loop.waiting.untilDone(this, loop.dueIn(nanos), true);
            if (!isDone()) {
                throw new TimeoutException(
                        Text.sentence(describe(), "was not done within ") + Spans.text(nanos));
            }
        }
        try {
            return super.get(timeout, unit);
        } finally {
            retrieved();
        }
    }

    @Override
    public T join() {
        if (loop.engine.isOnStrand() && !isDone()) {
            loop.waiting.untilDoneUninterruptibly(this);
        }
        try {
            return super.join();
        } finally {
            retrieved();
        }
    }

    @Override
    public T getNow(T valueIfAbsent) {
        retrieved();
        return super.getNow(valueIfAbsent);
    }

    // --- being a stage ---

    @Override
    public <U extends @Nullable Object> Task<U> newIncompleteFuture() {
        return new CopiedTask<>(this);
    }

    @Override
    public Executor defaultExecutor() {
        return loop.executor();
    }

    @Override
    public Task<T> toCompletableFuture() {
        return this;
    }

    @Override
    public int getNumberOfDependents() {
        int count = foreignDependents();
        for (Dependent.Link link = links; link != null; link = link.next) {
            count += link.dependent.isSpent() ? 0 : 1;
        }
        return count;
    }

    /** How this stage was made, or the task's own name. */
    String stage() {
        return via == null ? name : via;
    }

    @Override
    String describe() {
        return "task \"" + name() + "\"";
    }

    /** How it stands, as the rest of a sentence about it; retrieves nothing. */
    String state() {
        if (!isDone()) {
            return "is " + pendingState();
        }
        String when = " at " + Spans.instant(doneAt);
        if (hasBeenCancelled()) {
            Throwable cancellation = failure();
            String reason = cancellation == null ? null : cancellation.getMessage();
            return "was cancelled" + when + (reason == null ? "" : " (" + reason + ")");
        }
        Throwable failure = failure();
        return failure != null
                ? "failed with " + Text.brief(failure) + when
                : "succeeded with " + Text.brief(super.join()) + when;
    }

    String pendingState() {
        Task<?> awaited = source;
        if (awaited != null && !awaited.isDone()) {
            return "pending: waits for " + awaited.describe();
        }
        return "pending: nothing has completed it yet";
    }

    /**
     * Tells this task's name and how it stands; retrieves nothing.
     *
     * @return for example {@code task "feed" is pending: sleeping until +5 s}
     */
    @Override
    public String toString() {
        return describe() + " " + state();
    }
}
