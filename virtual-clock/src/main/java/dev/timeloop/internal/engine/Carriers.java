package dev.timeloop.internal.engine;

import java.util.ArrayDeque;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** The threads that carry bodies: made when all others are busy, kept until the loop closes. */
final class Carriers {
    private final ThreadFactory threads;
    private final ArrayDeque<Strand> idle = new ArrayDeque<>();

    /** On which they take turns; null if the JDK decides that. */
    private final @Nullable LoopScheduler scheduler;

    private volatile boolean retired;

    Carriers(ThreadFactory threads) {
        this.threads = threads;
        scheduler = threads instanceof VirtualThreads own ? own.scheduler() : null;
    }

    /**
     * Whether no other carrier than the running strand, if it is one, can be about to notice
     * something.
     */
    boolean areQuiet(Strand running) {
        return scheduler != null && scheduler.isQuiet(running.isOnLoop());
    }

    /** Takes an idle carrier, the one that rested last, or starts one. */
    Strand take() {
        Strand rested = idle.pollLast();
        if (rested != null) {
            return rested;
        }
        Strand strand = new Strand();
        if (scheduler != null) {
            strand.setOnLoop();
        }
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
