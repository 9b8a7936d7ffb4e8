package dev.timeloop.behaviour.retrieval;

import dev.timeloop.EventLoop;
import dev.timeloop.Task;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/** Stages that merely pass a failure on, and with it the duty to look at it. */
@SuppressWarnings("ImmutableEnumChecker") // its lambdas have no state
enum Passing {
    THEN_APPLY("thenApply", (loop, task) -> task.thenApply(v -> v)),
    THEN_APPLY_ASYNC("thenApply", (loop, task) -> task.thenApplyAsync(v -> v)),
    THEN_ACCEPT("thenAccept", (loop, task) -> task.thenAccept(v -> {})),
    THEN_RUN("thenRun", (loop, task) -> task.thenRun(() -> {})),
    THEN_COMPOSE("thenCompose", (loop, task) -> task.thenCompose(v -> task)),
    THEN_COMPOSE_INNER("thenCompose", (loop, task) -> done(loop).thenCompose(v -> task)),
    THEN_COMBINE_FIRST("thenCombine", (loop, task) -> task.thenCombine(done(loop), (v, w) -> v)),
    THEN_COMBINE_SECOND("thenCombine", (loop, task) -> done(loop).thenCombine(task, (v, w) -> v)),
    THEN_ACCEPT_BOTH(
            "thenAcceptBoth", (loop, task) -> task.thenAcceptBoth(done(loop), (v, w) -> {})),
    RUN_AFTER_BOTH("runAfterBoth", (loop, task) -> task.runAfterBoth(done(loop), () -> {})),
    APPLY_TO_EITHER("applyToEither", (loop, task) -> task.applyToEither(hanging(loop), v -> v)),
    ACCEPT_EITHER("acceptEither", (loop, task) -> hanging(loop).acceptEither(task, v -> {})),
    RUN_AFTER_EITHER(
            "runAfterEither", (loop, task) -> task.runAfterEither(hanging(loop), () -> {})),
    COMPLETE_ON_TIMEOUT(
            "thenApply",
            (loop, task) -> task.thenApply(v -> v).completeOnTimeout("late", 1, TimeUnit.DAYS)),
    EXCEPTIONALLY_COMPOSE_INNER(
            "exceptionallyCompose", (loop, task) -> broken(loop).exceptionallyCompose(e -> task)),
    COPY("copy", (loop, task) -> task.copy()),
    SHIELD("shield", (loop, task) -> loop.shield(task)),
    OR_TIMEOUT("copy", (loop, task) -> task.copy().orTimeout(1, TimeUnit.DAYS)),
    A_LONGER_CHAIN(
            "thenApply -> thenAccept -> thenRun",
            (loop, task) -> task.thenApply(v -> v).thenAccept(v -> {}).thenRun(() -> {}));

    final String path;
    private final BiFunction<EventLoop, Task<String>, Task<?>> how;

    Passing(String path, BiFunction<EventLoop, Task<String>, Task<?>> how) {
        this.path = path;
        this.how = how;
    }

    /** Returns the end of the chain. */
    Task<?> on(EventLoop loop, Task<String> task) {
        return how.apply(loop, task);
    }

    private static Task<String> done(EventLoop loop) {
        Task<String> done = loop.task("done");
        done.complete("x");
        return done;
    }

    private static Task<String> broken(EventLoop loop) {
        Task<String> broken = loop.task("broken");
        broken.completeExceptionally(new IllegalStateException("broken"));
        return broken;
    }

    /** Cancelled at the end of the test, which is not what is looked at here. */
    private static Task<String> hanging(EventLoop loop) {
        return loop.background("other", () -> loop.sleep(java.time.Duration.ofDays(1)))
                .thenApply(v -> "never");
    }
}
