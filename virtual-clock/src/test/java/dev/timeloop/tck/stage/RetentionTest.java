package dev.timeloop.tck.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.EventLoop;
import dev.timeloop.Task;
import java.lang.ref.WeakReference;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is over is not kept alive by what goes on. */
class RetentionTest {
    private final EventLoop loop = EventLoop.create();

    /** How one more link is made of a chain whose end is done. */
    enum Link {
        THEN_APPLY((loop, t) -> t.thenApply(x -> x)),
        HANDLE((loop, t) -> t.handle((x, failure) -> x)),
        COPY((loop, t) -> t.copy()),
        THEN_COMPOSE((loop, t) -> t.thenCompose(x -> t)),
        COMBINED((loop, t) -> t.thenCombine(t, (x, y) -> x)),
        EITHER((loop, t) -> t.applyToEither(t, x -> x)),
        MADE_FIRST(Link::pending),
        THROUGH_A_PENDING_INNER_STAGE(Link::pendingInner);

        @SuppressWarnings("ImmutableEnumChecker") // a lambda that captures nothing
        private final BiFunction<EventLoop, Task<Integer>, Task<Integer>> maker;

        Link(BiFunction<EventLoop, Task<Integer>, Task<Integer>> maker) {
            this.maker = maker;
        }

        private static Task<Integer> pending(EventLoop loop, Task<Integer> t) {
            Task<Integer> next = loop.task("next");
            Task<Integer> stage = next.thenCombine(t, (x, y) -> x);
            next.complete(1);
            return stage;
        }

        private static Task<Integer> pendingInner(EventLoop loop, Task<Integer> t) {
            Task<Integer> inner = loop.task("inner");
            Task<Integer> stage = t.thenCompose(x -> inner);
            inner.complete(1);
            return stage;
        }
    }

    @AfterEach
    void close() {
        loop.close();
    }

    @ParameterizedTest
    @EnumSource
    void theEndOfALongChainForgetsItsBeginning(Link link) {
        Task<Integer> end = loop.task("beginning");
        end.complete(1);
        WeakReference<Task<Integer>> beginning = new WeakReference<>(end);
        for (int i = 0; i < 10_000; i++) {
            end = link.maker.apply(loop, end);
        }
        assertForgotten(beginning);
        assertThat(end.join()).isEqualTo(1);
    }

    @Test
    void aMillionStagesInARowForgetTheirBeginning() {
        Task<Integer> end = loop.task("beginning");
        WeakReference<Task<Integer>> beginning = new WeakReference<>(end);
        end.complete(1);
        for (int i = 0; i < 1_000_000; i++) {
            end = end.thenApply(x -> x);
        }
        assertForgotten(beginning);
        assertThat(end.join()).isEqualTo(1);
    }

    @Test
    void aTaskThatNeverEndsForgetsWhoWonAgainstIt() {
        Task<Integer> never = loop.task("never");
        Task<Integer> winner = loop.task("winner");
        WeakReference<Task<Integer>> won = new WeakReference<>(winner);
        for (int i = 0; i < 1_000; i++) {
            never.applyToEither(winner, x -> x);
            winner.acceptEither(never, x -> {});
            winner.complete(1);
            winner = loop.task("winner");
        }
        winner.complete(1);
        assertForgotten(won);
        never.cancel("at last");
    }

    /** Collections are asked for until it is gone, or a hundred were in vain. */
    private static void assertForgotten(WeakReference<?> reference) {
        for (int i = 0; i < 100 && reference.get() != null; i++) {
            System.gc();
        }
        assertThat(reference.get()).isNull();
    }
}
