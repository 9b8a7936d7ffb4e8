package com.example.quotes;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What {@link CompletableFuture} leaves to its users. */
final class Stages {

    private Stages() {}

    /** Calls {@code action}, and turns an exception that it throws into a failed future. */
    static <T> CompletableFuture<T> start(Supplier<? extends CompletionStage<T>> action) {
        try {
            return action.get().toCompletableFuture();
        } catch (Throwable failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    /** Gives what {@code work} ends with, a failure unwrapped, to one of two callbacks. */
    @SuppressWarnings("FutureReturnValueIgnored") // the callbacks are where it ends
    static <T> void whenDone(
            CompletableFuture<T> work,
            Consumer<? super T> onSuccess,
            Consumer<? super Throwable> onFailure) {
        work.whenComplete(
                (value, failure) -> {
                    if (failure == null) {
                        onSuccess.accept(value);
                    } else {
                        onFailure.accept(cause(failure));
                    }
                });
    }

    /** Runs {@code action} as soon as {@code work} is done, however it was done. */
    static void onceDone(CompletableFuture<?> work, Runnable action) {
        whenDone(work, value -> action.run(), failure -> action.run());
    }

    /** Cancels {@code work} as soon as {@code result} is done, however it was done. */
    static void cancelOnceDone(CompletableFuture<?> result, CompletableFuture<?> work) {
        onceDone(result, () -> work.cancel(true));
    }

    /**
     * Runs {@code action} after {@code delay} unless {@code owner} is done by then. If the
     * scheduler refuses, the owner fails.
     */
    static void after(
            Duration delay,
            ScheduledExecutorService scheduler,
            CompletableFuture<?> owner,
            Runnable action) {
        try {
            Future<?> timer = scheduler.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
            onceDone(owner, () -> timer.cancel(false));
        } catch (RejectedExecutionException refused) {
            owner.completeExceptionally(refused);
        }
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }
}
