package dev.timeloop.agent.world;

import dev.timeloop.agent.boot.Hooks;
import dev.timeloop.agent.boot.Resident;
import dev.timeloop.agent.pools.Doubles;
import dev.timeloop.internal.engine.AbandonedException;
import dev.timeloop.internal.engine.Arrival;
import dev.timeloop.internal.engine.Engine;
import dev.timeloop.internal.engine.Strand;
import dev.timeloop.internal.engine.Verdict;
import dev.timeloop.internal.engine.Wait;
import dev.timeloop.internal.timer.TimerHeap;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A thread of a world: what it asks of the JDK becomes a call on the loop. */
final class ResidentThread extends Resident {
    /** So often in a row a thread may yield to nobody at one instant before that takes time. */
    private static final int FREE_YIELDS = 1_000;

    /** What fork-join pools have their timers in, on newer JDKs. */
    private static final String DELAY_SCHEDULER = "java.util.concurrent.DelayScheduler";

    private static final long YIELD_NANOS = 10_000;

    /** So often at one instant a thread may read the clock before it yields; and then once more. */
    private static final int FREE_READS = 500_000;

    /** After that it may do so this often before each time that it takes some time. */
    private static final int MORE_READS = 16;

    private static final long READ_NANOS = 1_000_000;
    private static final long NEVER_READ = -1;

    final VirtualWorld world;
    final Strand strand;
    final Thread thread;
    final HeldMonitors held = new HeldMonitors();

    /** The monitor that it holds for real, and has given up, in {@code Object.wait}. */
    volatile @Nullable Object waitingOn;

    /** The monitor that it waits for, to enter it. */
    volatile @Nullable Monitor entering;

    /** It was made elsewhere, and taken in when it was woken to work for this world. */
    boolean isGuest;

    /** What it waited on when it was taken in, if that was a monitor: there it gets its work. */
    @Nullable Object worksOn;

    /** It was taken in while it waited at a selector: it begins when it comes back from there. */
    boolean isAtSelector;

    /** It has waited for its first turn: it does so once. */
    boolean hasBegun;

    /** What the thread was in another world, and will be again. */
    @Nullable ResidentThread outer;

    private final boolean isDelayScheduler;
    private final Engine engine;
    private final List<Strand> joiners = new ArrayList<>(0);
    private @Nullable Object idleIn;
    private boolean permit;
    private boolean ended;
    private boolean isLetGo;
    private int yields;
    private long yieldedAt;
    private int reads;
    private long readOftenAt = NEVER_READ;

    ResidentThread(VirtualWorld world, Strand strand, Thread thread) {
        this.world = world;
        this.engine = world.engine;
        io = world.io;
        observation = world.observation();
        this.strand = strand;
        this.thread = thread;
        isDelayScheduler = thread.getClass().getName().equals(DELAY_SCHEDULER);
    }

    /** Whether it lives in its world no more: then the JDK answers, as to any thread. */
    boolean isOut() {
        if (strand.isReleased() && strand.isThread() && Hooks.current() == this) {
            Hooks.reside(null); // another world may take it in
        }
        return engine.isOnStrand() ? strand.isReleased() : !isBack();
    }

    /** Comes back from where the JVM had stopped it, if that is what has happened. */
    private boolean isBack() {
        if (!strand.isDetached() || strand.isReleased()) {
            return false;
        }
        Wait stopped = strand.currentWait();
        inside++;
        try {
            Verdict failed = engine.detours().rejoin(strand);
            if (failed != null && stopped != null) {
                RuntimeException unused = world.failed(failed, stopped);
            }
            if (world.hasFailed(this)) {
                Thread.currentThread().interrupt();
            }
            return true;
        } catch (AbandonedException gone) {
            return false;
        } finally {
            inside--;
        }
    }

    // --- clocks ---

    @Override
    public long nanoTime() {
        if (++reads > FREE_READS) {
            readOften();
        }
        return strand.isReleased() ? System.nanoTime() : world.time.nanoTime();
    }

    @Override
    public long currentTimeMillis() {
        if (++reads > FREE_READS) {
            readOften();
        }
        return strand.isReleased() ? System.currentTimeMillis() : world.time.currentTimeMillis();
    }

    @Override
    public long nanoTimeAdjustment(long offsetInSeconds) {
        if (++reads > FREE_READS) {
            readOften();
        }
        return strand.isReleased()
                ? (System.currentTimeMillis() - offsetInSeconds * 1_000) * 1_000_000
                : world.time.adjustment(offsetInSeconds);
    }

    /** A loop that waits for an instant by reading the clock would never end. */
    private void readOften() {
        reads = 0;
        inside++;
        try {
            if (isOut() || engine.isInCallback()) {
                return;
            }
            if (engine.now() != readOftenAt) {
                letOthersRun(0);
            } else {
                letOthersRun(READ_NANOS);
                reads = FREE_READS - MORE_READS;
            }
            readOftenAt = engine.now();
        } finally {
            inside--;
        }
    }

    // --- waits ---

