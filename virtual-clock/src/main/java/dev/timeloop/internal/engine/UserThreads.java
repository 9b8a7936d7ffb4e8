package dev.timeloop.internal.engine;

import dev.timeloop.internal.origin.Origin;
import dev.timeloop.internal.timeline.Lane;
import dev.timeloop.internal.timeline.Recorder;
import java.util.ArrayList;
import java.util.List;

/** The life of threads that user code makes, and an agent lets live on the loop. */
public final class UserThreads {
    private final Engine engine;

    UserThreads(Engine engine) {
        this.engine = engine;
    }

    /**
     * Takes in a thread: its first turn is ready once it is woken. By the baton's holder.
     *
     * @param birth what it waits for until then
     * @param origin where it was made
     */
    public Strand adopt(Thread thread, Wait birth, Origin origin) {
        Strand strand = new Strand(thread);
        strand.made(origin, engine.now());
        strand.isBegun = false;
        Recorder recorder = engine.recorder();
        if (recorder != null) {
            Lane.Kind kind = isVirtual(thread) ? Lane.Kind.VIRTUAL_THREAD : Lane.Kind.THREAD;
            strand.setRecordedKind(kind);
            strand.setLane(
                    recorder.made(engine.now(), engine.lane(), thread.getName(), kind, origin));
        }
        engine.blocked(strand, birth);
        return strand;
    }

    /**
     * Waits for the first turn of the calling thread.
     *
     * @throws AbandonedException if its loop has let it go
     */
    public void begin(Strand me) {
        engine.awaitBaton(me);
        engine.unblocked(me);
        me.isBegun = true;
        if (me.takeInterrupt()) {
            Real.interrupt(Thread.currentThread());
        }
    }

    /** Hands over for good: a thread ends. */
    public void end(Strand me) {
        if (engine.baton().isHeldBy(me)) {
            Recorder recorder = engine.recorder();
            if (recorder != null && me.lane() > Lane.LOOP) {
                recorder.isKind(me.lane(), me.recordedKind());
                recorder.ended(engine.now(), me.lane(), Lane.NONE, "ended");
            }
            engine.handOver(me);
        }
    }

    /** Compiled for a JDK that has none. */
    private static boolean isVirtual(Thread thread) {
        return thread.getClass().getName().endsWith("VirtualThread");
    }

    /** Lets all that are left go on outside; by the test body, at the end. */
    public List<Strand> release() {
        List<Strand> released = new ArrayList<>();
        for (Strand strand : engine.blockedStrands()) {
            if (strand.isThread()) {
                engine.unblocked(strand);
                released.add(strand);
            }
        }
        for (Strand strand : released) {
            strand.release();
        }
        return released;
    }
}
