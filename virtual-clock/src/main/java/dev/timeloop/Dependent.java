package dev.timeloop;

import java.util.concurrent.CompletableFuture.AsynchronousCompletionTask;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What a stage does once the stages that it depends on are done.
 *
 * <p>The shapes and their order are those of {@link java.util.concurrent.CompletableFuture}: an
 * exception skips a function that wants a value, and the function runs at once, or as a job of an
 * executor.
 */
abstract class Dependent<D extends @Nullable Object> {
    final Task<D> target;
    private final @Nullable Executor executor;
    private boolean claimed;

    Dependent(Task<D> target, @Nullable Executor executor) {
        this.target = target;
        this.executor = executor;
    }

    /** Whether the stages that it needs are done. */
    abstract boolean isReady();

    /** Completes the target without the user's function, where the sources' outcome says so. */
    abstract boolean passesOn();

    /** Runs what is left of the sources' dependents. */
    abstract void fireSources();

    /** Completes the target by the user's function. */
    abstract void apply() throws Throwable;

    /**
     * Runs it if it is its turn.
     *
     * @return the target when it is done by this, its own dependents not run yet; else null
     */
    @Nullable Task<?> fire() {
        if (claimed || !isReady()) {
            return null;
        }
        claimed = true;
        if (target.isDone()) {
            return target; // completed by hand meanwhile: the function isn't called
        }
        if (passesOn()) {
            return target;
        }
        if (executor == null) {
            applyGuarded();
            return target.isDone() ? target : null;
        }
        try {
            executor.execute(new Hop(this));
            return null;
        } catch (Throwable rejected) {
            target.failBy(rejected);
            return target;
        }
    }

    /** Whether it has nothing left to do. */
    final boolean isSpent() {
        return claimed;
    }

    void applyGuarded() {
        try {
            apply();
        } catch (Throwable thrown) {
            target.failBy(thrown);
        }
    }

    /** The function as a job of an executor, ours or a foreign one. */
    static final class Hop implements Runnable, AsynchronousCompletionTask {
        private final Dependent<?> dependent;
        private boolean begun;

        Hop(Dependent<?> dependent) {
            this.dependent = dependent;
        }

        @Override
        public void run() {
            if (begun || dependent.target.isDone()) {
                return; // completed by hand before its turn: the function isn't called
            }
            begun = true;
            dependent.applyGuarded();
            dependent.fireSources(); // in the JDK's order
            dependent.target.fireLinks();
        }

        @Override
        public String toString() {
            return dependent.target.describe();
        }
    }

    /** A place in the list of a stage's dependents: one dependent may stand in two lists. */
    static final class Link {
        final Dependent<?> dependent;
        @Nullable Link next;

        Link(Dependent<?> dependent) {
            this.dependent = dependent;
        }
    }
}