    /** Blocks until woken or due; Timeloop's own, so it is called with the hooks off. */
    @Nullable Verdict block(Wait wait, long due) throws InterruptedException {
        if (held.depth() > 0) {
            world.monitors.note(this);
        }
        world.requireMayBlock(wait);
        reads = 0;
        readOftenAt = NEVER_READ;
        try {
            Verdict verdict = engine.block(wait, due);
            boolean isBusy = verdict != null && verdict.kind() == Verdict.Kind.BUSY;
            return isBusy ? null : verdict; // then another thread has become the test body
        } catch (CancellationException cancelled) {
            InterruptedException interrupt = new InterruptedException(cancelled.getMessage());
            interrupt.initCause(cancelled);
            throw interrupt;
        } catch (AbandonedException gone) {
            return null; // and isOut() from now on
        }
    }

    /** As {@link #block}, for waits that an interrupt doesn't end. */
    @Nullable Verdict blockUninterruptibly(Wait wait, long due) {
        try {
            Verdict verdict = block(wait, due);
            if (verdict == null || verdict.kind() != Verdict.Kind.INTERRUPTED) {
                return verdict;
            }
            throw new InterruptedException("from outside");
        } catch (InterruptedException kept) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    @Override
    public boolean park(@Nullable Object blocker, long nanos) {
        inside++;
        try {
            return !isGone() && parkUntilDue(blocker, nanos < 0 ? TimerHeap.NEVER : dueIn(nanos));
        } finally {
            inside--;
        }
    }

    @Override
    public boolean parkUntil(@Nullable Object blocker, long epochMillis) {
        inside++;
        try {
            return !isGone() && parkUntilDue(blocker, world.time.dueAt(epochMillis));
        } finally {
            inside--;
        }
    }

    private boolean parkUntilDue(@Nullable Object blocker, long due) {
        if (due <= engine.now()) {
            return true;
        }
        if (permit) {
            permit = false;
            return true;
        }
        if (Thread.currentThread().isInterrupted()) {
            if (!isFree()) { // a loop that parks without looking at that must end some time
                letOthersRun(YIELD_NANOS);
            }
            return true;
        }
        Object pool = blocker instanceof AbstractOwnableSynchronizer ? null : poolIdleIn();
        boolean isGuestIdle = isGuest && Workers.isCallerOne();
        boolean isIdle = isGuestIdle && due == TimerHeap.NEVER;
        boolean isUncharged = Housekeepers.isUncharged(thread);
        if (pool != null) {
            isIdle =
                    due == TimerHeap.NEVER
                            || isUncharged
                            || !(isDelayScheduler || Doubles.keepsTimers(pool));
        }
        Object on = blocker == null ? LockSupport.getBlocker(thread) : blocker;
        strand.idleIn(isUncharged ? null : pool);
        strand.setHousekeeper(
                isGuestIdle || isUncharged || (pool != null && isChargedToNobody(pool, due)));
        Blocked wait = new Blocked(world, isIdle ? Blocked.How.IDLE : Blocked.How.PARK, due, on);
        if (blocker != null) {
            LockSupport.setCurrentBlocker(blocker);
        }
        Verdict failed = blockUninterruptibly(wait, due);
        if (blocker != null) {
            LockSupport.setCurrentBlocker(null);
        }
        strand.idleIn(null);
        strand.setHousekeeper(Housekeepers.isUncharged(thread));
        if (failed != null) {
            world.interruptOrFail(failed, wait);
        }
        return true;
    }

    /**
     * As {@link #isOut}, before a park: one that was let go while it parks in a loop, and that its
     * world has interrupted for the end, would never rest.
     */
    private boolean isGone() {
        boolean isOut = isOut();
        if (isOut && !isLetGo && strand.isReleased()) {
            isLetGo = true;
            boolean unused = Thread.interrupted();
        }
        return isOut;
    }

    private @Nullable Object poolIdleIn() {
        return isDelayScheduler ? world.standIns.withTimers(thread) : idleIn;
    }

    private boolean isChargedToNobody(Object pool, long due) {
        return world.standIns.isOne(pool) || (isDelayScheduler && due == TimerHeap.NEVER);
    }

    /** Makes its park return, this one or the next; with the baton held. */
    void unpark() {
        if (strand.isBlocked() && strand.currentWait() instanceof Blocked wait && wait.isPark()) {
            engine.wake(strand);
        } else {
            permit = true;
        }
    }

    @Override
    public boolean sleep(long nanos) throws InterruptedException {
        inside++;
        try {
            if (isOut()) {
                return false;
            }
            long due = dueIn(nanos);
            Blocked wait = new Blocked(world, Blocked.How.SLEEP, due, null);
            do {
                blockOrFail(wait, due);
            } while (engine.now() < due && !isOut());
            return true;
        } finally {
            inside--;
        }
    }

    private void blockOrFail(Wait wait, long due) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Verdict failed = block(wait, due);
        if (failed != null) {
            throw world.failed(failed, wait);
        }
        if (isOut()) {
            throw new InterruptedException("the world of this thread has ended");
        }
    }

