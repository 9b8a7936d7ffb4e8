package com.example.quotes;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A source of quotes that answers later. */
public interface PriceFeed {

    /** Returns the name that identifies this feed in messages. */
    String name();

    /** Asks for the current quote; cancelling the future tells the feed that nobody waits. */
    CompletableFuture<Quote> quote(String symbol);

    /** Returns a feed that answers with what {@code ask} returns. */
    static PriceFeed of(
            String name, Function<? super String, ? extends CompletableFuture<Quote>> ask) {
        return new PriceFeed() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public CompletableFuture<Quote> quote(String symbol) {
                return ask.apply(symbol);
            }

            @Override
            public String toString() {
                return name;
            }
        };
    }
}
