package dev.timeloop.behaviour.misuse;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.LooseEnd;
import dev.timeloop.Task;
import dev.timeloop.behaviour.LoopTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Chains of 100,000, which would overflow the stack if each step called the next. */
class DeepChainsTest extends LoopTest {
    private static final int DEEP = 100_000;

    private final Task<Integer> root = loop.task("root");

    private Task<Integer> done(int value) {
        Task<Integer> done = loop.task("done");
        done.complete(value);
        return done;
    }

    @Nested
    class OfStages {
        private int through(UnaryOperator<Task<Integer>> step) {
            Task<Integer> end = root;
            for (int i = 0; i < DEEP; i++) {
                end = step.apply(end);
            }
            root.complete(0);
            return end.join();
        }

        @Test
        void thenApply() {
            assertThat(through(task -> task.thenApply(v -> v + 1))).isEqualTo(DEEP);
        }

        @Test
        void thenApplyAsync() {
            assertThat(through(task -> task.thenApplyAsync(v -> v + 1))).isEqualTo(DEEP);
        }

        @Test
        void handle() {
            assertThat(through(task -> task.handle((v, e) -> v + 1))).isEqualTo(DEEP);
        }

        @Test
        void thenComposeOfTasks() {
            assertThat(through(task -> task.thenCompose(v -> done(v + 1)))).isEqualTo(DEEP);
        }

        @Test
        void thenComposeOfForeignFutures() {
            assertThat(
                            through(
                                    task ->
                                            task.thenCompose(
                                                    v -> CompletableFuture.completedFuture(v + 1))))
                    .isEqualTo(DEEP);
        }

        @Test
        void thenCombine() {
            Task<Integer> one = done(1);

            assertThat(through(task -> task.thenCombine(one, Integer::sum))).isEqualTo(DEEP);
        }

        @Test
        void applyToEither() {
            Task<Integer> never = loop.task("never");

            assertThat(through(task -> task.applyToEither(never, v -> v + 1))).isEqualTo(DEEP);
            never.cancel(true);
        }

        @Test
        void shields() {
            assertThat(through(loop::shield)).isZero();
        }

        @Test
        void aLadderOfWhenCompleteDownWhichAFailureGoes() {
            AtomicInteger rungs = new AtomicInteger();
            IllegalStateException boom = new IllegalStateException("boom");
            Task<Integer> end = root;
            for (int i = 0; i < DEEP; i++) {
                end = end.whenComplete((v, e) -> rungs.incrementAndGet());
            }

            root.completeExceptionally(boom);

            assertThat(rungs).hasValue(DEEP);
            assertThat(end.exception()).isSameAs(boom);
        }

        @Test
        void aFailureThatNobodyLookedAtIsReportedInAShortText() {
            Task<Integer> end = root;
            for (int i = 0; i < DEEP; i++) {
                end = end.thenApply(v -> v);
            }
            root.completeExceptionally(new IllegalStateException("boom"));

            List<LooseEnd> found = blame();

            assertThat(found).hasSize(1);
            assertThat(found.get(0).toString()).hasSizeLessThan(1_000);
        }
    }

    @Nested
    class OfTasks {
        OfTasks() {
            root.cancel(true);
        }

        private Task<Integer> polling(int left) {
            return left == 0
                    ? done(0)
                    : loop.<Integer>script("poll")
                            .succeedsAfter(ofMillis(1), left)
                            .thenCompose(v -> polling(left - 1));
        }

        @Test
        void thenComposeThatStartsTheNextTimer() {
            assertThat(loop.await(polling(DEEP))).isZero();
            assertThat(loop.elapsed()).isEqualTo(ofMillis(DEEP));
        }

        @Test
        void tasksThatCompleteEachOther() {
            List<Task<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i <= DEEP; i++) {
                tasks.add(loop.task("t"));
            }
            for (int i = 0; i < DEEP; i++) {
                Task<Integer> next = tasks.get(i + 1);
                tasks.get(i).thenAccept(v -> next.complete(v + 1));
            }

            tasks.get(0).complete(0);

            assertThat(tasks.get(DEEP).join()).isEqualTo(DEEP);
        }

        @Test
        void tasksThatFailEachOther() {
            IllegalStateException boom = new IllegalStateException("boom");
            List<Task<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i <= DEEP; i++) {
                tasks.add(loop.task("t"));
            }
            for (int i = 0; i < DEEP; i++) {
                Task<Integer> next = tasks.get(i + 1);
                tasks.get(i)
                        .exceptionally(
                                e -> {
                                    next.completeExceptionally(e);
                                    return 0;
                                });
            }

            tasks.get(0).completeExceptionally(boom);
            loop.settle();

            assertThat(tasks.get(DEEP).exception()).isSameAs(boom);
        }

        @Test
        void tasksAndForeignFuturesThatCompleteEachOther() {
            List<CompletableFuture<Integer>> futures = new ArrayList<>();
            for (int i = 0; i <= DEEP; i++) {
                futures.add(i % 2 == 0 ? loop.task("t") : new CompletableFuture<>());
            }
            for (int i = 0; i < DEEP; i++) {
                CompletableFuture<Integer> next = futures.get(i + 1);
                futures.get(i).thenAccept(v -> next.complete(v + 1));
            }

            futures.get(0).complete(0);

            assertThat(loop.await(futures.get(DEEP))).isEqualTo(DEEP);
        }

        @Test
        void aChainThatGoesBackAndForthBetweenTasksAndForeignFutures() {
            Task<Integer> first = loop.task("first");
            CompletableFuture<Integer> end = first;
            for (int i = 0; i < DEEP / 2; i++) {
                CompletableFuture<Integer> ours = end;
                CompletableFuture<Integer> foreign =
                        CompletableFuture.completedFuture(1).thenCompose(v -> ours);
                end = done(1).thenCompose(v -> foreign);
            }

            first.complete(7);

            assertThat(loop.await(end)).isEqualTo(7);
        }

        @Test
        void callbacksThatCallSoonAgain() {
            AtomicInteger left = new AtomicInteger(DEEP);
            loop.callSoon(() -> again(left));

            loop.settle();

            assertThat(left).hasValue(0);
        }

        private void again(AtomicInteger left) {
            if (left.decrementAndGet() > 0) {
                loop.callSoon(() -> again(left));
            }
        }

        @Test
        void jobsThatSubmitTheNext() {
            AtomicInteger left = new AtomicInteger(DEEP);
            loop.executor().execute(() -> submitting(left));

            loop.settle();

            assertThat(left).hasValue(0);
        }

        private void submitting(AtomicInteger left) {
            if (left.decrementAndGet() > 0) {
                loop.executor().execute(() -> submitting(left));
            }
        }

        @Test
        void aStackThatOverflowsInTheUsersOwnCodeFailsThatTaskAlone() {
            Task<Integer> deep = loop.start("deep", () -> endless(1));
            Task<Integer> other = loop.start("other", () -> 1);
            loop.settle();

            assertThat(deep.exception()).isInstanceOf(StackOverflowError.class);
            assertThat(other.result()).isEqualTo(1);
        }

        @SuppressWarnings("InfiniteRecursion") // on purpose
        private int endless(int n) {
            return endless(n + 1) + 1;
        }
    }
}
