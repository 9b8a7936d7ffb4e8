package dev.timeloop.internal.engine;

import dev.timeloop.internal.text.ThreadNames;
import dev.timeloop.internal.timeline.Lane;
import dev.timeloop.internal.timeline.Recorder;
import dev.timeloop.internal.timer.TimerEntry;
import dev.timeloop.internal.timer.TimerHeap;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
// Long because what holds the baton must see it all at once; what doesn't need it is in Baton,
// Drive, Callbacks, Inbox, Carriers and Watchdog.
public final class Engine {
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** With more blocked strands than that, interrupts are left to the threads to notice. */
    private static final int FEW_STRANDS = 1_000;

    /** How often the border is looked at while time stands still. */
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final VarHandle NOW;
    private static final VarHandle CURRENT;
    private static final VarHandle DRIVER;

    static {
        try {
            NOW = MethodHandles.lookup().findVarHandle(Engine.class, "now", long.class);
            CURRENT = MethodHandles.lookup().findVarHandle(Engine.class, "current", Event.class);
            DRIVER = MethodHandles.lookup().findVarHandle(Engine.class, "driver", Thread.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final TimerHeap timers = new TimerHeap();

    /** Timers of idle workers: they fire when time passes by, and never move it. */
    private final TimerHeap idleTimers = new TimerHeap();

    private final ReadyQueue ready = new FifoReadyQueue();
    private final Inbox inbox = new Inbox();
    private final Strand body = new Strand();
    private final Baton baton = new Baton(body);
    private final Detours detours = new Detours(this);
    private final UserThreads userThreads = new UserThreads(this);
    private final Carriers carriers;
    private final Drive drive;
    private final Callbacks callbacks;
    private final Limits limits;
    private final Consumer<Throwable> uncaught;
    private final BlockedStrands blockedStrands = new BlockedStrands();
    private final Supplier<String> nextTimer = this::describeNextTimer;
    private final Consumer<Event> taker = this::take;

    /** The thread that drives the loop at present, as its test body; by DRIVER. */
    private volatile @Nullable Thread driver;

    private volatile @Nullable StrandListener listener;
    private @Nullable Border border;

    private volatile @Nullable Verdict broken;
    private volatile @Nullable Thread givenUp;
    private volatile boolean interruptedByWatchdog;

    /** Written by the baton's holder alone, read by anybody: opaque access is enough. */
    private long now;

    /** What runs, for the message about what got stuck. */
    private @Nullable Event current;

    private int outsidePending;

    /** Strands whose wait needed a thread outside when it began; counted for agents only. */
    private int outsideWaits;

    private boolean watched;

    /** Takes down what happens; null when nobody wants to know. */
    private @Nullable Recorder recorder;

    /** Whether the recording says that the outside holds the clock. */
    private boolean holdNoted;

    /** Creates an engine at instant 0, with the calling thread as its test body. */
    public Engine(ThreadFactory threads, Limits limits, Consumer<Throwable> uncaught) {
        this.carriers = new Carriers(threads);
        this.limits = limits;
        this.drive = new Drive(limits);
        this.callbacks = new Callbacks(this, timers, ready, inbox, baton, drive);
        this.uncaught = uncaught;
        body.thread = Thread.currentThread();
        body.setLane(Lane.TEST);
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
        takeIn();
        for (Event next = ready.peek(); next != null && next.isStale(); next = ready.peek()) {
            ready.poll();
            dropped(next);
        }
        return ready.peek() == null && timers.nextDue() > now && idleTimers.nextDue() > now;
    }

    /** Whether the calling thread holds the baton. */
    public boolean isOnStrand() {
        return baton.isHeldByCaller();
    }

    /** Whether the calling thread is the test body's. */
    private boolean isOnBody() {
        return body.thread == Thread.currentThread();
    }

    /** Whether an event that can't block is being run. */
    public boolean isInCallback() {
        return callbacks.isRunning();
    }

    /** The strand that holds the baton. */
    public Strand running() {
        return baton.holder();
    }

    /** The test body. */
    public Strand body() {
        return body;
    }

    /** The strands that are blocked, in the order in which they began to wait. */
    public List<Strand> blockedStrands() {
        return blockedStrands.toList();
    }

    /** What keeps completions on this stack from nesting too deep. */
    public Trampoline trampoline() {
        return callbacks.isRunning() ? callbacks.trampoline() : running().trampoline;
    }

    /** Why this engine was given up. */
    public @Nullable Verdict broken() {
        return broken;
    }

    /** Sets who is told of carriers; before the first. */
    public void setListener(StrandListener told) {
        listener = told;
        watch(); // the body may spin before it drives the loop
    }

    private void watch() {
        if (!watched) {
            Watchdog.watch(this, carriers);
            watched = true;
        }
    }

    /** What else explains why nothing can go on, a sentence each. */
    public List<String> hints() {
        StrandListener told = listener;
        return told == null ? List.of() : told.hints();
    }

    /** Sets what else can wake strands. */
    public void setBorder(Border outside) {
        border = outside;
    }

    // --- the recording ---

    /** Sets who takes down what happens; null for nobody. */
    public void setRecorder(@Nullable Recorder to) {
        recorder = to;
        holdNoted = false;
    }

    /** Who takes down what happens; with the baton held. */
    public @Nullable Recorder recorder() {
        return recorder;
    }

    /** The lane of what runs at present; with the baton held. */
    public int lane() {
        return callbacks.isRunning() ? Lane.LOOP : running().lane();
    }

    /** As {@link #lane()}, for anybody: nobody's for threads outside. */
    public int callersLane() {
        return isOnStrand() ? lane() : Lane.NONE;
    }

    /** A callback is about to run. */
    void noteRun(Event event) {
        Recorder to = recorder;
        if (to != null) {
            Object label = event.label();
            if (label != null) {
                to.runs(now, label);
            }
        }
    }

    private void noteBlocked(Recorder to, Strand strand, Wait wait) {
        Thread holder = wait.holder();
        if (holder == null) {
            to.blocks(now, strand.lane(), wait.awaitedLane(), wait.label(), wait.endsAt());
            return;
        }
        Strand by = strandOf(holder);
        String name = by == null ? ThreadNames.describe(holder) : by.describe();
        int lane = by == null ? Lane.NONE : by.lane();
        to.blocks(now, strand.lane(), lane, wait.label(name), Long.MAX_VALUE);
    }

    /** The strand of a thread that lives on this loop, or null. */
    public @Nullable Strand strandOf(Thread thread) {
        StrandListener told = listener;
        return thread == body.thread ? body : told == null ? null : told.strandOf(thread);
    }

    /** A strand that was blocked goes on. */
    void noteResumed(Strand strand) {
        Recorder to = recorder;
        if (to != null) {
            to.wakes(now, strand.lane(), strand.wokenBy);
        }
        strand.wokenBy = Lane.NONE;
    }

    private void noteHold() {
        Recorder to = recorder;
        if (to != null && !holdNoted) {
            Border outside = border;
            String hold = outside == null ? null : outside.hold();
            to.holds(now, hold == null ? "a thread outside has to do something" : hold);
        }
        holdNoted = true;
    }

    private void noteRelease() {
        Recorder to = recorder;
        if (to != null) {
            to.releases(now);
        }
        holdNoted = false;
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

    /** Hands an event in from outside, to run in order of arrival; from any thread. */
    public void post(Event arrival) {
        inbox.post(arrival);
    }

    /**
     * Runs something on the loop that runs no user code: at once when the caller holds the baton,
     * else in order of arrival.
     */
    public void enter(String what, Runnable action) {
        if (isOnStrand()) {
            takeIn(); // what threads outside asked for before comes first
            action.run();
        } else {
            post(new Arrival(what, false, action));
        }
    }

    /** Takes in what has arrived from outside; runs no user code. */
    public void takeIn() {
        if (inbox.hasArrivals()) {
            inbox.takeIn(taker);
        }
    }

    private void take(Event arrival) {
        if (arrival instanceof Arrival && !arrival.needsStrand()) {
            try {
                arrival.fire();
            } catch (Throwable thrown) {
                uncaught.accept(thrown);
            }
        } else {
            ready.add(arrival);
        }
    }

    /** Counts what is to be completed by threads outside. */
    public void outside(int change) {
        outsidePending += change;
    }

    // --- the test body's thread ---

    /**
     * Makes the calling thread the test body's, unless it is a strand already.
     *
     * @return false while another thread drives the loop
     */
    public boolean bind() {
        if (isOnStrand()) {
            return true;
        }
        Thread me = Thread.currentThread();
        if (givenUp == me || !DRIVER.compareAndSet(this, null, me)) {
            return false;
        }
        try {
            if (!baton.isHeldBy(body)) {
                return false;
            }
            body.thread = me;
            return true;
        } finally {
            driver = null;
        }
    }

    /** Waits in real time until no thread drives the loop, then makes the caller the test body. */
    public boolean bindWithin(long nanos) {
        long deadline = System.nanoTime() + nanos;
        while (!bind()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            Real.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        return true;
    }

    /** Claims the loop for the calling thread, if that is the test body's. */
    private boolean claim() {
        if (!DRIVER.compareAndSet(this, null, Thread.currentThread())) {
            return false;
        }
        if (isOnBody() && baton.isHeldBy(body)) {
            return true;
        }
        driver = null;
        return false;
    }

    private void release() {
        DRIVER.setRelease(this, (Thread) null); // whoever claims it next does so by an atomic step
    }

    // --- driving, by the test body: each returns null when done, or what went wrong ---

    /** Runs what can run at this instant. */
    public @Nullable Verdict settle() {
        return drive(Drive.Mode.SETTLE, now);
    }

    /** Runs one ready thing, if there is one. */
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
        body.trampoline.drain(); // before the claim, since what was put off may block
        if (!claim()) {
            return Verdict.of(Verdict.Kind.BUSY, null);
        }
        try {
            if (mode == Drive.Mode.STEP && isSettled()) {
                return Verdict.of(Verdict.Kind.NOTHING_READY, null);
            }
            if (body.takeInterrupt()) {
                return Verdict.of(Verdict.Kind.INTERRUPTED, null);
            }
            return driveAsBody(mode, until);
        } finally {
            release();
        }
    }

    /** Runs the loop for the test body, which waits in real time for what comes from outside. */
    private @Nullable Verdict driveAsBody(Drive.Mode mode, long until) {
        watch();
        if (interruptedByWatchdog) {
            interruptedByWatchdog = false;
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
        long deadline = drive.realDeadline();
        long nextLook =
                border == null && outsideWaits == 0
                        ? deadline
                        : System.nanoTime() + LOOK_EVERY_NANOS;
        inbox.awaitArrival(Math.min(deadline, nextLook));
        if (Thread.currentThread().isInterrupted()) {
            drive.requestStop(Verdict.Kind.INTERRUPTED);
        } else if (!inbox.hasArrivals() && System.nanoTime() - deadline >= 0) {
            drive.requestStop(Verdict.Kind.REAL_TIMEOUT);
        }
    }

    // --- blocking, by any strand ---

    /**
     * Blocks the calling strand until it is {@linkplain #wake woken} or an instant comes.
     *
     * <p>It may return early without a reason, so callers look at their condition again.
     *
     * @return null, or for the test body what went wrong
     */
    public @Nullable Verdict block(Wait wait, long due) throws InterruptedException {
        Strand me = running();
        if (me.trampoline.drain()) {
            return null; // that may have been what the caller waits for
        }
        if (me == body && !claim()) {
            return Verdict.of(Verdict.Kind.BUSY, null);
        }
        try {
            deliver(me, wait);
            Verdict failed = blockHere(me, wait, due);
            if (failed == null) {
                noteResumed(me);
                deliver(me, wait);
            }
            return failed;
        } finally {
            if (me.interruptPending && baton.isHeldBy(me)) {
                me.interruptPending = false; // a wait like join doesn't tell it
                Thread.currentThread().interrupt();
            }
            if (me == body) {
                release();
            }
        }
    }

    private @Nullable Verdict blockHere(Strand me, Wait wait, long due) {
        blocked(me, wait);
        if (due <= now) {
            enqueue(me);
        } else if (due != TimerHeap.NEVER) {
            timersFor(wait).add(me, due);
        }
        try {
            if (me == body) {
                return driveAsBody(Drive.Mode.BLOCKED, TimerHeap.NEVER);
            }
            runUntilResumed(me);
            return null;
        } finally {
            if (baton.isHeldBy(me)) {
                unblocked(me);
            }
        }
    }

    void unblocked(Strand me) {
        cancelTimer(me);
        blockedStrands.remove(me);
        me.blocked = false;
        me.wait = null;
        if (me.needsOutside) {
            me.needsOutside = false;
            outsideWaits--;
        }
    }

    private TimerHeap timersFor(@Nullable Wait wait) {
        return wait != null && wait.isIdle() ? idleTimers : timers;
    }

    private void cancelTimer(Strand strand) {
        timersFor(strand.wait).cancel(strand);
    }

    private static void deliver(Strand me, Wait wait) throws InterruptedException {
        CancellationException cancellation = me.cancellation;
        if (cancellation != null) {
            me.cancellation = null;
            throw cancellation;
        }
        boolean interrupted = me.takeInterrupt();
        if (interrupted && wait.isInterruptible()) {
            throw new InterruptedException("interrupted while " + wait.describe());
        }
        me.interruptPending = interrupted;
    }

    /** Makes a blocked strand ready; one that isn't blocked is left alone. */
    public void wake(Strand strand) {
        if (strand.blocked && !strand.queued && mayResume(strand)) {
            cancelTimer(strand);
            strand.wokenBy = lane();
            enqueue(strand);
        }
    }

    /**
     * Asks a strand to end: it gets the exception where it is blocked, or blocks next, unless what
     * it waits for takes it.
     */
    public void cancel(Strand strand, CancellationException cancellation) {
        Wait wait = strand.wait;
        if (wait == null || !strand.blocked || !wait.passOn(cancellation)) {
            insist(strand, cancellation);
        }
    }

    /** As {@link #cancel}, whatever the strand waits for. */
    public void insist(Strand strand, CancellationException cancellation) {
        strand.cancellation = cancellation;
        wake(strand);
    }

    /** Takes back a cancellation that was asked for and not delivered. */
    public void forgetCancellation(Strand strand) {
        strand.cancellation = null;
    }

    /** Interrupts a strand: one that is blocked interruptibly wakes. */
    public void interrupt(Strand strand) {
        if (strand.blocked || !isOnStrand() || strand != running()) {
            strand.interruptPending = true;
            wakeInterrupted(strand);
        } else {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean mayResume(Strand strand) {
        Wait wait = strand.wait;
        return wait == null || wait.mayResume();
    }

    private void wakeInterrupted(Strand strand) {
        Wait wait = strand.wait;
        if (wait != null && wait.isInterruptible()) {
            wake(strand);
        }
    }

    /** The strands that the JVM has stopped for real. */
    public Detours detours() {
        return detours;
    }

    /** The threads that user code makes. */
    public UserThreads userThreads() {
        return userThreads;
    }

    // --- for those two ---

    Baton baton() {
        return baton;
    }

    /** Enters a strand into the books as blocked. */
    void blocked(Strand strand, Wait wait) {
        Recorder to = recorder;
        if (to != null && strand.isBegun) {
            noteBlocked(to, strand, wait);
        }
        strand.wokenBy = Lane.NONE;
        strand.wait = wait;
        strand.blocked = true;
        blockedStrands.add(strand);
        if (listener != null && wait.needsOutside()) {
            strand.needsOutside = true;
            outsideWaits++;
        }
    }

    /**
     * Gives the baton from a thread outside, which has taken it, to one that drives the loop.
     *
     * @param note what to do before
     * @return false if there is no such thread
     */
    boolean driveElsewhere(Strand guide, Runnable note) {
        boolean isBodyDriving = driver != null;
        if (isBodyDriving && drive.isOver()) {
            note.run();
            baton.hand(guide, body);
            return true;
        }
        Strand carrier;
        try {
            carrier = carriers.take();
        } catch (Throwable refused) {
            return false;
        }
        if (drive.isOver()) {
            drive.begin(Drive.Mode.BLOCKED, now, TimerHeap.NEVER, ready.size(), broken);
        }
        note.run();
        carrier.employer = this;
        baton.hand(guide, carrier);
        return true;
    }

    /** Ends the drive with a verdict, unless it has one. */
    void fail(Verdict found) {
        drive.fail(found);
    }

    /**
     * Waits for the baton on a thread that had lost it; for the test body, what was driven
     * meanwhile is over then.
     *
     * @return null, or for the test body what went wrong meanwhile
     */
    @Nullable Verdict awaitBatonAgain(Strand me) {
        if (me != body) {
            awaitBaton(me);
            return null;
        }
        awaitBatonAsBody(drive.realDeadline());
        Verdict failed = drive.verdict();
        drive.end();
        return failed;
    }

    /** Waits for the baton; an interrupt is told to the loop. */
    void awaitBaton(Strand me) {
        me.awaitBaton(() -> post(new Arrival("an interrupt", false, () -> interrupted(me))));
        if (!baton.isHeldBy(me)) {
            throw Baton.abandoned();
        }
    }

    /** Hands the baton over for good. */
    void handOver(Strand me) {
        Strand next = strandFor(next());
        next.predecessor = me.thread;
        baton.hand(me, next);
    }

    boolean isOutOfRealTime() {
        return System.nanoTime() - drive.realDeadline() > 0;
    }

    boolean hasArrivals() {
        return inbox.hasArrivals();
    }

    void enqueue(Strand strand) {
        strand.queued = true;
        ready.add(strand);
    }

    // --- the loop itself ---

    /**
     * Runs events on this stack until {@code me} is resumed; for the body, or the drive is over.
     */
    private void runUntilResumed(Strand me) {
        for (; ; ) {
            if (callbacks.runTimers(me) && me == body) {
                return; // the drive is over
            }
            Event event = next();
            if (event == me) {
                return;
            }
            if (event != null && !event.needsStrand()) {
                callbacks.run(event);
                if (!baton.isHeldBy(me)) {
                    throw Baton.abandoned();
                }
                continue;
            }
            Strand next = strandFor(event);
            if (next != me) {
                pass(me, next);
            }
            return;
        }
    }

    /**
     * What a carrier does from getting the baton to giving it on; false when its thread may end.
     */
    boolean carry(Strand me) {
        while (baton.isHeldBy(me)) {
            Event event = me.job;
            me.job = null;
            if (event == null) {
                boolean unused = callbacks.runTimers(me); // next() says the same
                event = next();
            }
            if (event == null || event instanceof Strand) {
                return rest(me, event == null ? body : (Strand) event);
            }
            if (event.needsStrand()) {
                me.occupy(event);
                me.takeInterrupt(); // it was meant for a body that has ended
                StrandListener told = listener;
                if (told != null) {
                    told.begins(me);
                }
                fire(event);
                if (told != null) {
                    if (me.isDetached()) {
                        Verdict unused = detours.rejoin(me);
                    }
                    told.ends(me);
                }
                cleanUp(me);
            } else {
                callbacks.run(event);
            }
        }
        return false; // given up as stuck, and back only now
    }

    /** The strand that an event needs: its own, a carrier, or the body when there is no event. */
    private Strand strandFor(@Nullable Event event) {
        if (event == null) {
            return body;
        }
        if (event instanceof Strand strand) {
            return strand;
        }
        try {
            Strand carrier = carriers.take();
            carrier.employer = this;
            carrier.job = event;
            return carrier;
        } catch (Throwable refused) {
            ready.add(event);
            String culprit = event.describe() + " (" + refused + ")";
            drive.fail(Verdict.of(Verdict.Kind.NO_THREAD, culprit));
            return body;
        }
    }

    private static void cleanUp(Strand me) {
        me.takeInterrupt();
        me.cancellation = null;
        me.occupy(null);
    }

    private boolean rest(Strand me, Strand next) {
        boolean goesOn = !carriers.isRetired();
        me.employer = null;
        if (goesOn) {
            carriers.rest(me);
        }
        baton.hand(me, next);
        return goesOn;
    }

    /** Hands the baton over and waits until it comes back, which is this strand's resumption. */
    private void pass(Strand me, Strand next) {
        if (me == body) {
            long deadline = drive.realDeadline(); // while the drive is still ours to read
            baton.hand(me, next);
            awaitBatonAsBody(deadline);
        } else {
            baton.hand(me, next);
            awaitBaton(me);
        }
    }

    private void interrupted(Strand strand) {
        if (strand.blocked && strand.wasInterrupted()) {
            wakeInterrupted(strand);
        }
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
                if (isInterruptedWhilePausing(left)) {
                    interrupted = true;
                    reason = Verdict.Kind.INTERRUPTED;
                    drive.requestStop(reason); // before the flag goes down: the loop looks at both
                    Thread.interrupted();
                    deadline = System.nanoTime() + GRACE_NANOS;
                }
            } else if (!drive.isStopRequested()) {
                drive.requestStop(reason);
                deadline = System.nanoTime() + GRACE_NANOS;
            } else if (giveUp(reason)) {
                break;
            } else {
                deadline = System.nanoTime() + GRACE_NANOS; // somebody else runs by now
            }
        }
        body.takeBaton();
        body.awaitPredecessor();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isInterruptedWhilePausing(long nanos) {
        try {
            body.pause(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Thread.currentThread().isInterrupted();
    }

    /** The strand that runs doesn't come back: take the baton from it and stop using this loop. */
    private boolean giveUp(Verdict.Kind reason) {
        Strand stuck = running();
        if (stuck == body) {
            return false; // the baton is on its way
        }
        Event event = (Event) CURRENT.getOpaque(this);
        List<StackTraceElement> stack = List.of(stuck.stack());
        if (!baton.take(stuck, body)) {
            return false;
        }
        String culprit =
                event != null && callbacks.isRunning() ? event.describe() : stuck.describe();
        Verdict found = new Verdict(Verdict.Kind.STUCK, culprit, stuck.threadName(), stack);
        givenUp = stuck.thread;
        broken = found;
        callbacks.giveUp();
        drive.fail(reason == Verdict.Kind.INTERRUPTED ? found.as(reason) : found);
        Thread thread = stuck.thread;
        if (thread != null) {
            Real.interrupt(thread);
        }
        return true;
    }

    /** Chooses what runs next; null when the drive is over. Called by the baton's holder. */
    private @Nullable Event next() {
        for (; ; ) {
            takeIn();
            boolean interrupted =
                    isBodyInterrupted(); // before the note: it is left before the flag
            Verdict.Kind reason = drive.reasonToStop();
            if (reason == null && interrupted && !drive.isOver()) {
                reason = Verdict.Kind.INTERRUPTED;
            }
            if (reason != null) {
                stop(reason);
                if (goesOnWithoutBody()) {
                    continue;
                }
                return null;
            }
            if (drive.isOver()) {
                return null;
            }
            Event event = choose();
            if (event == null) {
                if (!moveTime() && !goesOnWithoutBody()) {
                    return null;
                }
                continue;
            }
            if (event.isStale() || (event instanceof Strand strand && !mayResume(strand))) {
                dropped(event);
                continue;
            }
            if (!drive.admits()) {
                ready.add(event);
                drive.fail(Verdict.of(Verdict.Kind.RUNAWAY, event.describe()));
                return null;
            }
            dropped(event);
            return event;
        }
    }

    /**
     * Looked at before each event, so that an interrupt from inside the loop has an exact instant.
     */
    private boolean isBodyInterrupted() {
        Thread thread = body.thread;
        return thread != null && thread.isInterrupted() && !body.isDetached();
    }

    /** Called for what has left the ready queue. */
    private static void dropped(Event event) {
        if (event instanceof Strand strand) {
            strand.queued = false;
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
            return (TimedEvent) timers.poll();
        }
        if (idleTimers.nextDue() <= now) {
            return (TimedEvent) idleTimers.poll();
        }
        drive.countReady(); // due timers are finite; what keeps becoming ready may not be
        return ready.poll();
    }

    /** Moves time to the next timer; false when that isn't for this drive to do. */
    private boolean moveTime() {
        if (wakeInterruptedStrands() || areBack() || (border != null && border.poll())) {
            return true;
        }
        if (drive.movesTime() && (isOutsideAwaited() || isHeld())) {
            noteHold();
            drive.needOutside();
            return false;
        }
        if (holdNoted) {
            noteRelease();
        }
        long due = timers.nextDue();
        long idle = idleTimers.nextDue();
        if (idle < due && (due != TimerHeap.NEVER || idle <= drive.endOf(now))) {
            due = idle; // on the way
        }
        boolean moves = drive.mayMoveTo(due, nextTimer);
        if (moves) {
            NOW.setOpaque(this, due);
            drive.timeMoved();
        } else if (drive.verdict() == null) {
            endAt(drive.endOf(now));
        }
        return moves;
    }

    /** Moves time to where a drive ends, which may be here; for {@link Callbacks}. */
    boolean endAt(long instant) {
        Recorder to = recorder;
        if (to != null && instant > now) {
            to.moves(instant, Lane.TEST);
        }
        NOW.setOpaque(this, instant);
        drive.timeMoved();
        return true;
    }

    /** Moves time to an instant that isn't past; for {@link Callbacks}. */
    boolean moveTo(long due) {
        if (due > now) {
            NOW.setOpaque(this, due);
            drive.timeMoved();
        }
        return true;
    }

    /** Whether no strand can have a say before the next timer, but for one that is blocked. */
    boolean isWithoutStrands() {
        return (blockedStrands.size() == 0 || (blockedStrands.size() == 1 && body.blocked))
                && outsideWaits == 0
                && idleTimers.nextDue() == TimerHeap.NEVER
                && !detours.isAny();
    }

    /** Whether nothing outside can have a say in whether time may move. */
    boolean isWithoutOutside() {
        return outsidePending == 0 && border == null;
    }

    private boolean areBack() {
        StrandListener told = listener;
        if (told == null || !detours.isAny()) {
            return false;
        }
        boolean isLast = drive.isBlocked() && timers.nextDue() == TimerHeap.NEVER;
        return detours.awaitReturns(told, isLast);
    }

    /** What the body would do in a drive of its own, were it not stopped by the JVM itself. */
    private boolean goesOnWithoutBody() {
        if (!body.isDetached()) {
            return false;
        }
        if (drive.takeOutsideNeeded()) {
            awaitOutside();
            return true;
        }
        Verdict found = drive.verdict();
        StrandListener told = listener;
        if (found == null || told == null || !detours.freeBody(found, told)) {
            return false;
        }
        drive.begin(Drive.Mode.BLOCKED, now, TimerHeap.NEVER, ready.size(), broken);
        return true;
    }

    /**
     * A thread that waits for the baton notices an interrupt in real time; virtual time must not
     * move meanwhile.
     */
    private boolean wakeInterruptedStrands() {
        if (blockedStrands.size() == 0 || blockedStrands.size() > FEW_STRANDS) {
            return false;
        }
        if (blockedStrands.threads() == 0 && carriers.areQuiet(running())) {
            return inbox.hasArrivals(); // who has noticed one has told it by now
        }
        boolean woken = false;
        for (Strand strand = blockedStrands.first(); strand != null; strand = strand.afterBlocked) {
            Wait wait = strand.wait;
            if (strand != body
                    && wait != null
                    && wait.isInterruptible()
                    && strand.wasInterrupted()) {
                wake(strand); // unless it can't go on yet, as its monitor is held
                woken |= strand.queued;
            }
        }
        return woken;
    }

    /** Whether time must stand still, or has nowhere to go, until something comes from outside. */
    private boolean isOutsideAwaited() {
        if (outsidePending == 0 && outsideWaits == 0) {
            return false;
        }
        if (outsidePending > 0 && drive.isBlocked() && timers.nextDue() == TimerHeap.NEVER) {
            return true;
        }
        for (Strand strand = blockedStrands.first(); strand != null; strand = strand.afterBlocked) {
            Wait wait = strand.wait;
            if (wait != null && wait.needsOutside()) {
                return true;
            }
        }
        return false;
    }

    /** Whether what is beyond the border keeps time from moving. */
    private boolean isHeld() {
        return border != null
                && (border.hold() != null
                        || (drive.isBlocked()
                                && timers.nextDue() == TimerHeap.NEVER
                                && border.hasWaiters()));
    }

    private String describeNextTimer() {
        List<TimerEntry> pending = timers.inOrder();
        return pending.isEmpty() ? "nothing" : pending.get(0).toString();
    }

    void fire(Event event) {
        if (current != event) {
            CURRENT.setOpaque(this, event);
        }
        try {
            event.fire();
        } catch (Throwable thrown) {
            uncaught.accept(thrown);
        }
    }

    // --- for the watchdog, which reads without the baton ---

    /** Goes on without the strand that runs, if the JVM has stopped it. */
    void lookForStopped() {
        StrandListener told = listener;
        if (told != null) {
            detours.look(told);
        }
    }

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
        return driver != null && callbacks.isRunning() && baton.isHeldBy(body);
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
        Outcry.callbackIsStuck(event, limits.realNanos(), thread);
        Real.interrupt(thread);
    }

    /** Whether the body runs code of the user's that nobody waits for, or is stopped by the JVM. */
    boolean isBodyAway() {
        StrandListener told = listener;
        Thread thread = body.thread;
        if (told == null || thread == null || !told.isBodyInside()) {
            return false;
        }
        boolean isRunning =
                driver == null
                        && baton.isHeldBy(body)
                        && thread.getState() == Thread.State.RUNNABLE;
        return isRunning || body.isDetached();
    }

    /** Nobody could stop it. */
    void bodyIsStuck() {
        Thread thread = body.thread;
        if (thread != null) {
            Outcry.bodyIsStuck(limits.realNanos(), thread);
        }
    }

    // --- the end ---

    /** Lets the listener end what it has made. */
    public void unwinds() {
        StrandListener told = listener;
        if (told != null) {
            told.unwinds();
        }
    }

    /** Lets carriers go. Those that are still busy end when their bodies do. */
    public void retire() {
        carriers.retire();
    }
}
