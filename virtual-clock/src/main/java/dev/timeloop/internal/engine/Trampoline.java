package dev.timeloop.internal.engine;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Keeps completions that complete each other from growing the stack without bound.
 *
 * <p>Up to {@link #DEEPEST} levels run nested, as the JDK does; deeper ones run when the outermost
 * is through.
 */
public final class Trampoline {
    private static final int DEEPEST = 64;

    private int depth;
    private @Nullable ArrayDeque<Runnable> deferred;

    /** Creates a trampoline at rest. */
    Trampoline() {}

    /**
     * Runs a step, now or once the outermost step is through.
     *
     * @param step one completion's dependents
     */
    public void run(Runnable step) {
        if (depth >= DEEPEST) {
            if (deferred == null) {
                deferred = new ArrayDeque<>();
            }
            deferred.add(step);
            return;
        }
        depth++;
        try {
            step.run();
        } finally {
            depth--;
        }
        if (depth == 0) {
            drain();
        }
    }

    /**
     * Runs what was put off; before a strand blocks, since others may depend on it.
     *
     * @return whether there was anything
     */
    boolean drain() {
        if (deferred == null || deferred.isEmpty()) {
            return false;
        }
        for (Runnable step; (step = deferred.poll()) != null; ) {
            depth++;
            try {
                step.run();
            } finally {
                depth--;
            }
        }
        return true;
    }
}
