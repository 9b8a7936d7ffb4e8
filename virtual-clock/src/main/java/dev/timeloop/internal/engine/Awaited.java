package dev.timeloop.internal.engine;

/** What a wait is for: whoever is told that nothing will end it wants to know what would. */
public enum Awaited {
    /** A future, or a task. */
    RESULT,

    /** A lock of {@code java.util.concurrent}. */
    LOCK,

    /** A monitor. */
    MONITOR,

    /** The end of a thread. */
    THREAD,

    /** A latch. */
    COUNT_DOWN,

    /** A semaphore. */
    PERMIT,

    /** {@code Object.notify}. */
    NOTIFICATION,

    /** {@code LockSupport.unpark}. */
    UNPARK,

    /** A condition, a queue, a barrier: whatever others do. */
    OTHER
}
