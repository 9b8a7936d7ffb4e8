package dev.timeloop.behaviour.retrieval;

import static dev.timeloop.ReturnWhen.ALL_COMPLETED;
import static java.time.Duration.ofSeconds;

import dev.timeloop.EventLoop;
import dev.timeloop.Task;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What counts as looking at a failure. */
@SuppressWarnings("ImmutableEnumChecker") // its lambdas have no state
enum Look {
    GET((loop, task) -> task.get()),
    TIMED_GET((loop, task) -> task.get(9, TimeUnit.SECONDS)),
    JOIN((loop, task) -> task.join()),
    GET_NOW((loop, task) -> task.getNow(null)),
    RESULT((loop, task) -> task.result()),
    EXCEPTION((loop, task) -> task.exception()),
    EXCEPTION_NOW((loop, task) -> task.exceptionNow()),
    OUTCOME((loop, task) -> task.outcome()),
    AWAIT(EventLoop::await),
    AWAIT_WITHIN((loop, task) -> loop.awaitWithin(ofSeconds(9), task)),
    AWAIT_A_SHIELD((loop, task) -> loop.await(loop.shield(task))),
    GATHER((loop, task) -> loop.gather(List.of(task))),
    GATHER_OUTCOMES((loop, task) -> loop.gatherOutcomes(List.of(task))),
    THROW_IF_FAILED(
            (loop, task) -> {
                loop.waitUntil(ALL_COMPLETED, List.of(task)).throwIfFailed();
                return null;
            }),
    HANDLE((loop, task) -> task.handle((v, e) -> "handled")),
    HANDLE_ASYNC((loop, task) -> task.handleAsync((v, e) -> "handled")),
    WHEN_COMPLETE((loop, task) -> task.whenComplete((v, e) -> {})),
    WHEN_COMPLETE_ASYNC((loop, task) -> task.whenCompleteAsync((v, e) -> {})),
    EXCEPTIONALLY((loop, task) -> task.exceptionally(e -> "handled")),
    EXCEPTIONALLY_ASYNC((loop, task) -> task.exceptionallyAsync(e -> "handled")),
    EXCEPTIONALLY_COMPOSE(
            (loop, task) ->
                    task.exceptionallyCompose(e -> CompletableFuture.completedFuture("handled"))),
    AWAIT_IN_A_BODY((loop, task) -> loop.await(loop.start("body", () -> loop.await(task)))),
    AWAIT_A_STAGE((loop, task) -> loop.await(task.thenApply(v -> v))),
    JOIN_THE_END_OF_A_CHAIN(
            (loop, task) -> task.thenApply(v -> v).thenCompose(v -> task).thenRun(() -> {}).join()),
    AWAIT_ALL_OF((loop, task) -> loop.await(CompletableFuture.allOf(task))),
    AWAIT_ANY_OF((loop, task) -> loop.await(CompletableFuture.anyOf(task))),
    AWAIT_A_FOREIGN_CHAIN(
            (loop, task) ->
                    loop.await(CompletableFuture.completedFuture("x").thenCompose(v -> task))),
    AWAIT_A_MINIMAL_STAGE((loop, task) -> loop.await(task.minimalCompletionStage()));

    @FunctionalInterface
    interface How {
        Object at(EventLoop loop, Task<String> task) throws Exception;
    }

    private final How how;

    Look(How how) {
        this.how = how;
    }

    /** Looks, whatever comes of it. */
    void at(EventLoop loop, Task<String> task) {
        try {
            how.at(loop, task);
        } catch (Exception given) {
            // that is the point of it
        }
    }
}
