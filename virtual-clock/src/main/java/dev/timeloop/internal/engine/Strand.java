package dev.timeloop.internal.engine;

import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread of control that the loop runs: the test body, or a carrier that runs bodies that block.
 *
 * <p>Only the strand that holds the baton runs. As an event it stands for its own resumption. All
 * fields but {@link #baton} and {@link #thread} are guarded by the engine's baton.
 */
public final class Strand extends TimedEvent {
    private static final int SPINS = Runtime.getRuntime().availableProcessors() > 1 ? 200 : 0;

    final Trampoline trampoline = new Trampoline();
    volatile @Nullable Thread thread;
    private volatile boolean baton;

    /** What a carrier is to run once it gets the baton. */
    @Nullable Event job;

    @Nullable Wait wait;
    boolean blocked;
    boolean queued;
    boolean interruptPending;

    /** For whom a carrier works; null while it rests. */
    @Nullable Engine employer;

    /** Its thread was interrupted by somebody while it waited for the baton. */
    private volatile boolean interruptSeen;

    @Nullable CancellationException cancellation;
    private @Nullable Event occupant;

    Strand() {}

    /** Says which body this strand runs at present. */
    public void occupy(@Nullable Event event) {
        occupant = event;
    }

    /** The body that this strand runs at present. */
    public @Nullable Event occupant() {
        return occupant;
    }

    /** Whether it is blocked in virtual time. */
    public boolean isBlocked() {
        return blocked;
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
        return body == null ? "the test body" : body.describe();
    }

    @Override
    public String toString() {
        return describe() + (wait == null ? "" : ", " + wait.describe());
    }

    void give() {
        baton = true;
        LockSupport.unpark(thread);
    }

    boolean hasBaton() {
        return baton;
    }

    void takeBaton() {
        baton = false;
    }

    /** Waits a moment on the processor: most strands come back before a thread could be parked. */
    void spinForBaton() {
        for (int i = 0; i < SPINS && !baton; i++) {
            Thread.onSpinWait();
        }
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
        while (!baton) {
            LockSupport.park(this);
            if (Thread.currentThread().isInterrupted()) {
                interruptSeen = true; // before the flag goes down: somebody may look at both
                Thread.interrupted();
                onInterrupt.run();
            }
        }
        baton = false;
    }

    /** Whether somebody interrupted its thread, and it hasn't been told yet; from any thread. */
    boolean wasInterrupted() {
        Thread current = thread;
        return (current != null && current.isInterrupted()) || interruptSeen; // in this order
    }

    /** Puts an interrupt that is still to be told aside, with the thread's flag. */
    boolean takeInterrupt() {
        boolean pending = interruptPending || interruptSeen;
        interruptPending = false;
        interruptSeen = false;
        return Thread.interrupted() || pending;
    }
}
