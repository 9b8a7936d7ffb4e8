package dev.timeloop;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A dependent of one stage. */
final class Uni<S extends @Nullable Object, D extends @Nullable Object> extends Dependent<D> {
    /** Which outcomes the user's function wants; the others are passed on without it. */
    enum On {
        VALUE,
        FAILURE,
        ANY,
        /** There is no function of the user's: the outcome is passed on. */
        NONE
    }

    /** What the function does with the source, and to the target. */
    @FunctionalInterface
    interface Step<S extends @Nullable Object, D extends @Nullable Object> {
        void apply(Task<S> source, Task<D> target) throws Throwable;
    }

    private final Task<S> source;
    private final On on;
    private final Step<S, D> step;

    Uni(Task<S> source, Task<D> target, On on, @Nullable Executor executor, Step<S, D> step) {
        super(target, executor);
        this.source = source;
        this.on = on;
        this.step = step;
    }

    @Override
    boolean isReady() {
        return source.isDone();
    }

    @Override
    @SuppressWarnings("unchecked") // FAILURE steps have a target of the source's type
    boolean passesOn() {
        Throwable thrown = source.thrown();
        if (on == On.VALUE && thrown != null) {
            target.failAs(source);
            return true;
        }
        if (on == On.FAILURE && thrown == null) {
            ((Task<S>) target).putValue(source.value());
            return true;
        }
        return false;
    }

    @Override
    void fireSources() {
        source.fireLinks();
    }

    @Override
    void apply() throws Throwable {
        boolean shown = on != On.NONE && source.thrown() != null;
        if (shown) {
            source.retrieved(); // the function is given the failure
        }
        step.apply(source, target);
        target.inherit(source);
        if (shown && target.carriesFailureOf(source)) {
            target.branchLookedAt();
        }
    }
}
