package dev.timeloop.behaviour.retrieval;

import static dev.timeloop.ReturnWhen.ALL_COMPLETED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.EventLoop;
import dev.timeloop.Task;
import java.util.List;
import java.util.function.BiConsumer;

/** What doesn't count as looking at a failure. */
@SuppressWarnings("ImmutableEnumChecker") // its lambdas have no state
enum Glance {
    NOTHING((loop, task) -> {}),
    IS_DONE((loop, task) -> task.isDone()),
    IS_COMPLETED_EXCEPTIONALLY((loop, task) -> task.isCompletedExceptionally()),
    IS_CANCELLED((loop, task) -> task.isCancelled()),
    NAME((loop, task) -> task.name()),
    TO_STRING((loop, task) -> assertThat(task.toString()).isNotEmpty()),
    LOOPS_TO_STRING((loop, task) -> assertThat(loop.toString()).isNotEmpty()),
    LOOSE_ENDS((loop, task) -> loop.looseEnds()),
    NUMBER_OF_DEPENDENTS((loop, task) -> task.getNumberOfDependents()),
    WAIT((loop, task) -> loop.waitUntil(ALL_COMPLETED, List.of(task))),
    FAILED_OF_A_PARTITION((loop, task) -> loop.waitUntil(ALL_COMPLETED, List.of(task)).failed()),
    PARTITION_AS_TEXT(
            (loop, task) ->
                    assertThat(loop.waitUntil(ALL_COMPLETED, List.of(task)).toString())
                            .isNotEmpty()),
    AS_COMPLETED((loop, task) -> loop.asCompleted(List.of(task)).forEach(Task::isDone)),
    CANCEL((loop, task) -> task.cancel("too late")),
    COMPLETE((loop, task) -> task.complete("too late")),
    COMPLETE_EXCEPTIONALLY((loop, task) -> task.completeExceptionally(new Exception("late"))),
    TO_COMPLETABLE_FUTURE((loop, task) -> task.toCompletableFuture().isDone()),
    THEN_APPLY((loop, task) -> task.thenApply(v -> v)),
    COPY((loop, task) -> task.copy()),
    SHIELD((loop, task) -> loop.shield(task)),
    SHIELD_AND_CANCEL_IT((loop, task) -> loop.shield(task).cancel(true)),
    SETTLE((loop, task) -> loop.settle());

    private final BiConsumer<EventLoop, Task<String>> how;

    Glance(BiConsumer<EventLoop, Task<String>> how) {
        this.how = how;
    }

    void at(EventLoop loop, Task<String> task) {
        how.accept(loop, task);
    }
}
