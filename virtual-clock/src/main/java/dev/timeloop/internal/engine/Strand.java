package dev.timeloop.internal.engine;

import dev.timeloop.internal.origin.Origin;
import dev.timeloop.internal.timeline.Lane;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A thread of control that the loop runs: the test body, or a carrier that runs bodies that block.
 *
 * <p>Only the strand that holds the baton runs. As an event it stands for its own resumption. All
 * fields but {@link #baton} and {@link #thread} are guarded by the engine's baton.
 */
public final class Strand extends TimedEvent {
    private static final long PATIENCE_NANOS = 20_000_000;

    /** As long as it takes to wake a parked thread, and to hear from it. */
    private static final int SPINS = Runtime.getRuntime().availableProcessors() > 1 ? 200 : 0;

    /** How often it is tried again, in waits; a power of two. */
    private static final int TRY_EVERY = 16;

    final Trampoline trampoline = new Trampoline();
    volatile @Nullable Thread thread;
    private volatile boolean baton;

    /** What a carrier is to run once it gets the baton. */
    @Nullable Event job;

    /** Whether the baton came back while this strand spun for it the last time. */
    private boolean spinningPays;

    /** The loop schedules its thread. */
    private boolean isOnLoop;

    private int waits;
    @Nullable Wait wait;
    boolean blocked;

    /** Its neighbours among those that are. */
    @Nullable Strand beforeBlocked;

    @Nullable Strand afterBlocked;
    boolean queued;
    boolean needsOutside;
    boolean interruptPending;

    /** For whom a carrier works; null while it rests. */
    @Nullable Engine employer;

    /** The user's code made its thread, and the loop only lets it run. */
    final boolean isThread;

    /** On which its thread waits for the baton, because it holds that monitor; null: it parks. */
    private @Nullable Object monitor;

    /** Whose end must be over before this strand goes on; set by who hands it the baton. */
    @Nullable Thread predecessor;

    /** The JVM has stopped its thread for real, so that its loop goes on without it. */
    private volatile boolean detached;

    /** Its loop has let it go: it waits for the baton no more. */
    private volatile boolean released;

    private Origin origin = Origin.UNKNOWN;
    private long madeAt;
    private boolean isHousekeeper;

    /** The pool in which its thread waits for work, if it does. */
    private @Nullable Object pool;

    /** Its thread was interrupted by somebody while it waited for the baton. */
    private volatile boolean interruptSeen;

    @Nullable CancellationException cancellation;
    private @Nullable Event occupant;

    /** Its thread has had its first turn. */
    boolean isBegun = true;

    private Lane.Kind kind = Lane.Kind.THREAD;
    private int ownLane = Lane.LOOP;
    private int lane = Lane.LOOP;

    /** The lane that woke it, since it is blocked. */
    int wokenBy = Lane.NONE;

    Strand() {
        isThread = false;
    }

    /** A thread that user code has made. */
    Strand(Thread thread) {
        this.thread = thread;
        isThread = true;
    }

    /** Says which body this strand runs at present. */
    public void occupy(@Nullable Event event) {
        occupant = event;
        lane = event == null ? ownLane : event.lane();
    }

    /** Gives it a lane of its own in the recording, for what is no body. */
    void setLane(int own) {
        ownLane = own;
        lane = own;
    }

    /** The kind of its own lane. */
    public Lane.Kind recordedKind() {
        return kind;
    }

    void setRecordedKind(Lane.Kind is) {
        kind = is;
    }

    /** The lane in the recording of what it runs at present. */
    @Override
    public int lane() {
        return lane;
    }

    /** The body that this strand runs at present. */
    public @Nullable Event occupant() {
        return occupant;
    }

    /** Whether user code made its thread, as against the loop. */
    public boolean isThread() {
        return isThread;
    }

    /** Its thread. */
    public @Nullable Thread thread() {
        return thread;
    }

    /** Takes down where its thread was made, and when. */
    void made(Origin where, long when) {
        origin = where;
        madeAt = when;
    }

    /** Where its thread was made. */
    public Origin origin() {
        return origin;
    }

    /** When its thread was made. */
    public long madeAt() {
        return madeAt;
    }

    /** Says that its thread belongs to nobody whom a test could blame. */
    public void setHousekeeper(boolean is) {
        isHousekeeper = is;
    }

    /** Whether its thread belongs to nobody whom a test could blame. */
    public boolean isHousekeeper() {
        return isHousekeeper;
    }

    /** Says in which pool its thread waits for work; null when it works. */
    public void idleIn(@Nullable Object of) {
        pool = of;
        if (of != null) {
            kind = Lane.Kind.WORKER;
        }
    }

    /** The pool in which its thread waits for work, or null. */
    public @Nullable Object pool() {
        return pool;
    }

    /** Whether it is blocked in virtual time. */
    public boolean isBlocked() {
        return blocked;
    }

    /** What it is blocked in. */
    public @Nullable Wait currentWait() {
        return wait;
    }

    /** What it waits for. */
    public @Nullable String waitingFor() {
        Wait current = wait;
        return current == null ? null : current.describe();
    }

    /** Where it stands. */
    public StackTraceElement[] stack() {
        Thread current = thread;
        return current == null ? new StackTraceElement[0] : current.getStackTrace();
    }

    /** The name of its thread. */
    public String threadName() {
        Thread current = thread;
        return current == null ? "" : current.getName();
    }

    @Override
    public boolean isStale() {
        return !blocked;
    }

    @Override
    public void fire() {
        throw new IllegalStateException("a strand is switched to, not fired");
    }

    @Override
    public String describe() {
        Event body = occupant;
        if (body != null) {
            return body.describe();
        }
        return isThread ? "thread \"" + threadName() + '"' : "the test body";
    }

    @Override
    public String toString() {
        return describe() + (wait == null ? "" : ", " + wait.describe());
    }

    void give() {
        Object on = monitor;
        if (on != null) {
            synchronized (on) { // free once its thread waits: before, it must not see the baton
                baton = true;
                on.notifyAll();
            }
            return;
        }
        Thread receiver = thread;
        baton = true;
        if (receiver != null) {
            Real.unpark(receiver);
        }
    }

    /**
     * Says that its thread holds a monitor, which others must get while it waits for the baton, as
     * in {@code Object.wait}.
     */
    public void waitsOn(@Nullable Object held) {
        monitor = held;
    }

    /** Waits in real time, as long as the baton isn't here. */
    @SuppressWarnings({"WaitNotInLoop", "SynchronizeOnNonFinalField"}) // callers look again
    void pause(long nanos) throws InterruptedException {
        Object on = monitor;
        if (on == null) {
            if (nanos == Long.MAX_VALUE) {
                Real.park();
            } else {
                Real.parkNanos(nanos);
            }
            return;
        }
        synchronized (on) {
            if (!baton && !released) {
                on.wait(nanos == Long.MAX_VALUE ? 0 : nanos / 1_000_000 + 1);
            }
        }
    }

    /** What another thread could see of its end must not depend on luck. */
    void awaitPredecessor() {
        Thread ending = predecessor;
        if (ending == null) {
            return;
        }
        predecessor = null;
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        for (int i = 0; ending.isAlive() && System.nanoTime() - deadline < 0; i++) {
            if (i < SPINS) {
                Thread.onSpinWait();
            } else {
                Real.parkNanos(1); // it may need this processor for its end
            }
        }
    }

    /** Lets its thread go on outside the loop. */
    void release() {
        released = true;
        give();
    }

    void setDetached(boolean is) {
        detached = is;
    }

    /** Whether its loop goes on without it, until it {@linkplain Engine#rejoin is back}. */
    public boolean isDetached() {
        return detached;
    }

    /** Whether its loop has let it go. */
    public boolean isReleased() {
        return released;
    }

    /** Whether its loop has let it go, and its thread hasn't noticed yet. */
    public boolean isBeingReleased() {
        return released && baton;
    }

    boolean hasBaton() {
        return baton;
    }

    void takeBaton() {
        baton = false;
    }

    /** Says that the loop schedules its thread, a virtual one. */
    void setOnLoop() {
        isOnLoop = true;
    }

    boolean isOnLoop() {
        return isOnLoop;
    }

    /**
     * Waits a moment on the processor, where that has paid: two strands that take turns come back
     * before a thread could be parked, others don't. Where the loop schedules its thread, for whom
     * it would wait is to run on the same processor.
     */
    void spinForBaton() {
        if (isOnLoop || (!spinningPays && (++waits & (TRY_EVERY - 1)) != 0)) {
            return;
        }
        for (int i = 0; i < SPINS && !baton; i++) {
            Thread.onSpinWait();
        }
        spinningPays = baton;
    }

    /**
     * Waits, in real time, until the baton is here.
     *
     * <p>Interrupts are kept away from the wait, since a park returns at once while the flag is up.
     * They are kept for the strand, and told to the engine, which wakes it if its wait ends by
     * them.
     */
    void awaitBaton(Runnable onInterrupt) {
        spinForBaton();
        while (!baton && !released) {
            try {
                pause(Long.MAX_VALUE);
                if (Thread.currentThread().isInterrupted()) {
                    interruptSeen = true; // before the flag goes down: somebody may look at both
                    Thread.interrupted();
                    onInterrupt.run();
                }
            } catch (InterruptedException e) {
                interruptSeen = true;
                onInterrupt.run();
            }
        }
        baton = false;
        awaitPredecessor();
    }

    /** Whether somebody interrupted its thread, and it hasn't been told yet; from any thread. */
    boolean wasInterrupted() {
        Thread current = thread;
        return (current != null && current.isInterrupted()) || interruptSeen; // in this order
    }

    /** Whether an interrupt is still to be told to its thread. */
    public boolean hasPendingInterrupt() {
        return interruptPending || interruptSeen;
    }

    /** Puts an interrupt that is still to be told aside, with the thread's flag. */
    boolean takeInterrupt() {
        boolean pending = interruptPending || interruptSeen;
        interruptPending = false;
        if (interruptSeen) { // a volatile write costs more than all else here
            interruptSeen = false;
        }
        return Thread.interrupted() || pending;
    }
}
