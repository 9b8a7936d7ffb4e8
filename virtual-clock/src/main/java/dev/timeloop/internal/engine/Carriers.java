package dev.timeloop.internal.engine;

import java.util.ArrayDeque;
import java.util.concurrent.ThreadFactory;

/** The threads that carry bodies: made when all others are busy, kept until the loop closes. */
final class Carriers {
    private final ThreadFactory threads;
    private final ArrayDeque<Strand> idle = new ArrayDeque<>();
    private volatile boolean retired;

    Carriers(ThreadFactory threads) {
        this.threads = threads;
    }

    /** Takes an idle carrier, the one that rested last, or starts one. */
    Strand take() {
        Strand rested = idle.pollLast();
        if (rested != null) {
            return rested;
        }
        Strand strand = new Strand();
        Thread thread = threads.newThread(() -> carry(strand));
        if (thread == null) {
            throw new IllegalStateException("the thread factory returned null");
        }
        strand.thread = thread;
        Real.start(thread);
        return strand;
    }

    /**
     * The life of a carrier's thread.
     *
     * <p>While it rests nothing on its stack refers to the engine: a loop that is abandoned without
     * being closed can be collected, and its carriers end then.
     */
    private static void carry(Strand me) {
        boolean goesOn = true;
        while (goesOn) {
            me.awaitBaton(() -> {});
            Engine engine = me.employer;
            goesOn = engine != null && engine.carry(me);
        }
    }

    void rest(Strand strand) {
        idle.addLast(strand);
    }

    boolean isRetired() {
        return retired;
    }

    /** Lets the idle ones end, and those that are still busy when they come back. */
    void retire() {
        retired = true;
        for (Strand strand; (strand = idle.poll()) != null; ) {
            strand.employer = null;
            strand.give();
        }
    }
}
