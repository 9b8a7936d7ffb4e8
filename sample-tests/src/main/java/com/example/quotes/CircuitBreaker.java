package com.example.quotes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Stops calling what keeps failing, and tries again with a single call after a cool-down. A
 * cancelled call counts neither as a success nor as a failure.
 */
public final class CircuitBreaker {

    private final int threshold;
    private final Duration coolDown;
    private final Clock clock;
    private State state = new State.Closed(0); // guarded by this

    /** Makes a closed breaker that opens after {@code threshold} failures in a row. */
    public CircuitBreaker(int threshold, Duration coolDown, Clock clock) {
        if (threshold < 1) {
            throw new IllegalArgumentException("want threshold >= 1: " + threshold);
        }
        this.threshold = threshold;
        this.coolDown = coolDown;
        this.clock = clock;
    }

    /** Calls {@code action} if the circuit lets it through, else fails. */
    public <T> CompletableFuture<T> call(Supplier<? extends CompletionStage<T>> action) {
        boolean trial;
        try {
            trial = admit();
        } catch (CircuitOpenException rejected) {
            return CompletableFuture.failedFuture(rejected);
        }
        var result = new CompletableFuture<T>();
        CompletableFuture<T> work = Stages.start(action);
        Stages.cancelOnceDone(result, work);
        // the state first, so that whoever gets the result sees what it led to
        Stages.whenDone(
                work,
                value -> {
                    succeeded(trial);
                    result.complete(value);
                },
                failure -> {
                    failed(trial, failure);
                    result.completeExceptionally(failure);
                });
        return result;
    }

    /** Returns the state at this moment; an open circuit half-opens when its time has come. */
    public synchronized State state() {
        if (state instanceof State.Open open && !clock.instant().isBefore(open.until())) {
            state = new State.HalfOpen(false);
        }
        return state;
    }

    /** Returns whether the call is the trial of a half-open circuit. */
    private synchronized boolean admit() {
        State current = state();
        if (current instanceof State.Open open) {
            throw new CircuitOpenException("circuit is open until " + open.until());
        }
        if (current instanceof State.HalfOpen halfOpen) {
            if (halfOpen.trying()) {
                throw new CircuitOpenException("circuit is half-open, its trial has not ended");
            }
            state = new State.HalfOpen(true);
            return true;
        }
        return false;
    }

    // A call that began before the circuit opened says nothing about what came after.

    private synchronized void succeeded(boolean trial) {
        if (trial || state instanceof State.Closed) {
            state = new State.Closed(0);
        }
    }

    private synchronized void failed(boolean trial, Throwable failure) {
        if (failure instanceof CancellationException) {
            state = trial ? new State.HalfOpen(false) : state;
        } else if (trial) {
            open();
        } else if (state instanceof State.Closed closed) {
            int failures = closed.failures() + 1;
            if (failures < threshold) {
                state = new State.Closed(failures);
            } else {
                open();
            }
        }
    }

    private synchronized void open() {
        state = new State.Open(clock.instant().plus(coolDown));
    }

    /** Whether calls go through. */
    public sealed interface State {

        /**
         * They do.
         *
         * @param failures how many have failed in a row
         */
        record Closed(int failures) implements State {}

        /**
         * They don't.
         *
         * @param until the moment from which one call is let through
         */
        record Open(Instant until) implements State {}

        /**
         * One does, as a trial.
         *
         * @param trying whether that one is under way
         */
        record HalfOpen(boolean trying) implements State {}
    }
}
