package dev.timeloop.benchmarks.hooks;

import java.lang.reflect.Modifier;
import org.openjdk.jmh.annotations.CompilerControl;

/**
 * A class of an application that locks, and is rewritten when it is loaded.
 *
 * <p>Its methods aren't inlined: the compiler would lock once for several calls.
 */
final class Locked {
    /** No field may have this type: JMH's look at the fields of a state would load it too early. */
    static final Locked INSTANCE = new Locked();

    private final Object lock = new Object();
    private int count;

    private Locked() {}

    /** Checks that it was rewritten, or wasn't. */
    static void requireRewritten(boolean wanted) throws NoSuchMethodException {
        int modifiers = Locked.class.getDeclaredMethod("method").getModifiers();
        if (Modifier.isSynchronized(modifiers) == wanted) {
            throw new IllegalStateException("rewritten too late, or for nothing");
        }
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    int block() {
        synchronized (lock) {
            return ++count;
        }
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    synchronized int method() {
        return ++count;
    }
}