    @Override
    public boolean yieldNow() {
        inside++;
        try {
            if (isOut() || engine.isInCallback()) {
                return false;
            }
            boolean isFree = isFree();
            letOthersRun(isFree ? 0 : YIELD_NANOS);
            return true;
        } finally {
            inside--;
        }
    }

    /** Counts what comes back at once: often in a row at one instant, it takes some time. */
    private boolean isFree() {
        long now = engine.now();
        yields = now == yieldedAt ? yields + 1 : 0;
        yieldedAt = now;
        return yields < FREE_YIELDS;
    }

    private void letOthersRun(long nanos) {
        long due = engine.now() + nanos;
        Blocked wait = new Blocked(world, Blocked.How.YIELD, due, null);
        Verdict failed = blockUninterruptibly(wait, due);
        if (failed != null) {
            throw world.failed(failed, wait);
        }
        if (nanos > 0) {
            yieldedAt = engine.now(); // it still polls
        }
    }

    @Override
    public boolean join(Thread other, long nanos) throws InterruptedException {
        inside++;
        try {
            ResidentThread joined = Directory.residentOf(other);
            if (isOut() || joined == null || joined.engine != engine) {
                return false;
            }
            long due = nanos < 0 ? TimerHeap.NEVER : dueIn(nanos);
            Blocked wait = new Blocked(world, Blocked.How.JOIN, due, other);
            while (!joined.ended && engine.now() < due) {
                joined.joiners.add(strand);
                try {
                    blockOrFail(wait, due);
                } finally {
                    joined.joiners.remove(strand);
                }
            }
            return !joined.ended; // what is left of its end is real, and short
        } finally {
            inside--;
        }
    }

    private long dueIn(long nanos) {
        long due = engine.now() + nanos;
        return due < 0 ? TimerHeap.NEVER : due;
    }

    // --- its life ---

    /** Waits for its first turn. */
    void begin() {
        inside++;
        try {
            engine.userThreads().begin(strand);
            strand.waitsOn(null);
            Randoms.seed(world.nextSeed());
        } catch (AbandonedException gone) {
            Directory.remove(this);
        } finally {
            inside--;
        }
    }

    boolean hasEnded() {
        return ended;
    }

    /** Its thread ends: lets those go on that wait for that, and hands over. */
    void end() {
        boolean isGone = strand.isReleased();
        if (!isGone && strand.isDetached()) {
            if (Thread.currentThread() != thread) { // a virtual thread: we are on its carrier
                engine.post(new Arrival("end of " + strand.describe(), false, this::wakeJoiners));
                return;
            }
            isGone = !isBack(); // waits for its turn: until then it hasn't ended
        }
        if (isGone) {
            ended = true;
            return;
        }
        wakeJoiners();
        engine.userThreads().end(strand);
    }

    private void wakeJoiners() {
        ended = true;
        world.monitors.ends(thread);
        for (Strand joiner : joiners) {
            engine.wake(joiner);
        }
        world.monitors.notifyFromOutside(thread, true); // as the JVM does a little later
    }

    @Override
    public void seeded() {
        inside++;
        try {
            Randoms.seed(world.nextSeed());
        } finally {
            inside--;
        }
    }

    // --- monitors ---

    @Override
    public void enter(Object monitor) {
        inside++;
        try {
            if (!isOut()) {
                world.monitors.enter(this, monitor);
            }
        } finally {
            inside--;
        }
    }

    @Override
    public void exit(Object monitor) {
        inside++;
        try {
            if (!isOut()) {
                world.monitors.exit(this, monitor);
            }
        } finally {
            inside--;
        }
    }

    @Override
    public boolean wait(Object monitor, long nanos) throws InterruptedException {
        inside++;
        try {
            if (isOut() || !Thread.holdsLock(monitor)) {
                return false;
            }
            world.monitors.await(this, monitor, nanos < 0 ? TimerHeap.NEVER : dueIn(nanos));
            return true;
        } finally {
            inside--;
        }
    }

    // --- pools ---

    @Override
    public Object standIn(Object pool) {
        inside++;
        try {
            return isOut() ? pool : world.standIns.of(pool);
        } finally {
            inside--;
        }
    }

    @Override
    public Object ending(Object pool, boolean now) {
        inside++;
        try {
            return isOut() ? pool : world.standIns.ending(pool, now);
        } finally {
            inside--;
        }
    }

    @Override
    public void changing(Object pool) {
        inside++;
        try {
            if (!isOut()) {
                world.standIns.changing(pool);
            }
        } finally {
            inside--;
        }
    }

    @Override
    public void made(Object pool) {
        inside++;
        try {
            if (!isOut()) {
                world.standIns.made(pool);
            }
        } finally {
            inside--;
        }
    }

    @Override
    public void idle(Object pool, boolean begins) {
        idleIn = begins ? pool : null;
    }

    @Override
    public String toString() {
        return strand.describe() + " of the " + world;
    }
}
