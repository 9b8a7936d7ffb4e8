package dev.timeloop.agent.world;

import dev.timeloop.EventLoop;
import dev.timeloop.agent.boot.Hooks;
import dev.timeloop.agent.install.Agent;
import dev.timeloop.agent.io.IoPolicy;
import dev.timeloop.agent.io.WorldIo;
import dev.timeloop.internal.engine.Arrival;
import dev.timeloop.internal.engine.Engine;
import dev.timeloop.internal.engine.LoopAccess;
import dev.timeloop.internal.engine.Real;
import dev.timeloop.internal.engine.RealBlock;
import dev.timeloop.internal.engine.Strand;
import dev.timeloop.internal.engine.StrandListener;
import dev.timeloop.internal.engine.Verdict;
import dev.timeloop.internal.engine.Wait;
import dev.timeloop.internal.origin.Origin;
import dev.timeloop.internal.timer.TimerHeap;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A loop's world: the threads, pools and clock reads that belong to it. */
public final class VirtualWorld implements AutoCloseable {
    static final Inside INSIDE = new Inside();
    private static final List<VirtualWorld> OPEN = new CopyOnWriteArrayList<>();

    static {
        Hooks.install(new Directory(Agent::gate));
        Real.setPassage(INSIDE);
        EarlyParks.end();
    }

    final EventLoop loop;
    final Engine engine;
    final WorldTime time;
    final Monitors monitors;
    final LockNumbers locks = new LockNumbers();
    final WorldIo io;
    final StandIns standIns = new StandIns(Agent::report);
    final Unreached unreached = new Unreached();
    private final Stopped stopped = new Stopped(this);

    /** What is told of what its threads make; opaque here. */
    private volatile @Nullable Object observation;

    private volatile @Nullable RuntimeException verdict;
    private long failedAt;
    private long seeds;

    private VirtualWorld(EventLoop loop, IoPolicy policy) {
        LoopAccess access = LoopAccess.shared();
        this.loop = loop;
        engine = access.engine(loop);
        time = new WorldTime(engine, access.start(loop));
        monitors = new Monitors(this, engine);
        engine.setListener(new Carried());
        io = new WorldIo(engine, new IoStrands(this), policy);
    }

    /**
     * Opens the world of a loop.
     *
     * <p>The agent must have been installed, since its classes are on the boot loader.
     */
    public static VirtualWorld open(EventLoop loop) {
        return open(loop, IoPolicy.FREEZE);
    }

    /** As {@link #open(EventLoop)}; {@code policy} says what becomes of I/O beyond the world. */
    public static VirtualWorld open(EventLoop loop, IoPolicy policy) {
        INSIDE.enter();
        try {
            Selecting.settle();
            Rest.awaitOutside();
        } finally {
            INSIDE.exit();
        }
        VirtualWorld world = new VirtualWorld(loop, policy);
        synchronized (OPEN) {
            OPEN.add(world);
            Hooks.activate(true);
        }
        return world;
    }

    /**
     * Makes the calling thread, which is the loop's test body, live in this world until it
     * {@linkplain #leave leaves}; within another world, until then.
     */
    public void enter() {
        ResidentThread resident = new ResidentThread(this, engine.body(), Thread.currentThread());
        resident.outer = Directory.residentOf(Thread.currentThread());
        Directory.add(resident);
        Randoms.seed(nextSeed());
        Hooks.reside(resident);
    }

    /**
     * Makes the calling thread an outside one again.
     *
     * @param thrown what the part of the test that ran here has thrown
     * @return what it has failed with: if the world had to stop it, that says why
     */
    public @Nullable Throwable leave(@Nullable Throwable thrown) {
        return leaveWith(io.failureOf(thrown));
    }

    /** What outside held the clock since this was last asked, for reports. */
    public List<String> takeHeld() {
        return io.takeHeld();
    }

    private @Nullable Throwable leaveWith(@Nullable Throwable thrown) {
        ResidentThread resident = Directory.residentOf(Thread.currentThread());
        if (resident == null || resident.world != this) {
            return thrown;
        }
        Directory.remove(resident);
        ResidentThread outer = resident.outer;
        if (outer != null) {
            Directory.add(outer);
            Hooks.reside(outer);
        }
        RuntimeException found = verdict;
        verdict = null;
        if (found == null) {
            return thrown;
        }
        boolean unused = Thread.interrupted(); // that was us
        if (found == thrown) {
            return thrown;
        }
        if (thrown != null) {
            found.addSuppressed(thrown);
        }
        return found;
    }

    /** Lets every thread of this world go; after the loop was finished. */
    @Override
    public void close() {
        List<Strand> released = engine.userThreads().release();
        for (ResidentThread resident : Directory.residentsOf(this)) {
            Directory.remove(resident);
            Workers.begun(resident);
        }
        INSIDE.enter();
        try {
            Leaving.awaitRest(released);
            standIns.close();
        } finally {
            INSIDE.exit();
        }
        time.end();
        synchronized (OPEN) {
            OPEN.remove(this);
            Hooks.activate(!OPEN.isEmpty());
        }
    }

