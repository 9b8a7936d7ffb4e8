package dev.timeloop.internal.engine;

import dev.timeloop.internal.origin.UserFrames;
import dev.timeloop.internal.text.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Strands that the JVM has stopped for real, where nothing of ours could make their wait virtual:
 * at a monitor of code that isn't rewritten, or at a class initialiser, of a strand that is
 * blocked.
 *
 * <p>The loop goes on without such a strand, since another one has what it waits for. When the JVM
 * lets it go on, it runs beside the others until it waits for its turn at its next call of ours:
 * that keeps things going, but in no certain order, so it is reported.
 */
public final class Detours {
    private static final long LOOK_EVERY_NANOS = 50_000;

    private static final int MOST_LOOKS = 20;
    private static final long LOOK_AGAIN_AFTER_NANOS = 2_000_000;

    /** How often the others are interrupted before they are let go, to free the test body. */
    private static final int MOST_PUSHES = 2;

    private final Engine engine;
    private final List<Detour> all = new ArrayList<>(0);
    private int detached;
    private int pushes;

    /** Why the test body can't go on, while it is stopped and can't be told. */
    private @Nullable Verdict forBody;

    Detours(Engine engine) {
        this.engine = engine;
    }

    /** Looks at the strand that runs; called by a thread outside. */
    void look(StrandListener told) {
        Strand holder = engine.running();
        if (!holder.isDetached() && !engine.isInCallback()) {
            RealBlock wait = told.stoppedAt(holder);
            if (wait != null && engine.baton().isHeldBy(holder)) {
                goOnWithout(holder, wait);
            }
        }
    }

    private void goOnWithout(Strand stopped, RealBlock wait) {
        Strand guide = new Strand(Thread.currentThread());
        stopped.setDetached(true); // first: its thread looks at this when it has lost the baton
        if (!engine.baton().take(stopped, guide)) {
            stopped.setDetached(false);
            return; // it has just moved on
        }
        if (engine.driveElsewhere(guide, () -> noteStopped(stopped, wait))) {
            return;
        }
        stopped.setDetached(false); // no thread to be had
        boolean unused = engine.baton().take(guide, stopped);
    }

    private void noteStopped(Strand stopped, RealBlock wait) {
        engine.blocked(stopped, wait);
        detached++;
        all.add(new Detour(stopped, describe(stopped, wait), System.nanoTime()));
    }

    /** One strand's, for reports. */
    private static final class Detour {
        private final Strand strand;
        private final String what;
        private final long since;

        /** How long it was in real time; negative as long as it goes on. */
        private long nanos = -1;

        Detour(Strand strand, String what, long since) {
            this.strand = strand;
            this.what = what;
            this.since = since;
        }

        @Override
        public String toString() {
            if (nanos < 0) {
                return what + ", to the end";
            }
            long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
            return what
                    + ", for "
                    + (millis == 0 ? "less than 1 ms" : Spans.text(millis * 1_000_000));
        }
    }

    private String describe(Strand stopped, RealBlock wait) {
        List<StackTraceElement> frames = UserFrames.of(stopped.stack(), 1);
        Thread holder = wait.holder();
        return stopped.describe()
                + " waited in real time for "
                + wait.target()
                + (holder == null ? "" : ", held by thread \"" + holder.getName() + '"')
                + ", at "
                + Spans.instant(engine.now())
                + (frames.isEmpty() ? "" : " at " + UserFrames.text(frames.get(0)));
    }

    /**
     * The calling thread, which the JVM had stopped, goes on: waits for its turn.
     *
     * @return null, or for the test body why it can't go on, unless the listener was told
     * @throws AbandonedException if its loop has let it go
     */
    public @Nullable Verdict rejoin(Strand me) {
        engine.post(new Arrival("return of " + me.describe(), false, () -> returned(me)));
        Verdict failed = engine.awaitBatonAgain(me);
        if (!engine.baton().isHeldBy(me)) {
            throw Baton.abandoned();
        }
        if (me.isDetached()) {
            forget(me); // the drive was over first
        }
        engine.unblocked(me);
        engine.noteResumed(me);
        if (me.takeInterrupt()) {
            Real.interrupt(Thread.currentThread());
        }
        if (me != engine.body()) {
            return null;
        }
        boolean isTold = forBody != null;
        forBody = null;
        pushes = 0;
        return isTold ? null : failed;
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
        for (Detour each : all) {
            if (each.strand == me && each.nanos < 0) {
                each.nanos = System.nanoTime() - each.since;
            }
        }
        if (me.currentWait() instanceof RealBlock wait) {
            wait.end();
        }
    }

    /** Whether any strand is stopped, or on its way back. */
    boolean isAny() {
        return detached > 0;
    }

    /**
     * Waits until strands that the JVM lets go on are back, before time moves past them.
     *
     * @param isLast whether it would be a deadlock if none is: the JVM may be slow to say that one
     *     goes on
     * @return whether there is something to take in
     */
    boolean awaitReturns(StrandListener told, boolean isLast) {
        int looks = 0;
        while (detached > 0 && !engine.hasArrivals()) {
            Strand going = goingOn(told);
            if (going == null) {
                if (!isLast || looks++ == MOST_LOOKS) {
                    return false;
                }
                Real.parkNanos(LOOK_AGAIN_AFTER_NANOS);
                continue;
            }
            looks = 0;
            Real.parkNanos(LOOK_EVERY_NANOS);
            if (engine.isOutOfRealTime()) {
                engine.fail(stuck(going));
                return true;
            }
        }
        return detached > 0;
    }

    private static Verdict stuck(Strand strand) {
        return new Verdict(
                Verdict.Kind.STUCK,
                strand.describe(),
                strand.threadName(),
                List.of(strand.stack()));
    }

    private @Nullable Strand goingOn(StrandListener told) {
        for (Strand strand : engine.blockedStrands()) {
            if (strand.isDetached() && !told.isStillStopped(strand)) {
                Thread thread = strand.thread();
                if (thread == null || thread.isAlive()) {
                    return strand;
                }
                forget(strand);
                engine.unblocked(strand);
            }
        }
        return null;
    }

    /**
     * Nothing can go on, and the test body can't be told, since the JVM has stopped it: the others
     * are interrupted, and let go if that doesn't help, so that one of them may free it.
     *
     * @return whether the loop may go on with that
     */
    boolean freeBody(Verdict found, StrandListener told) {
        if (forBody == null) {
            forBody = found;
            told.bodyFails(found);
        }
        if (pushes++ < MOST_PUSHES) {
            for (Strand strand : engine.blockedStrands()) {
                if (!strand.isDetached()) {
                    engine.interrupt(strand);
                }
            }
            return true;
        }
        List<Strand> unused = engine.userThreads().release();
        return false;
    }

    /** What went on in no certain order, for reports. */
    public List<String> reports() {
        List<String> reports = new ArrayList<>(all.size());
        all.forEach(each -> reports.add(each.toString()));
        return reports;
    }
}
