package dev.timeloop.agent.world;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** Which thread outside waits at which selector: who wakes it takes it in. */
final class Selecting {
    private static final String SELECTORS = "sun.nio.ch.";

    /** By selector, as long as there is one. */
    private static final Map<Object, WeakReference<Thread>> THREADS = new WeakHashMap<>();

    private Selecting() {}

    /** The calling thread, which lives in no world, is about to wait at a selector. */
    static void begins(Object selector) {
        Thread thread = Thread.currentThread();
        synchronized (THREADS) {
            WeakReference<Thread> known = THREADS.get(selector);
            if (known == null || known.get() != thread) {
                THREADS.put(selector, new WeakReference<>(thread));
            }
        }
    }

    /** Who waits at a selector right now; null if nobody does. */
    static @Nullable Thread at(Object selector) {
        Thread thread;
        synchronized (THREADS) {
            WeakReference<Thread> known = THREADS.get(selector);
            thread = known == null ? null : known.get();
        }
        return thread != null && isWaiting(thread) ? thread : null;
    }

    /** Whether a thread is in the system's own wait for the files of a selector. */
    static boolean isWaiting(Thread thread) {
        if (thread.getState() != Thread.State.RUNNABLE) {
            return false;
        }
        StackTraceElement[] stack = thread.getStackTrace();
        return stack.length > 1
                && stack[0].isNativeMethod()
                && stack[0].getClassName().startsWith(SELECTORS)
                && stack[1].getClassName().startsWith(SELECTORS);
    }
}
