package dev.timeloop.agent.boot;

import org.jspecify.annotations.Nullable;

/**
 * All worlds of this JVM, as the hooks see them: for what one thread does to another.
 *
 * <p>The caller may be outside every world; its resident is null then.
 */
public abstract class Worlds {
    /** Creates the only one. */
    protected Worlds() {}

    /** A resident is about to start a thread. */
    public abstract void starting(Resident caller, Thread thread);

    /** A thread is about to run its body: one that a resident has started waits for its turn. */
    public abstract void begin(Thread thread);

    /** A thread has run its body, and is about to end. */
    public abstract void ended(Thread thread);

    /** {@code LockSupport.unpark}; false lets the real one proceed. */
    public abstract boolean unpark(@Nullable Resident caller, Thread thread);

    /** {@code Thread.interrupt}; false lets the real one proceed. */
    public abstract boolean interrupt(@Nullable Resident caller, Thread thread);

    /** Whether a thread was interrupted, and its flag is down only because it waits. */
    public boolean isInterrupted(Thread thread) {
        return false;
    }

    /** A thread that lives in no world is about to wait at a selector. */
    public abstract void selecting(Object selector);

    /** It has come back from there, with nothing locked: from here on it may live in a world. */
    public abstract void selected(Thread thread);

    /** {@code Selector.wakeup} is about to be called by a resident. */
    public abstract void wakingSelector(Resident caller, Object selector);

    /** {@code Object.notify} and {@code notifyAll}, with the monitor held. */
    public abstract boolean notify(@Nullable Resident caller, Object monitor, boolean all);
}
