package dev.timeloop.internal.engine;

import dev.timeloop.internal.timer.TimerEntry;
import dev.timeloop.internal.timer.TimerHeap;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs one thing at a time on virtual time.
 *
 * <p><b>The baton.</b> Exactly one strand holds it, and only its holder touches the engine's state;
 * handing it over is a volatile write that the receiver reads, hence a happens-before edge. Threads
 * outside only {@link #post}.
 *
 * <p><b>Who drives.</b> Whoever has nothing left to do runs the loop: a strand that blocks, a
 * carrier whose body has ended, the test body in {@link #drive} or {@link #block}. Events that
 * can't block run right there. Others get a carrier, and if they never do block, that carrier just
 * goes on, so that a chain of bodies costs no switch of threads.
 *
 * <p><b>Order.</b> Timers that are due at the present instant were registered before it was
 * reached, so they come before everything that became ready since. Then the {@link ReadyQueue}.
 * Time moves only when both have nothing, and then to the next timer.
 */
public final class Engine {
    /** How often the real clock and the interrupt flag are looked at, in steps; a power of two. */
    private static final int CHECK_EVERY = 256;

    private static final long UNSET = Long.MIN_VALUE;
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final VarHandle NOW;
    private static final VarHandle CURRENT;

    static {
        try {
            NOW = MethodHandles.lookup().findVarHandle(Engine.class, "now", long.class);
            CURRENT = MethodHandles.lookup().findVarHandle(Engine.class, "current", Event.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** What the test body asked for. */
    private enum Mode {
        /** Nothing: it runs code of its own. */
        NONE,
        SETTLE,
        STEP,
        ADVANCE,
        UNTIL_IDLE,
        /** It is blocked like any strand; time moves to whatever releases it. */
        BLOCKED
    }

    private final TimerHeap timers = new TimerHeap();
    private final ReadyQueue ready = new FifoReadyQueue();
    private final Inbox inbox = new Inbox();
    private final Carriers carriers;
    private final Limits limits;
    private final Consumer<Throwable> uncaught;
    private final Trampoline callbackTrampoline = new Trampoline();
    private final Set<Strand> blockedStrands = new LinkedHashSet<>();
    private final Strand body = new Strand();
    private final Object binding = new Object();

    private volatile Strand running = body;
    private volatile Verdict.@Nullable Kind stopRequest;
    private volatile boolean driving;
    private volatile @Nullable Verdict broken;

    /** Written by the baton's holder alone, read by anybody: opaque access is enough. */
    private long now;

    /** What runs, for the message about what got stuck. */
    private @Nullable Event current;

    private long steps;
    private int outsidePending;
    private long checks;
    private boolean inCallback;

    private Mode mode = Mode.NONE;
    private long target;
    private long limit;
    private long realDeadline;
    private int stepsLeft;
    private @Nullable Verdict verdict;
    private boolean outsideNeeded;

    /**
     * Creates an engine at instant 0, with the calling thread as its test body.
     *
     * @param threads makes carriers
     * @param limits bounds for runaways
     * @param uncaught takes what an event throws
     */
    public Engine(ThreadFactory threads, Limits limits, Consumer<Throwable> uncaught) {
        this.carriers = new Carriers(threads);
        this.limits = limits;
        this.uncaught = uncaught;
        body.thread = Thread.currentThread();
    }

    // --- state ---

    /**
     * The present instant; from any thread.
     *
     * @return nanoseconds since the start
     */
    public long now() {
        return (long) NOW.getOpaque(this);
    }

    /**
     * The earliest due timer's instant.
     *
     * @return {@link TimerHeap#NEVER} when there is none
     */
    public long nextDue() {
        return timers.nextDue();
    }

    /**
     * The timers, for messages and stock-taking.
     *
     * @return a view that the baton's holder may read
     */
    public TimerHeap timers() {
        return timers;
    }

    /**
     * Whether nothing can run at this instant.
     *
     * @return true when nothing is ready, due or arrived
     */
    public boolean isSettled() {
        return ready.isEmpty() && timers.nextDue() > now && !inbox.hasArrivals();
    }

    /**
     * Whether the calling thread holds the baton.
     *
     * @return true for the test body while it runs, and for the strand that runs
     */
    public boolean isOnStrand() {
        return running.thread == Thread.currentThread();
    }

    /**
     * Whether the calling thread is the test body's.
     *
     * @return true also while the body drives the loop
     */
    public boolean isOnBody() {
        return body.thread == Thread.currentThread();
    }

    /**
     * Whether an event that can't block is being run.
     *
     * @return true within a callback
     */
    public boolean isInCallback() {
        return inCallback;
    }

    /**
     * The strand that holds the baton.
     *
     * @return the caller's own, when it {@linkplain #isOnStrand is on a strand}
     */
    public Strand running() {
        return running;
    }

    /**
     * The test body.
     *
     * @return always the same strand, whichever thread plays it
     */
    public Strand body() {
        return body;
    }

    /**
     * The strands that are blocked, in the order in which they began to wait.
     *
     * @return a copy
     */
    public List<Strand> blockedStrands() {
        return new ArrayList<>(blockedStrands);
    }

    /**
     * What keeps completions on this stack from nesting too deep.
     *
     * @return the trampoline of the present stack
     */
    public Trampoline trampoline() {
        return inCallback ? callbackTrampoline : running.trampoline;
    }

    /**
     * Why this engine was given up.
     *
     * @return null as long as it works
     */
    public @Nullable Verdict broken() {
        return broken;
    }

    // --- entries ---

    /**
     * Makes an event ready, behind those that are.
     *
     * @param event runs once, when the loop is next driven
     */
    public void ready(Event event) {
        ready.add(event);
    }

    /**
     * Schedules an event; one that is due already becomes ready.
     *
     * @param event not scheduled at present
     * @param due nanoseconds since the start
     */
    public void schedule(TimedEvent event, long due) {
        if (due <= now) {
            ready.add(event);
        } else {
            timers.add(event, due);
        }
    }

    /**
     * Takes an event out of the timers.
     *
     * @param event any
     * @return whether it was scheduled
     */
    public boolean cancel(TimedEvent event) {
        return timers.cancel(event);
    }

    /**
     * Hands something in from outside, to be run in order of arrival; from any thread.
     *
     * @param arrival must not block
     */
    public void post(Runnable arrival) {
        inbox.post(arrival);
    }

    /**
     * Runs something on the loop: at once when the caller holds the baton, else by {@link #post}.
     *
     * @param action must not block
     */
    public void enter(Runnable action) {
        if (isOnStrand()) {
            action.run();
        } else {
            post(action);
        }
    }

    /**
     * Counts what is to be completed by threads outside.
     *
     * @param change 1 when something was brought in, -1 when it has been completed
     */
    public void outside(int change) {
        outsidePending += change;
    }

    /** Takes in what has arrived from outside. */
    public void takeIn() {
        if (inbox.hasArrivals()) {
            inbox.takeIn();
        }
    }

    // --- the test body's thread ---

    /**
     * Makes the calling thread the test body's, unless it is a strand already.
     *
     * @return false when another thread drives the loop at this moment
     */
    public boolean bind() {
        if (isOnStrand()) {
            return true;
        }
        synchronized (binding) {
            if (driving || running != body) {
                return false;
            }
            body.thread = Thread.currentThread();
            return true;
        }
    }

    /**
     * Waits in real time until no thread drives the loop, then makes the caller the test body.
     *
     * @param nanos how long at most
     * @return false when the time ran out
     */
    public boolean bindWithin(long nanos) {
        long deadline = System.nanoTime() + nanos;
        while (!bind()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        return true;
    }

    /**
     * The thread that plays the test body.
     *
     * @return null never in practice
     */
    public @Nullable Thread bodyThread() {
        return body.thread;
    }

    // --- driving, by the test body ---

    /**
     * Runs what can run at this instant.
     *
     * @return null when done, or what went wrong
     */
    public @Nullable Verdict settle() {
        return drive(Mode.SETTLE, now);
    }

    /**
     * Runs one ready thing.
     *
     * @return null when done, or what went wrong
     */
    public @Nullable Verdict step() {
        stepsLeft = 1;
        return drive(Mode.STEP, now);
    }

    /**
     * Runs all that falls due up to and including an instant, and stops there.
     *
     * @param instant not before now
     * @return null when done, or what went wrong
     */
    public @Nullable Verdict advanceTo(long instant) {
        return drive(Mode.ADVANCE, instant);
    }

    /**
     * Follows the timers until none is left.
     *
     * @return null when done, or what went wrong
     */
    public @Nullable Verdict runUntilIdle() {
        return drive(Mode.UNTIL_IDLE, now);
    }

    private @Nullable Verdict drive(Mode wanted, long until) {
        body.trampoline.drain();
        begin(wanted, until);
        try {
            runUntilResumed(body);
            return verdict;
        } finally {
            end();
        }
    }

    private void begin(Mode wanted, long until) {
        Verdict failed = broken;
        verdict = failed;
        mode = failed == null ? wanted : Mode.NONE;
        target = until;
        limit = now + limits.virtualNanos() < 0 ? Long.MAX_VALUE : now + limits.virtualNanos();
        steps = -ready.size();
        stopRequest = null;
        realDeadline = UNSET;
        driving = true;
    }

    /** Set when first looked at, since most drives are over before. */
    private long realDeadline() {
        if (realDeadline == UNSET) {
            realDeadline = System.nanoTime() + limits.realNanos();
        }
        return realDeadline;
    }

    private void end() {
        mode = Mode.NONE;
        driving = false;
        CURRENT.setOpaque(this, (Event) null);
    }

    // --- blocking, by any strand ---

    /**
     * Blocks the calling strand until it is {@linkplain #wake woken} or an instant comes.
     *
     * <p>It may return early without a reason, so callers look at their condition again.
     *
     * @param wait what it waits for
     * @param due the instant at which to stop waiting, or {@link TimerHeap#NEVER}
     * @return null, or for the test body what went wrong
     * @throws CancellationException when the strand was cancelled
     * @throws InterruptedException when it was interrupted and the wait is interruptible
     */
    public @Nullable Verdict block(Wait wait, long due) throws InterruptedException {
        Strand me = running;
        deliver(me, wait);
        me.trampoline.drain();
        me.wait = wait;
        me.blocked = true;
        me.timedOut = false;
        blockedStrands.add(me);
        if (due != TimerHeap.NEVER) {
            if (due <= now) {
                me.timedOut = true;
                enqueue(me);
            } else {
                timers.add(me, due);
            }
        }
        Verdict failed = null;
        try {
            if (me == body) {
                begin(Mode.BLOCKED, Long.MAX_VALUE);
                try {
                    failed = runBlockedBody();
                } finally {
                    end();
                }
            } else {
                runUntilResumed(me);
            }
        } finally {
            timers.cancel(me);
            blockedStrands.remove(me);
            me.blocked = false;
            me.wait = null;
        }
        if (failed == null) {
            deliver(me, wait);
        }
        return failed;
    }

    private @Nullable Verdict runBlockedBody() {
        for (; ; ) {
            runUntilResumed(body);
            if (!outsideNeeded) {
                return verdict;
            }
            outsideNeeded = false;
            inbox.awaitArrival(realDeadline());
            if (Thread.currentThread().isInterrupted()) {
                return Verdict.of(Verdict.Kind.INTERRUPTED, null);
            }
            if (!inbox.hasArrivals()) {
                return Verdict.of(Verdict.Kind.REAL_TIMEOUT, null);
            }
        }
    }

    private static void deliver(Strand me, Wait wait) throws InterruptedException {
        CancellationException cancellation = me.cancellation;
        if (cancellation != null) {
            me.cancellation = null;
            throw cancellation;
        }
        if (me.interruptPending) {
            me.interruptPending = false;
            Thread.currentThread().interrupt();
        }
        if (wait.isInterruptible() && Thread.interrupted()) {
            throw new InterruptedException("interrupted while " + wait.describe());
        }
    }

    /**
     * Makes a blocked strand ready.
     *
     * @param strand ignored when it isn't blocked
     */
    public void wake(Strand strand) {
        if (strand.blocked && !strand.queued) {
            timers.cancel(strand);
            enqueue(strand);
        }
    }

    /**
     * Asks a strand to end: it gets the exception where it is blocked, or blocks next.
     *
     * @param strand the test body or a carrier
     * @param cancellation what it is to see
     */
    public void cancel(Strand strand, CancellationException cancellation) {
        Wait wait = strand.wait;
        if (wait != null && strand.blocked && wait.passOn(cancellation)) {
            return;
        }
        strand.cancellation = cancellation;
        wake(strand);
    }

    /**
     * Takes back a cancellation that was asked for and not delivered.
     *
     * @param strand the test body or a carrier
     */
    public void forgetCancellation(Strand strand) {
        strand.cancellation = null;
    }

    /**
     * Interrupts a strand: one that is blocked interruptibly wakes.
     *
     * @param strand the test body or a carrier
     */
    public void interrupt(Strand strand) {
        if (strand == running && isOnStrand()) {
            Thread.currentThread().interrupt();
            return;
        }
        strand.interruptPending = true;
        Wait wait = strand.wait;
        if (wait != null && wait.isInterruptible()) {
            wake(strand);
        }
    }

    private void enqueue(Strand strand) {
        strand.queued = true;
        ready.add(strand);
    }

    // --- the loop itself ---

    /**
     * Runs events on this stack until {@code me} is resumed; for the body, or the drive is over.
     */
    private void runUntilResumed(Strand me) {
        for (; ; ) {
            Event event = next();
            if (event == me) {
                return;
            }
            if (event == null) {
                if (me != body) {
                    pass(me, body);
                }
                return;
            }
            if (event instanceof Strand strand) {
                pass(me, strand);
                return;
            }
            if (event.needsStrand()) {
                Strand carrier = carriers.take(this);
                carrier.job = event;
                pass(me, carrier);
                return;
            }
            fireInline(event);
        }
    }

    /** The life of a carrier's thread. */
    void carry(Strand me) {
        me.awaitBaton(() -> {});
        while (!carriers.isRetired() || me.job != null) {
            Event event = me.job;
            me.job = null;
            if (event == null) {
                event = next();
            }
            if (event == null) {
                rest(me, body);
            } else if (event instanceof Strand strand) {
                rest(me, strand);
            } else if (!event.needsStrand()) {
                fireInline(event);
            } else {
                fire(event);
                cleanUp(me);
                if (running != me) {
                    return; // given up as stuck, and back only now
                }
            }
        }
    }

    private static void cleanUp(Strand me) {
        Thread.interrupted();
        me.interruptPending = false;
        me.cancellation = null;
        me.occupy(null);
    }

    private void rest(Strand me, Strand next) {
        if (carriers.isRetired()) {
            handTo(next);
            me.takeBaton();
            return;
        }
        carriers.rest(me);
        handTo(next);
        me.awaitBaton(() -> {});
    }

    /** Hands the baton over and waits until it comes back, which is this strand's resumption. */
    private void pass(Strand me, Strand next) {
        handTo(next);
        if (me == body) {
            awaitBatonAsBody();
        } else {
            me.awaitBaton(() -> post(() -> interrupt(me)));
        }
    }

    private void handTo(Strand next) {
        running = next;
        next.give();
    }

    /** The body's wait is the harness's own: bounded, and an interrupt stops the drive. */
    private void awaitBatonAsBody() {
        boolean interrupted = false;
        long deadline = realDeadline();
        Verdict.Kind reason = Verdict.Kind.REAL_TIMEOUT;
        for (int i = 0; i < 200 && !body.hasBaton(); i++) {
            Thread.onSpinWait();
        }
        while (!body.hasBaton()) {
            long left = deadline - System.nanoTime();
            if (left > 0) {
                LockSupport.parkNanos(this, left);
                if (Thread.interrupted()) {
                    interrupted = true;
                    reason = Verdict.Kind.INTERRUPTED;
                    stopRequest = reason;
                    deadline = System.nanoTime() + GRACE_NANOS;
                }
            } else if (stopRequest == null) {
                stopRequest = reason;
                deadline = System.nanoTime() + GRACE_NANOS;
            } else {
                giveUp(reason);
                break;
            }
        }
        body.takeBaton();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The strand that runs doesn't come back: take the baton from it and stop using this loop. */
    private void giveUp(Verdict.Kind reason) {
        Strand stuck = running;
        Event event = (Event) CURRENT.getOpaque(this);
        Verdict found =
                new Verdict(
                        reason == Verdict.Kind.INTERRUPTED ? reason : Verdict.Kind.STUCK,
                        event == null ? stuck.describe() : event.describe(),
                        stuck.threadName(),
                        List.of(stuck.stack()));
        running = body;
        broken = new Verdict(Verdict.Kind.STUCK, found.culprit(), found.thread(), found.stack());
        verdict = found;
        Thread thread = stuck.thread;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Chooses what runs next; null when the drive is over. Called by the baton's holder. */
    private @Nullable Event next() {
        for (; ; ) {
            if (inbox.hasArrivals()) {
                inbox.takeIn();
            }
            if (stopRequest != null || (checks++ & (CHECK_EVERY - 1)) == 0) {
                if (mustStop()) {
                    return null;
                }
            }
            if (mode == Mode.NONE) {
                return null;
            }
            if (mode == Mode.STEP && stepsLeft == 0) {
                return null;
            }
            Event event = choose();
            if (event == null) {
                if (!moveTime()) {
                    return null;
                }
                continue;
            }
            if (event instanceof Strand strand && !isDue(strand)) {
                continue;
            }
            stepsLeft--;
            if (steps > limits.steps()) {
                ready.add(event);
                if (event instanceof Strand strand) {
                    strand.queued = true;
                }
                verdict = Verdict.of(Verdict.Kind.RUNAWAY, event.describe());
                return null;
            }
            return event;
        }
    }

    private @Nullable Event choose() {
        if (timers.nextDue() <= now) {
            TimerEntry due = timers.poll();
            if (due instanceof Strand strand) {
                strand.timedOut = true;
            }
            return (TimedEvent) due;
        }
        steps++; // due timers are finite; what keeps becoming ready may not be
        return ready.poll();
    }

    /** Whether a strand's resumption is still wanted; it may have been resumed another way. */
    private static boolean isDue(Strand strand) {
        strand.queued = false;
        return strand.blocked;
    }

    private boolean moveTime() {
        long due = timers.nextDue();
        boolean may =
                switch (mode) {
                    case ADVANCE -> due <= target;
                    case UNTIL_IDLE -> due != TimerHeap.NEVER;
                    case BLOCKED -> !isOutsideAwaited() && due != TimerHeap.NEVER;
                    default -> false;
                };
        if (!may) {
            if (mode == Mode.ADVANCE) {
                setNow(target);
            } else if (mode == Mode.BLOCKED) {
                outsideNeeded = isOutsideAwaited();
                verdict = outsideNeeded ? null : Verdict.of(Verdict.Kind.DEADLOCK, null);
            }
            return false;
        }
        if (mode != Mode.ADVANCE && due > limit) {
            verdict = Verdict.of(Verdict.Kind.TIME_LIMIT, describeNextTimer());
            return false;
        }
        setNow(due);
        return true;
    }

    private void setNow(long instant) {
        NOW.setOpaque(this, instant);
        steps = 0;
    }

    private boolean isOutsideAwaited() {
        if (outsidePending == 0) {
            return false;
        }
        for (Strand strand : blockedStrands) {
            Wait wait = strand.wait;
            if (wait != null && wait.needsOutside()) {
                return true;
            }
        }
        return false;
    }

    private @Nullable String describeNextTimer() {
        List<TimerEntry> pending = timers.inOrder();
        return pending.isEmpty() ? null : ((TimedEvent) pending.get(0)).describe();
    }

    private boolean mustStop() {
        Verdict.Kind reason = stopRequest;
        if (reason == null) {
            if (mode != Mode.NONE && System.nanoTime() - realDeadline() > 0) {
                reason = Verdict.Kind.REAL_TIMEOUT;
            } else if (isOnBody() && Thread.currentThread().isInterrupted()) {
                reason = Verdict.Kind.INTERRUPTED;
            } else {
                return false;
            }
        }
        if (verdict == null) {
            Event last = current;
            verdict = Verdict.of(reason, last == null ? null : last.describe());
        }
        return true;
    }

    private void fireInline(Event event) {
        inCallback = true;
        try {
            fire(event);
        } finally {
            inCallback = false;
        }
    }

    private void fire(Event event) {
        CURRENT.setOpaque(this, event);
        try {
            event.fire();
        } catch (Throwable thrown) {
            uncaught.accept(thrown);
        }
    }

    // --- the end ---

    /** Lets carriers go. Those that are still busy end when their bodies do. */
    public void retire() {
        carriers.retire();
    }
}
