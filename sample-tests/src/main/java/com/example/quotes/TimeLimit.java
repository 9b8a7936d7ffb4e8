package com.example.quotes;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Gives a call a limited time, then cancels it and fails with {@link TimeoutException}. */
public final class TimeLimit {

    private final Duration limit;
    private final ScheduledExecutorService scheduler;

    /** Makes a limit that {@code scheduler} watches over. */
    public TimeLimit(Duration limit, ScheduledExecutorService scheduler) {
        this.limit = limit;
        this.scheduler = scheduler;
    }

    /** Calls {@code action} at once; {@code name} says in the time-out who did not answer. */
    public <T> CompletableFuture<T> call(
            String name, Supplier<? extends CompletionStage<T>> action) {
        var result = new CompletableFuture<T>();
        CompletableFuture<T> work = Stages.start(action);
        Stages.cancelOnceDone(result, work);
        Stages.whenDone(work, result::complete, result::completeExceptionally);
        if (!result.isDone()) {
            Stages.after(
                    limit, scheduler, result, () -> result.completeExceptionally(timeout(name)));
        }
        return result;
    }

    private TimeoutException timeout(String name) {
        return new TimeoutException(name + " did not answer within " + limit.toMillis() + " ms");
    }
}
