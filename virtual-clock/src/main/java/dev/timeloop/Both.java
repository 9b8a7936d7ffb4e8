package dev.timeloop;

import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A dependent of two stages that wants the values of both. */
final class Both<A extends @Nullable Object, B extends @Nullable Object, D extends @Nullable Object>
        extends Dependent<D> {
    private final Task<A> first;
    private final Task<B> second;
    private final BiFunction<? super A, ? super B, ? extends D> function;

    Both(
            Task<A> first,
            Task<B> second,
            Task<D> target,
            @Nullable Executor executor,
            BiFunction<? super A, ? super B, ? extends D> function) {
        super(target, executor);
        this.first = first;
        this.second = second;
        this.function = function;
    }

    @Override
    boolean isReady() {
        return first.isDone() && second.isDone();
    }

    @Override
    boolean passesOn() {
        if (first.thrown() != null) {
            target.failAs(first, second); // whoever looks at the target has looked at both
            return true;
        }
        if (second.thrown() != null) {
            target.failAs(second);
            return true;
        }
        return false;
    }

    @Override
    void fireSources() {
        second.fireLinks();
        first.fireLinks();
    }

    @Override
    void apply() {
        target.putValue(function.apply(first.value(), second.value()));
    }
}
