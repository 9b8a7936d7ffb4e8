package dev.timeloop;

import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A dependent of two stages that takes whichever is done first. */
final class Either<A extends @Nullable Object, D extends @Nullable Object> extends Dependent<D> {
    private final Task<A> first;
    private final Task<? extends A> second;
    private final Function<? super A, D> function;
    private @Nullable Task<? extends A> winner;

    Either(
            Task<A> first,
            Task<? extends A> second,
            Task<D> target,
            @Nullable Executor executor,
            Function<? super A, D> function) {
        super(target, executor);
        this.first = first;
        this.second = second;
        this.function = function;
    }

    @Override
    boolean isReady() {
        return first.isDone() || second.isDone();
    }

    @Override
    @Nullable Task<?> fire() {
        if (winner != null) { // this is the loser: whoever looks at the target has done enough
            target.owe(winner == first ? second : first);
            return null;
        }
        winner = first.isDone() ? first : second;
        Task<?> fired = super.fire();
        Task<? extends A> loser = winner == first ? second : first;
        if (fired != null && loser != winner) {
            target.openDuties();
            if (loser.isDone()) {
                target.owe(loser);
            } else {
                loser.linkIsDead();
            }
        }
        return fired;
    }

    @Override
    boolean passesOn() {
        Task<? extends A> done = winner();
        if (done.thrown() == null) {
            return false;
        }
        target.failAs(done);
        return true;
    }

    @Override
    void fireSources() {
        second.fireLinks();
        first.fireLinks();
    }

    @Override
    void apply() {
        target.putValue(function.apply(winner().value()));
    }

    private Task<? extends A> winner() {
        return winner == null ? first : winner;
    }
}
