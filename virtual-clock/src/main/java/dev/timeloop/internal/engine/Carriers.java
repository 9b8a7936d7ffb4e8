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
    Strand take(Engine engine) {
        Strand rested = idle.pollLast();
        if (rested != null) {
            return rested;
        }
        Strand strand = new Strand();
        Thread thread = threads.newThread(() -> engine.carry(strand));
        strand.thread = thread;
        thread.start();
        return strand;
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
            strand.give();
        }
    }
}
