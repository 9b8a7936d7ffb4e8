package dev.timeloop.internal.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Says which strand runs, and changes that only by one atomic step.
 *
 * <p>A strand that doesn't come back loses the baton by such a step, too; when it is back, it finds
 * that it can't hand on what it no longer has.
 */
final class Baton {
    private static final VarHandle HOLDER;

    static {
        try {
            HOLDER = MethodHandles.lookup().findVarHandle(Baton.class, "holder", Strand.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile Strand holder;

    Baton(Strand first) {
        holder = first;
    }

    /** The strand that runs. */
    Strand holder() {
        return holder;
    }

    /** Whether the calling thread is the holder's. */
    boolean isHeldByCaller() {
        return holder.thread == Thread.currentThread();
    }

    boolean isHeldBy(Strand strand) {
        return holder == strand;
    }

    /** Hands it on, and lets the receiver run. */
    void hand(Strand from, Strand to) {
        if (!take(from, to)) {
            throw abandoned();
        }
        to.give();
    }

    /** Takes it from a strand that doesn't come back; false when it has just handed it on. */
    boolean take(Strand from, Strand to) {
        return HOLDER.compareAndSet(this, from, to);
    }

    /** For a strand that comes back after it was given up: it must touch nothing any more. */
    static AbandonedException abandoned() {
        return new AbandonedException();
    }
}
