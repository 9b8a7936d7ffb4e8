package dev.timeloop.agent.io;

import dev.timeloop.internal.engine.Wait;

/** How threads of a world wait; by the world. */
public interface Strands {
    /** Whether the calling thread lives in its world no more. */
    boolean isOut();

    /**
     * Blocks the calling thread until it is woken, or an instant comes.
     *
     * @throws RuntimeException if it is the test's own, and can't go on
     */
    void block(Wait wait, long due) throws InterruptedException;
}
