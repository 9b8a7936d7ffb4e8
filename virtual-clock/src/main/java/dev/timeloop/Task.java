package dev.timeloop;

import dev.timeloop.internal.engine.Event;
import dev.timeloop.internal.engine.TimedEvent;
import dev.timeloop.internal.origin.Origin;
import dev.timeloop.internal.text.Spans;
import dev.timeloop.internal.timer.TimerHeap;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
    private static final int MOST_DEAD_LINKS = 64;
    private static final VarHandle CLAIMED;

    static {
        try {
            CLAIMED = MethodHandles.lookup().findVarHandle(Task.class, "claimed", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final EventLoop loop;
    final Origin origin;
    final long madeAt;
    private final String name;

    /** How this stage was made from another, or null for a task of its own. */
    private final @Nullable String via;

    /** What this stage waits for, or after a failure what it came from. */
    @Nullable Task<?> source;

    /** The other stage that it waits for, if there are two. */
    private @Nullable Task<?> otherSource;

    /** Neighbours in the ledger's list of open tasks. */
    @Nullable Task<?> previousOpen;

    @Nullable Task<?> nextOpen;
    boolean isOpen;
    boolean isBackground;

    private Dependent.@Nullable Link links;
    private @Nullable List<Waiter> waiters;
    private @Nullable Throwable thrown;
    private @Nullable Duties duties;
    private long completion;
    private long doneAt;
    private int deadLinks;
    private boolean asked;
    private boolean passedOn;

    /** Whether stages that another has completed were forgotten here. */
    private boolean hasLostRaces;

    @SuppressWarnings("unused") // by CLAIMED: a thread outside has completed it
    private volatile boolean claimed;

    /** Whether that completion is being taken in: everybody else finds the task claimed. */
    private boolean arriving;

    /** What is told when a task is done. */
    @FunctionalInterface
    interface Waiter {
        void taskDone(Task<?> task);
    }

    Task(EventLoop loop, String name) {
        this(loop, name, null, null);
    }

    Task(EventLoop loop, String name, @Nullable String via, @Nullable Task<?> source) {
        this.loop = loop;
        this.name = name;
        this.via = via;
        this.source = source;
        this.origin = loop.ledger.origin();
        this.madeAt = loop.engine.now();
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
     * @return the failure, unwrapped
     * @throws IllegalStateException if the task is pending, succeeded or was cancelled
     */
    public Throwable exceptionNow() {
        Throwable failure = failure();
        if (failure == null || failure instanceof CancellationException) {
            throw new IllegalStateException(
                    Text.sentence(describe(), "has not failed") + ": it " + state() + ".");
        }
        retrieved();
        return failure;
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

    private boolean completeOnLoop(Completer completer) {
        if (loop.engine.isOnStrand()) {
            boolean first = completer.complete();
            fireLinks(); // as the JDK: also what is left, when a callback completes what is firing
            return first;
        }
        return arrive("completion of ", completer);
    }

    /** Whether a thread outside has decided how this task ends. */
    final boolean isClaimed() {
        return claimed;
    }

    /** For a thread outside: claims this task, and completes it when the loop takes that in. */
    final boolean arrive(String what, Completer completer) {
        if (isDone() || !CLAIMED.compareAndSet(this, false, true)) {
            return false;
        }
        loop.engine.post(
                new TaskEvent(
                        this,
                        what,
                        () -> {
                            arriving = true;
                            try {
                                completer.complete();
                            } finally {
                                arriving = false;
                            }
                            fireLinks();
                        }));
        return true;
    }

    /** Completes a task; false when it was done before. */
    @FunctionalInterface
    interface Completer {
        boolean complete();
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
            if (claimed) {
                return false;
            }
            requestCancel(cancellation);
            return true;
        }
        return cancelFromOutside(cancellation);
    }

    /** A task without a body is claimed, so that nobody else completes it. */
    boolean cancelFromOutside(CancellationException cancellation) {
        return arrive("cancellation of ", () -> putFailure(cancellation));
    }

    /** Takes a cancellation from a strand that waits for this task; false when it went nowhere. */
    final boolean takeCancellation(CancellationException cancellation) {
        return !isDone() && !claimed && requestCancel(cancellation);
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
        complete(value);
        super.obtrudeValue(value);
        thrown = null;
    }

    @Override
    public void obtrudeException(Throwable failure) {
        completeExceptionally(failure);
        super.obtrudeException(failure);
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

    <D extends @Nullable Object> Task<D> derive(String how) {
        return new Task<>(loop, name, how, this);
    }

    <D extends @Nullable Object> Task<D> derive(String how, Task<?> other) {
        Task<D> target = derive(how);
        target.otherSource = other;
        return target;
    }

    /** The other stage of a pair, as a task of this loop. */
    @SuppressWarnings("unchecked") // covariant, as a stage only produces
    <U extends @Nullable Object> Task<U> adopt(CompletionStage<? extends U> other) {
        if (other instanceof Task<?> && ((Task<?>) other).loop == loop) {
            return (Task<U>) other;
        }
        Objects.requireNonNull(other, "other");
        Task<U> adopted = new Task<>(loop, name, "other", null);
        loop.relay(other, adopted);
        return adopted;
    }

    void register(Dependent<?> dependent) {
        if (!loop.engine.isOnStrand()) {
            loop.engine.post(new TaskEvent(this, "stage of ", () -> register(dependent)));
            return;
        }
        passedOn = true;
        catchUp();
        if (isDone()) {
            Task<?> target = dependent.fire();
            if (target != null) {
                target.fireLinks();
            }
        } else {
            Dependent.Link link = new Dependent.Link(dependent);
            link.next = links;
            links = link;
        }
    }

    /** Completes this stage as another, now or when that one is done. */
    <U extends T> void follow(CompletionStage<U> inner) {
        if (inner instanceof Task<?> && ((Task<?>) inner).loop == loop) {
            Task<U> task = (Task<U>) inner;
            if (task.isDone()) {
                task.passedOn = true;
                copy(task);
                return;
            }
            source = task;
            task.register(new Uni<U, T>(task, this, Uni.On.ANY, null, (from, to) -> to.copy(from)));
            return;
        }
        CompletableFuture<U> future = Objects.requireNonNull(inner.toCompletableFuture());
        boolean now = future.isDone();
        @SuppressWarnings("unused") // whenComplete's own stage: it fails only as the first does
        Object unused =
                future.whenComplete(
                        (value, failure) -> {
                            Throwable passed = failure == null ? null : Text.wrap(failure);
                            if (now) {
                                putForeign(value, passed);
                            } else {
                                completeOnLoop(() -> reversed().putForeign(value, passed));
                            }
                        });
    }

    /**
     * The JDK moves the stages of a relay to the future that it follows, which turns them round.
     */
    private Task<T> reversed() {
        Dependent.Link turned = null;
        for (Dependent.Link link = links; link != null; ) {
            Dependent.Link next = link.next;
            link.next = turned;
            turned = link;
            link = next;
        }
        links = turned;
        return this;
    }

    /** A dependent of this stage was done by another: forget it, or in time one keeps them all. */
    void linkIsDead() {
        if (++deadLinks <= MOST_DEAD_LINKS) {
            return;
        }
        deadLinks = 0;
        Dependent.Link kept = null;
        for (Dependent.Link link = links; link != null; link = link.next) {
            if (!link.dependent.isSpent()) {
                kept = link;
            } else if (kept == null) {
                links = link.next;
            } else {
                kept.next = link.next;
            }
        }
        hasLostRaces = true;
    }

    // --- the loop's side: these complete the task and leave its dependents to fireLinks ---

    boolean putValue(T value) {
        return put(null, null, () -> super.complete(value));
    }

    @SuppressWarnings("NullAway") // null is the only value of a task that has none
    void putNothing() {
        putValue((T) null);
    }

    /** A failure or a cancellation of this task's own. */
    boolean putFailure(Throwable failure) {
        return Text.isCancellation(failure)
                ? putThrown(failure, null)
                : putOwnFailure(failure, Text.unwrap(failure));
    }

    /** A failure with a duty of its own, which may be stored in a wrapper. */
    boolean putOwnFailure(Throwable stored, Throwable failure) {
        if (isDone()) {
            return false;
        }
        return putThrown(
                stored,
                owesFailures() ? Duties.of(new Failure(failure, this, loop.engine.now())) : null);
    }

    /** Whether somebody has to look at this task's failure. */
    boolean owesFailures() {
        return !isBackground;
    }

    /** What a future that isn't ours failed with, which may have come from a task of this loop. */
    private boolean putForeign(Throwable failure) {
        Throwable root = Text.unwrap(failure);
        if (root instanceof CancellationException && isForeign()) {
            return putFailure(root); // cancelled in the eyes of CompletableFuture, too
        }
        Failure known = loop.ledger.handedOutside(root);
        return known == null ? putFailure(failure) : putThrown(failure, Duties.of(known));
    }

    /** Takes in the outcome of a future that isn't ours, on whichever thread it comes. */
    void takeIn(@Nullable T value, @Nullable Throwable failure) {
        completeOnLoop(() -> putForeign(value, failure));
    }

    private boolean putForeign(@Nullable T value, @Nullable Throwable failure) {
        return failure == null ? putValueOrNull(value) : putForeign(failure);
    }

    @SuppressWarnings("NullAway") // null is a value where T admits it
    private boolean putValueOrNull(@Nullable T value) {
        return putValue(value);
    }

    /** Waits for real, on a thread outside, and retrieves nothing. */
    void awaitForReal(long nanos) throws InterruptedException {
        try {
            super.get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException | CancellationException | TimeoutException outcome) {
            // that is for whoever asks
        }
    }

    /** What a stage's own function threw. */
    void failBy(Throwable failure) {
        putFailure(Text.wrap(failure));
    }

    /** The failure of another stage, passed on with its duty. */
    void failAs(Task<?> from) {
        failAs(from, from.duties);
    }

    /** The failure of one of two stages, with the duties of both. */
    void failAs(Task<?> from, Task<?> alsoFailed) {
        Duties both = new Duties();
        if (from.duties != null) {
            both.add(from.duties);
        }
        if (alsoFailed.duties != null) {
            both.add(alsoFailed.duties);
        }
        failAs(from, both);
    }

    private void failAs(Task<?> from, @Nullable Duties owed) {
        source = from;
        putThrown(Text.wrap(from.thrownForSure()), owed);
    }

    /** The outcome of another stage, whatever it is. */
    void copy(Task<? extends T> from) {
        if (from.thrown() != null) {
            failAs(from);
        } else {
            putValue(from.value());
        }
    }

    /** As {@link #copy}, without the wrapper of a failure that is passed on. */
    void copyAsIs(Task<? extends T> from) {
        if (from.thrown != null) {
            source = from;
            putThrown(from.thrown, from.duties);
        } else {
            putValue(from.value());
        }
    }

    private boolean putThrown(Throwable failure, @Nullable Duties owed) {
        return put(failure, owed, () -> super.completeExceptionally(failure));
    }

    /**
     * Completes this task, on the loop.
     *
     * <p>The books come first: {@code super} runs what others have registered with it directly,
     * which is user code that may look at them, or block.
     */
    private boolean put(@Nullable Throwable failure, @Nullable Duties owed, Completer completer) {
        if (!loop.engine.isOnStrand()) { // a function that ran on an executor from outside
            return arrive("completion of ", () -> put(failure, owed, completer));
        }
        if ((claimed && !arriving) || isDone()) {
            return false;
        }
        enter(failure, owed);
        return completer.complete();
    }

    private void enter(@Nullable Throwable failure, @Nullable Duties owed) {
        thrown = failure;
        duties = owed;
        completion = loop.ledger.nextCompletion();
        doneAt = loop.engine.now();
        if (owed != null) {
            enterDuties(owed.failures());
        }
        if (failure == null) {
            source = null; // a long chain must not keep its beginning alive
        }
        otherSource = null;
        loop.ledger.closed(this);
        List<Waiter> told = waiters;
        waiters = null;
        if (told != null) {
            for (Waiter waiter : told) {
                waiter.taskDone(this);
            }
        }
        whenDone();
    }

    private void enterDuties(List<Failure> owed) {
        boolean outside = hasLostRaces || foreignDependents() > 0;
        for (Failure duty : owed) {
            if (outside) {
                duty.handOutside();
            }
            duty.heldBy(this);
            if (duty.origin == this) {
                loop.ledger.failed(duty);
            }
        }
    }

    /** Hook for what a kind of task has to clear away. */
    void whenDone() {}

    /** Runs the stages that depend on this one; on the loop, once it is done. */
    final void fireLinks() {
        if (links != null && isDone() && loop.engine.isOnStrand()) {
            loop.engine.trampoline().run(this::fireAll);
        }
    }

    /**
     * The order of {@code CompletableFuture.postComplete}: last registered first, and a dependent's
     * own dependents are moved here instead of nesting, so that the stack stays flat.
     */
    private void fireAll() {
        Task<?> from = this;
        for (; ; ) {
            Dependent.Link link = from.links;
            if (link == null) {
                if (from == this) {
                    return;
                }
                from = this;
                continue;
            }
            from.links = link.next;
            if (link.next != null && from != this) {
                link.next = links;
                links = link;
                continue;
            }
            link.next = null;
            Task<?> target = link.dependent.fire();
            from = target == null ? this : target;
        }
    }

    boolean hasLinks() {
        return links != null || foreignDependents() > 0;
    }

    /** How many have registered with the JDK's own stage. */
    int foreignDependents() {
        return super.getNumberOfDependents();
    }

    void addWaiter(Waiter waiter) {
        if (waiters == null) {
            waiters = new ArrayList<>(1);
        }
        waiters.add(waiter);
    }

    void removeWaiter(Waiter waiter) {
        if (waiters != null) {
            waiters.remove(waiter);
        }
    }

    // --- retrieval ---

    /** Somebody was given this task's outcome, or asked for it. */
    final void retrieved() {
        if (!isDone()) {
            return;
        }
        catchUp();
        asked = true;
        if (duties != null) {
            duties.look();
        }
        if (isForeign()) {
            Throwable failure = failure();
            loop.engine.enter("a look at " + describe(), () -> loop.ledger.lookedOutside(failure));
        }
    }

    /** Opens this stage's duties to failures that come after it is done. */
    void openDuties() {
        if (duties == null) {
            duties = new Duties();
        }
        if (asked) {
            duties.look();
        }
    }

    /** Whoever looks at this task has looked at the other's failure as well. */
    void owe(Task<?> other) {
        if (duties != null && other.duties != null) {
            duties.add(other.duties);
        }
    }

    /** A stage that succeeded hands on what may still be owed for the one it came from. */
    void inherit(Task<?> from) {
        if (duties == null && from.duties != null && isDone()) {
            duties = from.duties;
            if (asked) {
                duties.look();
            }
        }
    }

    /** This stage's function was given the failure that the stage may now carry itself. */
    void branchLookedAt() {
        asked = true;
    }

    boolean wasAsked() {
        return asked;
    }

    boolean wasPassedOn() {
        return passedOn;
    }

    /** Whether its outcome comes from a future that isn't ours. */
    boolean isForeign() {
        return false;
    }

    /** Whether a thread outside has to complete what this stage waits for. */
    boolean isFedFromOutside() {
        for (Task<?> task = this; task != null && !task.isDone(); task = task.source) {
            Task<?> other = task.otherSource;
            if (task.isForeign() || (other != null && other.isFedFromOutside())) {
                return true;
            }
        }
        return false;
    }

    // --- for the loop's own eyes ---

    @Nullable Throwable thrown() {
        catchUp();
        return thrown;
    }

    /** Hook for a task that the JDK may complete behind our back. */
    void catchUp() {}

    /** Enters into the books what the JDK has done already. */
    final void wasCompleted(@Nullable Throwable failure, Task<?> from) {
        enter(failure, failure == null ? null : from.duties);
        fireLinks();
    }

    final boolean isEntered() {
        return completion != 0;
    }

    Throwable thrownForSure() {
        return Objects.requireNonNull(thrown(), "the task has not failed");
    }

    /** What it failed with, unwrapped, or null; retrieves nothing. */
    @Nullable Throwable failure() {
        Throwable wrapped = thrown();
        return wrapped == null ? null : Text.unwrap(wrapped);
    }

    boolean hasFailed() {
        return thrown() != null && !hasBeenCancelled();
    }

    boolean hasBeenCancelled() {
        return failure() instanceof CancellationException;
    }

    T value() {
        return super.join();
    }

    @SuppressWarnings("NullAway") // as CompletableFuture's callbacks: null where there is a failure
    T valueOrNull() {
        return thrown() == null ? super.join() : (T) null;
    }

    long completion() {
        return completion;
    }

    String rootName() {
        return name;
    }

    boolean isRoot() {
        return via == null;
    }

    /** How this stage was made, or the task's own name. */
    String stage() {
        return via == null ? name : via;
    }

    /** As in messages: {@code task "refresh"}. */
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

    /** What a thread outside asked of a task; stages that run by it may block. */
    private static final class TaskEvent implements Event {
        private final Task<?> task;
        private final String what;
        private final Runnable action;

        TaskEvent(Task<?> task, String what, Runnable action) {
            this.task = task;
            this.what = what;
            this.action = action;
        }

        @Override
        public void fire() {
            action.run();
        }

        @Override
        public boolean needsStrand() {
            return task.hasLinks() || task.isDone() || task.isForeign();
        }

        @Override
        public String describe() {
            return what + task.describe();
        }
    }

    /** The function of {@code completeAsync}. */
    private static final class Supply<T extends @Nullable Object>
            implements Runnable, AsynchronousCompletionTask {
        private final Task<T> task;
        private final Supplier<? extends T> supplier;

        Supply(Task<T> task, Supplier<? extends T> supplier) {
            this.task = task;
            this.supplier = supplier;
        }

        @Override
        public void run() {
            if (task.isDone()) {
                return;
            }
            try {
                task.complete(supplier.get());
            } catch (Throwable failure) {
                task.completeExceptionally(Text.wrap(failure));
            }
        }
    }

    /** A time-out of a task. */
    private static final class Alarm extends TimedEvent {
        private final Task<?> task;
        private final Runnable action;

        Alarm(Task<?> task, Runnable action) {
            this.task = task;
            this.action = action;
        }

        @Override
        public void fire() {
            action.run();
        }

        @Override
        public boolean needsStrand() {
            return task.hasLinks();
        }

        @Override
        public String describe() {
            return "time-out of " + task.describe();
        }
    }
}
