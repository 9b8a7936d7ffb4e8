package com.example.quotes;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Repeats a call that fails, with growing waits in between. */
public final class Retry {

    private final BackOff backOff;
    private final Predicate<? super Throwable> retryable;
    private final ScheduledExecutorService scheduler;

    /** Makes a retry for every exception; errors and cancellation are final. */
    public Retry(BackOff backOff, ScheduledExecutorService scheduler) {
        this(backOff, failure -> failure instanceof Exception, scheduler);
    }

    /** Makes a retry for the failures that {@code retryable} accepts; cancellation is final. */
    public Retry(
            BackOff backOff,
            Predicate<? super Throwable> retryable,
            ScheduledExecutorService scheduler) {
        this.backOff = backOff;
        this.retryable = retryable;
        this.scheduler = scheduler;
    }

    /**
     * Calls {@code action} at once, and again after each failure that is worth it. Fails with the
     * last failure, the earlier ones suppressed; cancelling the result ends the attempts.
     */
    public <T> CompletableFuture<T> call(Supplier<? extends CompletionStage<T>> action) {
        var call = new Call<T>(action);
        call.attempt();
        return call.result;
    }

    /** The attempts of one call: never two at a time. */
    private final class Call<T> {

        final CompletableFuture<T> result = new CompletableFuture<>();
        private final Supplier<? extends CompletionStage<T>> action;
        private final List<Throwable> failures = new ArrayList<>();

        Call(Supplier<? extends CompletionStage<T>> action) {
            this.action = action;
        }

        void attempt() {
            if (result.isDone()) {
                return;
            }
            CompletableFuture<T> work = Stages.start(action);
            Stages.cancelOnceDone(result, work);
            Stages.whenDone(work, result::complete, this::failed);
        }

        private void failed(Throwable failure) {
            if (result.isDone()) {
                return;
            }
            failures.add(failure);
            if (failures.size() < backOff.attempts() && isRetryable(failure)) {
                Stages.after(backOff.delayAfter(failures.size()), scheduler, result, this::attempt);
            } else {
                failures.stream()
                        .filter(earlier -> earlier != failure)
                        .forEach(failure::addSuppressed);
                result.completeExceptionally(failure);
            }
        }

        private boolean isRetryable(Throwable failure) {
            try {
                return !(failure instanceof CancellationException) && retryable.test(failure);
            } catch (RuntimeException broken) {
                failure.addSuppressed(broken);
                return false;
            }
        }
    }
}
