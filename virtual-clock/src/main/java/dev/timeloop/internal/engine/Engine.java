package dev.timeloop.internal.engine;

import dev.timeloop.internal.text.Spans;
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

    private final TimerHeap timers = new TimerHeap();
    private final ReadyQueue ready = new FifoReadyQueue();
    private final Inbox inbox = new Inbox();
    private final Carriers carriers;
    private final Drive drive;
    private final Limits limits;
    private final Consumer<Throwable> uncaught;
    private final Trampoline callbackTrampoline = new Trampoline();
    private final Set<Strand> blockedStrands = new LinkedHashSet<>();
    private final Strand body = new Strand();
    private final Object binding = new Object();

    private volatile Strand running = body;
    private volatile @Nullable Verdict broken;
    private volatile @Nullable Thread givenUp;

    /** Written by the baton's holder alone, read by anybody: opaque access is enough. */
    private long now;

    /** What runs, for the message about what got stuck. */
    private @Nullable Event current;

    private int outsidePending;
    private boolean inCallback;
    private boolean watched;
    private volatile boolean interruptedByWatchdog;

    /** Creates an engine at instant 0, with the calling thread as its test body. */
    public Engine(ThreadFactory threads, Limits limits, Consumer<Throwable> uncaught) {
        this.carriers = new Carriers(threads);
        this.limits = limits;
        this.drive = new Drive(limits);
        this.uncaught = uncaught;
        body.thread = Thread.currentThread();
    }

    // --- state ---

    /** The present instant; from any thread. */
    public long now() {
        return (long) NOW.getOpaque(this);
    }

    /** The earliest due timer's instant. */
    public long nextDue() {
        return timers.nextDue();
    }

    /** The timers, for messages and stock-taking. */
    public TimerHeap timers() {
        return timers;
    }

    /** Whether nothing can run at this instant. */
    public boolean isSettled() {
        return ready.isEmpty() && timers.nextDue() > now && !inbox.hasArrivals();
    }

    /** Whether the calling thread holds the baton. */
    public boolean isOnStrand() {
        return running.thread == Thread.currentThread();
    }

    /** Whether the calling thread is the test body's. */
    public boolean isOnBody() {
        return body.thread == Thread.currentThread();
    }

    /** Whether an event that can't block is being run. */
    public boolean isInCallback() {
        return inCallback;
    }

    /** The strand that holds the baton. */
    public Strand running() {
        return running;
    }

    /** The test body. */
    public Strand body() {
        return body;
    }

    /** The strands that are blocked, in the order in which they began to wait. */
    public List<Strand> blockedStrands() {
        return new ArrayList<>(blockedStrands);
    }

    /** What keeps completions on this stack from nesting too deep. */
    public Trampoline trampoline() {
        return inCallback ? callbackTrampoline : running.trampoline;
    }

    /** Why this engine was given up. */
    public @Nullable Verdict broken() {
        return broken;
    }

    // --- entries ---

    /** Makes an event ready, behind those that are. */
    public void ready(Event event) {
        ready.add(event);
    }

    /** Schedules an event; one that is due already becomes ready. */
    public void schedule(TimedEvent event, long due) {
        if (due <= now) {
            ready.add(event);
        } else {
            timers.add(event, due);
        }
    }

    /** Takes an event out of the timers. */
    public boolean cancel(TimedEvent event) {
        return timers.cancel(event);
    }

    /** Hands something in from outside, to be run in order of arrival; from any thread. */
    public void post(Runnable arrival) {
        inbox.post(arrival);
    }

    /**
     * Runs something on the loop: at once when the caller holds the baton, else by {@link #post}.
     */
    public void enter(Runnable action) {
        if (isOnStrand()) {
            action.run();
        } else {
            post(action);
        }
    }

    /** Counts what is to be completed by threads outside. */
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

    /** Makes the calling thread the test body's, unless it is a strand already. */
    public boolean bind() {
        if (isOnStrand()) {
            return true;
        }
        synchronized (binding) {
            if (drive.isActive() || running != body || givenUp == Thread.currentThread()) {
                return false;
            }
            body.thread = Thread.currentThread();
            return true;
        }
    }

    /** Waits in real time until no thread drives the loop, then makes the caller the test body. */
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

    /** The thread that plays the test body. */
    public @Nullable Thread bodyThread() {
        return body.thread;
    }

    // --- driving, by the test body ---

    /** Runs what can run at this instant. */
    public @Nullable Verdict settle() {
        return drive(Drive.Mode.SETTLE, now);
    }

    /** Runs one ready thing. */
    public @Nullable Verdict step() {
        return drive(Drive.Mode.STEP, now);
    }

    /** Runs all that falls due up to and including an instant, and stops there. */
    public @Nullable Verdict advanceTo(long instant) {
        return drive(Drive.Mode.ADVANCE, instant);
    }

    /** Follows the timers until none is left. */
    public @Nullable Verdict runUntilIdle() {
        return drive(Drive.Mode.UNTIL_IDLE, now);
    }

    private @Nullable Verdict drive(Drive.Mode mode, long until) {
        body.trampoline.drain();
        return driveAsBody(mode, until);
    }

    /** Runs the loop for the test body, which waits in real time for what comes from outside. */
    private @Nullable Verdict driveAsBody(Drive.Mode mode, long until) {
        if (!watched) {
            watched = true;
            Watchdog.watch(this);
        }
        drive.begin(mode, now, until, ready.size(), broken);
        try {
            runUntilResumed(body);
            while (drive.takeOutsideNeeded()) {
                awaitOutside();
                runUntilResumed(body);
            }
            return drive.verdict();
        } finally {
            drive.end();
            CURRENT.setOpaque(this, (Event) null);
        }
    }

    private void awaitOutside() {
        inbox.awaitArrival(drive.realDeadline());
        if (Thread.currentThread().isInterrupted()) {
            drive.requestStop(Verdict.Kind.INTERRUPTED);
        } else if (!inbox.hasArrivals()) {
            drive.requestStop(Verdict.Kind.REAL_TIMEOUT);
        }
    }

    // --- blocking, by any strand ---

    /**
     * Blocks the calling strand until it is {@linkplain #wake woken} or an instant comes.
     *
     * <p>It may return early without a reason, so callers look at their condition again.
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
                failed = driveAsBody(Drive.Mode.BLOCKED, TimerHeap.NEVER);
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

    /** Makes a blocked strand ready. */
    public void wake(Strand strand) {
        if (strand.blocked && !strand.queued) {
            timers.cancel(strand);
            enqueue(strand);
        }
    }

    /** Asks a strand to end: it gets the exception where it is blocked, or blocks next. */
    public void cancel(Strand strand, CancellationException cancellation) {
        Wait wait = strand.wait;
        if (wait != null && strand.blocked && wait.passOn(cancellation)) {
            return;
        }
        strand.cancellation = cancellation;
        wake(strand);
    }

    /** Takes back a cancellation that was asked for and not delivered. */
    public void forgetCancellation(Strand strand) {
        strand.cancellation = null;
    }

    /** Interrupts a strand: one that is blocked interruptibly wakes. */
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
        if (me == body) {
            long deadline = drive.realDeadline(); // while the drive is still ours to read
            handTo(next);
            awaitBatonAsBody(deadline);
        } else {
            handTo(next);
            me.awaitBaton(() -> post(() -> interrupt(me)));
        }
    }

    private void handTo(Strand next) {
        running = next;
        next.give();
    }

    /** The body's wait is the harness's own: bounded, and an interrupt stops the drive. */
    private void awaitBatonAsBody(long realDeadline) {
        boolean interrupted = false;
        long deadline = realDeadline;
        Verdict.Kind reason = Verdict.Kind.REAL_TIMEOUT;
        body.spinForBaton();
        while (!body.hasBaton()) {
            long left = deadline - System.nanoTime();
            if (left > 0) {
                LockSupport.parkNanos(this, left);
                if (Thread.interrupted()) {
                    interrupted = true;
                    reason = Verdict.Kind.INTERRUPTED;
                    drive.requestStop(reason);
                    deadline = System.nanoTime() + GRACE_NANOS;
                }
            } else if (!drive.isStopRequested()) {
                drive.requestStop(reason);
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
                        Verdict.Kind.STUCK,
                        event == null ? stuck.describe() : event.describe(),
                        stuck.threadName(),
                        List.of(stuck.stack()));
        givenUp = stuck.thread;
        running = body;
        broken = found;
        drive.fail(reason == Verdict.Kind.INTERRUPTED ? found.as(reason) : found);
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
            Verdict.Kind reason = drive.reasonToStop(isOnBody());
            if (reason != null) {
                stop(reason);
                return null;
            }
            if (drive.isOver()) {
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
            if (!drive.admits()) {
                putBack(event);
                drive.fail(Verdict.of(Verdict.Kind.RUNAWAY, event.describe()));
                return null;
            }
            return event;
        }
    }

    private void putBack(Event event) {
        ready.add(event);
        if (event instanceof Strand strand) {
            strand.queued = true;
        }
    }

    private void stop(Verdict.Kind reason) {
        if (interruptedByWatchdog && isOnBody()) {
            interruptedByWatchdog = false;
            Thread.interrupted(); // its message says more than the interrupt
        }
        Event last = current;
        drive.fail(Verdict.of(reason, last == null ? null : last.describe()));
    }

    private @Nullable Event choose() {
        if (timers.nextDue() <= now) {
            TimerEntry due = timers.poll();
            if (due instanceof Strand strand) {
                strand.timedOut = true;
            }
            return (TimedEvent) due;
        }
        drive.countReady(); // due timers are finite; what keeps becoming ready may not be
        return ready.poll();
    }

    /** Whether a strand's resumption is still wanted; it may have been resumed another way. */
    private static boolean isDue(Strand strand) {
        strand.queued = false;
        return strand.blocked;
    }

    /** Moves time to the next timer; false when that isn't for this drive to do. */
    private boolean moveTime() {
        if (drive.movesTime() && isOutsideAwaited()) {
            drive.needOutside();
            return false;
        }
        long due = timers.nextDue();
        boolean moves = drive.mayMoveTo(due);
        if (moves || drive.verdict() == null) {
            NOW.setOpaque(this, moves ? due : drive.endOf(now));
            drive.timeMoved();
        }
        return moves;
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

    // --- for the watchdog, which reads without the baton ---

    long progress() {
        return drive.progress();
    }

    long realTimeoutNanos() {
        return limits.realNanos();
    }

    boolean isRetired() {
        return carriers.isRetired();
    }

    /** Whether a callback runs on the stack of the test body, so that nobody waits for it. */
    boolean isInBodyCallback() {
        return drive.isActive() && inCallback && running == body;
    }

    /** Stops the drive once the callback is back, asks it to come back, and says so. */
    void callbackIsStuck() {
        Thread thread = body.thread;
        Event event = (Event) CURRENT.getOpaque(this);
        if (thread == null || event == null) {
            return;
        }
        drive.requestStop(Verdict.Kind.REAL_TIMEOUT);
        interruptedByWatchdog = true;
        StringBuilder text = new StringBuilder("Timeloop: ").append(event.describe());
        text.append(" has not come back for ").append(Spans.text(limits.realNanos()));
        text.append(" of real time; thread \"").append(thread.getName());
        text.append("\" is interrupted. It is at");
        for (StackTraceElement frame : thread.getStackTrace()) {
            text.append("\n    ").append(frame);
        }
        System.err.println(text);
        thread.interrupt();
    }

    // --- the end ---

    /** Lets carriers go. Those that are still busy end when their bodies do. */
    public void retire() {
        carriers.retire();
    }
}
