package com.example.quotes;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * A feed over a client that blocks, run on an executor. Cancelling the answer interrupts the
 * client.
 */
public final class BlockingFeed implements PriceFeed {

    private final String name;
    private final Lookup lookup;
    private final ExecutorService executor;

    /** Makes a feed that runs each {@code lookup} on {@code executor}. */
    public BlockingFeed(String name, Lookup lookup, ExecutorService executor) {
        this.name = name;
        this.lookup = lookup;
        this.executor = executor;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public CompletableFuture<Quote> quote(String symbol) {
        var answer = new CompletableFuture<Quote>();
        Future<?> running = executor.submit(() -> lookUp(symbol, answer));
        Stages.onceDone(
                answer,
                () -> {
                    if (answer.isCancelled()) {
                        running.cancel(true);
                    }
                });
        return answer;
    }

    private void lookUp(String symbol, CompletableFuture<Quote> answer) {
        try {
            answer.complete(lookup.find(symbol));
        } catch (Throwable failure) {
            answer.completeExceptionally(failure);
        }
    }

    /** A call that blocks until it has a quote. */
    @FunctionalInterface
    public interface Lookup {

        /** Returns the current quote. */
        Quote find(String symbol) throws Exception;
    }
}
