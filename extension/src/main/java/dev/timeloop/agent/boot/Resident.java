package dev.timeloop.agent.boot;

import org.jspecify.annotations.Nullable;

/**
 * A thread that lives in a world, as the hooks see it: what it asks of the JDK is answered here.
 *
 * <p>It is on the boot loader with {@link Hooks}, and so knows nothing of Timeloop. Each method
 * runs on the thread itself. Spans are nanoseconds; a negative one means no limit. Those that
 * return a boolean return false to let the JDK's own code proceed.
 */
public abstract class Resident {
    /** Positive while Timeloop's own code runs on this thread: hooks let everything through. */
    public int inside;

    /** What its world does about input and output; null: nothing. */
    public @Nullable ResidentIo io;

    /** What is told of its futures and threads on behalf of a test; null: nobody. */
    public @Nullable Object observation;

    /** Creates a resident of some world. */
    protected Resident() {}

    /** {@code System.nanoTime()}. */
    public abstract long nanoTime();

    /** {@code System.currentTimeMillis()}. */
    public abstract long currentTimeMillis();

    /** {@code jdk.internal.misc.VM.getNanoTimeAdjustment}. */
    public abstract long nanoTimeAdjustment(long offsetInSeconds);

    /** {@code LockSupport.park} and {@code parkNanos}. */
    public abstract boolean park(@Nullable Object blocker, long nanos);

    /** {@code LockSupport.parkUntil}. */
    public abstract boolean parkUntil(@Nullable Object blocker, long epochMillis);

    /** {@code Thread.sleep}. */
    public abstract boolean sleep(long nanos) throws InterruptedException;

    /** {@code Thread.yield} and {@code onSpinWait}. */
    public abstract boolean yieldNow();

    /** {@code Thread.join}; false when the thread has ended, or is none of ours. */
    public abstract boolean join(Thread thread, long nanos) throws InterruptedException;

    /** Before {@code monitorenter}: returns when no other strand holds the monitor. */
    public abstract void enter(Object monitor);

    /** After {@code monitorexit}; throws nothing. */
    public abstract void exit(Object monitor);

    /** {@code Object.wait}, with the monitor held. */
    public abstract boolean wait(Object monitor, long nanos) throws InterruptedException;

    /** The pool or timer that stands in for one that was made elsewhere; itself if none has to. */
    public abstract Object standIn(Object pool);

    /**
     * A pool or timer is about to be shut down.
     *
     * @return what is to be shut down in its place
     */
    public abstract Object ending(Object pool, boolean now);

    /** A pool is about to get other settings. */
    public abstract void changing(Object pool);

    /** A pool or timer was made by this thread. */
    public abstract void made(Object pool);

    /** This worker begins to wait for work of its pool, or has stopped waiting. */
    public abstract void idle(Object pool, boolean begins);

    /** The JDK has seeded the random numbers of this thread. */
    public abstract void seeded();
}
