package dev.timeloop.tck.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.EventLoop;
import dev.timeloop.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Chains of any length are safe for the stack, here a small one. */
class DeepChainTest {
    private static final int LENGTH = 100_000;
    private static final long STACK = 256 * 1024;

    /** How a link of the chain is made from the one before; each adds one to the value. */
    enum Shape {
        THEN_APPLY(t -> t.thenApply(x -> x + 1)),
        THEN_COMPOSE(t -> t.thenCompose(x -> CompletableFuture.completedFuture(x + 1))),
        COPY(t -> t.copy().thenApply(x -> x + 1)),
        WHEN_COMPLETE(t -> t.whenComplete((x, e) -> {}).thenApply(x -> x + 1)),
        HANDLE(t -> t.handle((x, e) -> x + 1)),
        EXCEPTIONALLY(t -> t.thenApply(Shape::fail).exceptionally(Shape::recover)),
        COMBINED_WITH_ITSELF(t -> t.thenCombine(t, (x, y) -> x + 1)),
        COMBINED_WITH_PLAIN(t -> t.thenCombine(CompletableFuture.completedFuture(1), Integer::sum)),
        EITHER(t -> t.applyToEither(new CompletableFuture<>(), x -> x + 1)),
        ASYNC(t -> t.thenApplyAsync(x -> x + 1)),
        ON_DIRECT_EXECUTOR(t -> t.thenApplyAsync(x -> x + 1, Runnable::run)),
        WITH_DEAD_ENDS(Shape::amongDeadEnds);

        @SuppressWarnings("ImmutableEnumChecker") // a lambda that captures nothing
        private final UnaryOperator<Task<Integer>> link;

        Shape(UnaryOperator<Task<Integer>> link) {
            this.link = link;
        }

        private static Integer fail(Integer x) {
            throw new Boom(x.toString());
        }

        private static Integer recover(Throwable failure) {
            return Integer.parseInt(failure.getCause().getMessage()) + 1;
        }

        private static Task<Integer> amongDeadEnds(Task<Integer> t) {
            t.thenAccept(x -> {});
            Task<Integer> next = t.thenApply(x -> x + 1);
            t.thenRun(() -> {});
            return next;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aChainThatIsMadeFirstIsCompletedToItsEnd(Shape shape) throws Exception {
        onASmallStack(
                loop -> {
                    Task<Integer> head = loop.task("head");
                    Task<Integer> tail = chain(shape, head);
                    head.complete(0);
                    assertThat(loop.await(tail)).isEqualTo(LENGTH);
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"THEN_APPLY", "ASYNC", "ON_DIRECT_EXECUTOR"})
    void aChainIsCompletedToItsEndFromOutside(Shape shape) throws Exception {
        onASmallStack(
                loop -> {
                    Task<Integer> head = loop.task("head");
                    Task<Integer> tail = chain(shape, head);
                    Way.runElsewhere(() -> head.complete(0));
                    assertThat(loop.await(tail)).isEqualTo(LENGTH);
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"THEN_APPLY", "THEN_COMPOSE", "COMBINED_WITH_ITSELF", "ASYNC"})
    void aFailureIsPassedOnToTheEnd(Shape shape) throws Exception {
        onASmallStack(
                loop -> {
                    Task<Integer> head = loop.task("head");
                    Task<Integer> tail = chain(shape, head);
                    Boom boom = new Boom("at the head");
                    head.completeExceptionally(boom);
                    assertThat(tail.exception()).isSameAs(boom);
                });
    }

    @Test
    void aCancellationIsPassedOnToTheEnd() throws Exception {
        onASmallStack(
                loop -> {
                    Task<Integer> head = loop.task("head");
                    Task<Integer> tail = chain(Shape.THEN_APPLY, head);
                    head.cancel("no longer needed");
                    assertThat(tail.outcome().isCancelled()).isTrue();
                });
    }

    @Test
    void functionsThatCompleteTheNextTaskMayDoSoWithoutEnd() throws Exception {
        onASmallStack(
                loop -> {
                    List<Task<Integer>> tasks = tasks(loop);
                    for (int i = 1; i < LENGTH; i++) {
                        tasks.get(i - 1).thenAccept(tasks.get(i)::complete);
                    }
                    tasks.get(0).complete(7);
                    assertThat(tasks.get(LENGTH - 1).join()).isEqualTo(7);
                });
    }

    @Test
    void functionsThatCompletePlainFuturesAndTasksInTurnMayDoSoWithoutEnd() throws Exception {
        onASmallStack(
                loop -> {
                    List<Task<Integer>> tasks = tasks(loop);
                    for (int i = 1; i < LENGTH; i++) {
                        CompletableFuture<Integer> plain = new CompletableFuture<>();
                        tasks.get(i - 1).thenAccept(plain::complete);
                        tasks.get(i).completeOnTimeout(0, 1, TimeUnit.DAYS);
                        plain.thenAccept(tasks.get(i)::complete);
                    }
                    tasks.get(0).complete(7);
                    assertThat(tasks.get(LENGTH - 1).join()).isEqualTo(7);
                });
    }

    @Test
    void stagesThatWaitForTheNextOneMayDoSoWithoutEnd() throws Exception {
        onASmallStack(
                loop -> {
                    List<Task<Integer>> tasks = tasks(loop);
                    Task<Integer> last = loop.task("last");
                    Task<Integer> inner = last;
                    for (Task<Integer> task : tasks) {
                        Task<Integer> next = inner;
                        inner = task.thenCompose(x -> next);
                    }
                    tasks.forEach(task -> task.complete(0));
                    last.complete(7);
                    assertThat(inner.join()).isEqualTo(7);
                });
    }

    @Test
    void aTaskMayHaveManyDependents() throws Exception {
        onASmallStack(
                loop -> {
                    Task<Integer> head = loop.task("head");
                    List<Integer> seen = new ArrayList<>();
                    for (int i = 0; i < LENGTH; i++) {
                        head.thenAccept(seen::add);
                        head.thenAcceptBoth(head, (x, y) -> seen.add(x));
                        head.acceptEither(head, seen::add);
                    }
                    head.complete(1);
                    assertThat(seen).hasSize(3 * LENGTH);
                    assertThat(head.getNumberOfDependents()).isZero();
                });
    }

    private static Task<Integer> chain(Shape shape, Task<Integer> head) {
        Task<Integer> tail = head;
        for (int i = 0; i < LENGTH; i++) {
            tail = shape.link.apply(tail);
        }
        return tail;
    }

    private static List<Task<Integer>> tasks(EventLoop loop) {
        List<Task<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < LENGTH; i++) {
            tasks.add(loop.task("task"));
        }
        return tasks;
    }

    private static void onASmallStack(Consumer<EventLoop> test) throws Exception {
        FutureTask<Void> run =
                new FutureTask<>(
                        () -> {
                            try (EventLoop loop = EventLoop.create()) {
                                test.accept(loop);
                            }
                        },
                        null);
        new Thread(null, run, "small stack", STACK).start();
        run.get(1, TimeUnit.MINUTES);
    }
}