    /** What its threads make from now on is told to that. */
    public void observe(Object told) {
        observation = told;
        for (ResidentThread resident : Directory.residentsOf(this)) {
            resident.observation = told;
        }
    }

    @Nullable Object observation() {
        return observation;
    }

    // --- for its threads ---

    /** Takes in a thread that one of its threads is about to start. */
    ResidentThread takeIn(Thread thread) {
        return takeIn(thread, false);
    }

    /**
     * As {@link #takeIn(Thread)}.
     *
     * @param isAtSelector whether it begins only when it is back from a selector
     */
    ResidentThread takeIn(Thread thread, boolean isAtSelector) {
        ResidentThread resident = takeInBlocked(thread);
        resident.isAtSelector = isAtSelector;
        engine.wake(resident.strand);
        return resident;
    }

    /** As {@link #takeIn(Thread)}; it must be woken to have its first turn. */
    ResidentThread takeInBlocked(Thread thread) {
        Strand strand =
                engine.userThreads()
                        .adopt(
                                thread,
                                new Blocked(this, Blocked.How.BIRTH, TimerHeap.NEVER, null),
                                Origin.here());
        strand.setHousekeeper(Housekeepers.isUncharged(thread));
        ResidentThread resident = new ResidentThread(this, strand, thread);
        Directory.add(resident);
        return resident;
    }

    long nextSeed() {
        return ++seeds;
    }

    void requireMayBlock(Wait wait) {
        if (engine.isInCallback()) {
            throw new IllegalStateException(
                    "A callback can't block, and this one is "
                            + wait.describe()
                            + ".\n-> use a body that can: loop.run(name, body), or"
                            + " loop.executor().schedule(job, delay, unit)");
        }
    }

    /** The test body can't go on: says why, here and once more when it ends. */
    RuntimeException failed(Verdict found, Wait wait) {
        RuntimeException explained = LoopAccess.shared().explain(loop, found, wait);
        if (verdict == null) {
            verdict = explained;
        }
        return explained;
    }

    /** Whether a thread is the test body and will be told why it couldn't go on. */
    boolean hasFailed(ResidentThread resident) {
        return resident.strand == engine.body() && verdict != null;
    }

    /**
     * The test body is parked and can't go on: an exception out of {@code park} would break locks,
     * so it is interrupted first, and only gets one if it goes on waiting.
     */
    void interruptOrFail(Verdict found, Wait wait) {
        if (found.kind() == Verdict.Kind.INTERRUPTED) {
            Thread.currentThread().interrupt();
            return;
        }
        RuntimeException first = verdict;
        if (first != null && failedAt == engine.now()) {
            throw first; // it goes on waiting
        }
        RuntimeException explained = failed(found, wait);
        if (first != null) {
            throw explained;
        }
        failedAt = engine.now();
        Thread.currentThread().interrupt();
    }

    static void notifyFromOutside(Object monitor, boolean all) {
        for (VirtualWorld world : OPEN) {
            if (world.monitors.hasWaiters()) {
                world.engine.post(
                        new Arrival(
                                "notify",
                                false,
                                () -> world.monitors.notifyFromOutside(monitor, all)));
            }
        }
    }

    /** The threads that carry the bodies of the loop's own tasks. */
    private final class Carried implements StrandListener {
        @Override
        public void begins(Strand strand) {
            ResidentThread resident =
                    new ResidentThread(VirtualWorld.this, strand, Thread.currentThread());
            Directory.add(resident);
            Hooks.reside(resident);
            Randoms.seed(nextSeed());
        }

        @Override
        public @Nullable RealBlock stoppedAt(Strand strand) {
            return stopped.at(strand);
        }

        @Override
        public @Nullable Strand strandOf(Thread thread) {
            ResidentThread resident = Directory.residentOf(thread);
            return resident == null || resident.world != VirtualWorld.this ? null : resident.strand;
        }

        @Override
        public boolean isStillStopped(Strand strand) {
            return stopped.isStill(strand);
        }

        @Override
        public boolean isBodyInside() {
            Thread thread = engine.body().thread();
            ResidentThread resident = thread == null ? null : Directory.residentOf(thread);
            return resident != null && resident.world == VirtualWorld.this;
        }

        @Override
        public List<String> hints() {
            List<String> all = Starvation.among(standIns.used());
            all.addAll(unreached.hints());
            return all;
        }

        @Override
        public void bodyFails(Verdict found) {
            Wait wait = engine.body().currentWait();
            RuntimeException explained = LoopAccess.shared().explain(loop, found, wait);
            explained.setStackTrace(engine.body().stack()); // it can't throw it itself
            verdict = explained;
        }

        @Override
        public void unwinds() {
            standIns.shutDown();
        }

        @Override
        public void ends(Strand strand) {
            ResidentThread resident = Directory.residentOf(Thread.currentThread());
            if (resident != null) {
                Directory.remove(resident);
            }
        }
    }

    @Override
    public String toString() {
        return "world of " + loop;
    }
}
