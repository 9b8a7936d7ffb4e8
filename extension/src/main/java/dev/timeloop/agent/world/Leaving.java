package dev.timeloop.agent.world;

import dev.timeloop.internal.engine.Strand;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits for threads that were let go, and are outside ones now, so that they don't disturb the next
 * world.
 */
final class Leaving {
    /** One that spins never rests. */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final long LOOK_EVERY_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    private Leaving() {}

    /** Returns when they have ended, or wait for something, in real time; within bounds. */
    static void awaitRest(List<Strand> released) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        for (Strand strand : released) {
            Thread thread = strand.thread();
            while (thread != null
                    && !strand.isDetached() // the JVM has stopped it, whatever its state says
                    && (strand.isBeingReleased() || !rests(thread))
                    && System.nanoTime() - deadline < 0) {
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
            }
        }
    }

    private static boolean rests(Thread thread) {
        return switch (thread.getState()) {
            case NEW -> false;
            case RUNNABLE -> Selecting.isWaiting(thread);
            case BLOCKED, WAITING, TIMED_WAITING, TERMINATED -> true;
        };
    }
}
