package dev.timeloop;

import dev.timeloop.internal.origin.Origin;
import dev.timeloop.internal.timeline.Lane;
import dev.timeloop.internal.timeline.Recorder;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The machinery of a task: how it is completed, how that reaches the stages that depend on it, and
 * who has looked at its failure.
 *
 * <p>{@code super} keeps the outcome, and serves those who registered with it directly. Everything
 * here is guarded by the baton; threads outside go through {@link #arrive}.
 */
// Long because completing, passing on and looking at an outcome share the same few fields.
abstract sealed class TaskCore<T extends @Nullable Object> extends CompletableFuture<T>
        permits Stages {
    private static final int MOST_DEAD_LINKS = 64;
    private static final VarHandle CLAIMED;

    static {
        try {
            CLAIMED =
                    MethodHandles.lookup().findVarHandle(TaskCore.class, "claimed", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final EventLoop loop;
    final Origin origin;
    final long madeAt;
    final String name;

    /** How this stage was made from another, or null for a task of its own. */
    final @Nullable String via;

    /** What this stage waits for, or after a failure what it came from. */
    @Nullable Task<?> source;

    /** The other stage that it waits for, if there are two. */
    @Nullable Task<?> otherSource;

    /** Neighbours in the ledger's list of open tasks. */
    @Nullable Task<?> previousOpen;

    @Nullable Task<?> nextOpen;
    boolean isOpen;

    /** In the recording; 0 for none: that is the test's. */
    int lane;

    boolean isBackground;

    Dependent.@Nullable Link links;
    private @Nullable List<TaskWaiter> waiters;
    @Nullable Throwable thrown;
    @Nullable Duties duties;
    private long completion;
    long doneAt;
    private int deadLinks;
    private boolean asked;
    boolean passedOn;

    /** Whether stages that another has completed were forgotten here. */
    private boolean hasLostRaces;

    @SuppressWarnings("unused") // by CLAIMED: a thread outside has completed it
    private volatile boolean claimed;

    /** Whether that completion is being taken in: everybody else finds the task claimed. */
    private boolean arriving;

    TaskCore(
            EventLoop loop,
            String name,
            @Nullable String via,
            @Nullable Task<?> source,
            Origin origin,
            long madeAt) {
        this.loop = loop;
        this.name = name;
        this.via = via;
        this.source = source;
        this.origin = origin;
        this.madeAt = madeAt;
    }

    final Task<T> self() {
        return (Task<T>) this;
    }

    /** As in messages: {@code task "refresh"}. */
    abstract String describe();

    // --- completing, by anybody ---

    final boolean completeOnLoop(Completer completer) {
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
                        self(),
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

    // --- stages that depend on this one ---

    <D extends @Nullable Object> Task<D> derive(String how) {
        return new Task<>(loop, name, how, self());
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
            loop.engine.post(new TaskEvent(self(), "stage of ", () -> register(dependent)));
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
            task.register(
                    new Uni<U, T>(task, self(), Uni.On.NONE, null, (from, to) -> to.copy(from)));
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
                                takeIn(() -> reversed().putForeign(value, passed));
                            }
                        });
    }

    /**
     * The JDK moves the stages of a relay to the future that it follows, which turns them round.
     */
    private TaskCore<T> reversed() {
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
                owesFailures() ? Duties.of(new Failure(failure, self(), loop.engine.now())) : null);
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
        takeIn(() -> putForeign(value, failure));
    }

    /**
     * A future that isn't ours may complete one of ours that completes one that isn't, and so on:
     * that nests in the JDK, so from some depth on it has to wait.
     */
    private void takeIn(Completer completer) {
        if (loop.engine.isOnStrand()) {
            loop.engine.trampoline().run(() -> completeOnLoop(completer));
        } else {
            completeOnLoop(completer);
        }
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
        if (putThrown(Text.wrap(from.thrownForSure()), owed)) {
            source = from;
        }
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
        Throwable failure = from.thrown();
        if (failure == null) {
            putValue(from.value());
        } else if (putThrown(failure, from.duties)) {
            source = from;
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
        if (isDone() || !(arriving || CLAIMED.compareAndSet(this, false, true))) {
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
        loop.ledger.closed(self());
        if (lane != 0) {
            recordEnd(failure);
        }
        List<TaskWaiter> told = waiters;
        waiters = null;
        if (told != null) {
            for (TaskWaiter waiter : told) {
                waiter.taskDone(self());
            }
        }
        whenDone();
    }

    private void recordEnd(@Nullable Throwable failure) {
        Recorder recorder = loop.engine.recorder();
        if (recorder == null) {
            return;
        }
        int by = loop.engine.lane();
        Object outcome =
                failure == null
                        ? "succeeded"
                        : Text.isCancellation(failure) ? "cancelled" : Text.unwrap(failure);
        recorder.ended(doneAt, lane, by == lane ? Lane.NONE : by, outcome);
    }

    /** The lane of the task that this one depends on in the end, which may be this one. */
    int awaitedLane() {
        TaskCore<?> task = this;
        while (task.lane == 0) {
            task = task.source;
            if (task == null) {
                return Lane.NONE;
            }
        }
        return task.lane;
    }

    private void enterDuties(List<Failure> owed) {
        boolean outside = hasLostRaces || foreignDependents() > 0;
        for (Failure duty : owed) {
            if (outside) {
                duty.handOutside();
            }
            duty.heldBy(self());
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
        TaskCore<?> from = this;
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

    void addWaiter(TaskWaiter waiter) {
        if (waiters == null) {
            waiters = new ArrayList<>(1);
        }
        waiters.add(waiter);
    }

    void removeWaiter(TaskWaiter waiter) {
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

    boolean carriesFailureOf(Task<?> from) {
        return thrown != null && duties == from.duties;
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
        for (TaskCore<?> task = this; task != null && !task.isDone(); task = task.source) {
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
}
