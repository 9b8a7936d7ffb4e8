package dev.timeloop.tck.stage;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Where a program of stages runs: on plain futures of the JDK, the oracle, or on a loop's tasks.
 */
abstract class Side implements AutoCloseable {
    Journal journal = new Journal();

    /** A pending future. */
    abstract CompletableFuture<Object> future();

    /** A future that isn't of this side's kind: a plain one. */
    CompletableFuture<Object> foreign() {
        return new CompletableFuture<>();
    }

    /** Runs its jobs when this side settles, first in, first out. */
    abstract Executor executor();

    /** Runs what can run. */
    abstract void settle();

    @Override
    public abstract void close();
}
