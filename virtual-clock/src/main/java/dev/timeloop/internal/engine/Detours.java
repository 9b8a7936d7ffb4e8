package dev.timeloop.internal.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Strands that the JVM has stopped for real, where nothing of ours could make their wait virtual:
 * at a monitor of code that isn't rewritten, held by a strand that is blocked.
 *
 * <p>The loop goes on without such a strand, since another one has what it waits for. When the JVM
 * lets it go on, it runs beside the others until it waits for its turn at its next call of ours:
 * that keeps things going, but in no certain order, so it is reported.
 */
public final class Detours {
    private static final long LOOK_EVERY_NANOS = 50_000;

    private final Engine engine;
    private final List<String> reports = new ArrayList<>(0);
    private int detached;

    Detours(Engine engine) {
        this.engine = engine;
    }

    /** Looks at the strand that runs; called by a thread outside. */
    void look() {
        Strand holder = engine.running();
        if (!holder.isDetached() && holder.isStillStopped() && engine.baton().isHeldBy(holder)) {
            goOnWithout(holder, "at a monitor that is not rewritten");
        }
    }

    private void goOnWithout(Strand stopped, String what) {
        Strand guide = new Strand(Thread.currentThread());
        if (!engine.baton().take(stopped, guide)) {
            return; // it has just moved on
        }
        RealBlock wait = new RealBlock(what);
        engine.blocked(stopped, wait);
        stopped.setDetached(true);
        detached++;
        reports.add(stopped.describe() + " was " + wait.describe());
        engine.driveElsewhere(guide);
    }

    /**
     * The calling thread, which the JVM had stopped, goes on: waits for its turn.
     *
     * @throws AbandonedException if its loop has let it go
     */
    public void rejoin(Strand me) {
        engine.post(new Arrival("return of " + me.describe(), false, () -> returned(me)));
        engine.awaitBatonAgain(me);
        if (!engine.baton().isHeldBy(me)) {
            throw Baton.abandoned();
        }
        if (me.isDetached()) {
            forget(me); // the drive was over first
        }
        engine.unblocked(me);
    }

    private void returned(Strand me) {
        if (me.isDetached()) {
            forget(me);
            engine.enqueue(me);
        }
    }

    private void forget(Strand me) {
        me.setDetached(false);
        detached--;
    }

    /**
     * Waits until strands that the JVM lets go on are back, before time moves past them.
     *
     * @return whether there is something to take in
     */
    boolean awaitReturns() {
        if (detached == 0) {
            return false;
        }
        while (!engine.hasArrivals() && isAnyGoingOn()) {
            Real.parkNanos(LOOK_EVERY_NANOS);
            if (engine.isOutOfRealTime()) {
                return true;
            }
        }
        return engine.hasArrivals();
    }

    private boolean isAnyGoingOn() {
        for (Strand strand : engine.blockedStrands()) {
            if (strand.isDetached() && !strand.isStillStopped()) {
                return true;
            }
        }
        return false;
    }

    /** What went on in no certain order, for reports. */
    public List<String> reports() {
        return new ArrayList<>(reports);
    }
}
