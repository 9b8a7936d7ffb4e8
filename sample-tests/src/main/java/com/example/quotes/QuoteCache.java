package com.example.quotes;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The newest quote of each symbol, until it is too old. */
public final class QuoteCache {

    private final Duration timeToLive;
    private final Clock clock;
    private final Map<String, Quote> quotes = new ConcurrentHashMap<>();

    /** Makes an empty cache whose quotes expire when they are {@code timeToLive} old. */
    public QuoteCache(Duration timeToLive, Clock clock) {
        this.timeToLive = timeToLive;
        this.clock = clock;
    }

    /** Keeps {@code quote}, unless a newer one of its symbol is here. */
    public void put(Quote quote) {
        quotes.merge(quote.symbol(), quote, (old, now) -> now.at().isBefore(old.at()) ? old : now);
    }

    /** Returns the quote of {@code symbol} if there is one that has not expired. */
    public Optional<Quote> find(String symbol) {
        return Optional.ofNullable(quotes.get(symbol)).filter(quote -> !isExpired(quote));
    }

    /** Forgets the quotes that have expired. */
    public void evictExpired() {
        quotes.values().removeIf(this::isExpired);
    }

    /** Returns how many quotes are held, expired ones included. */
    public int size() {
        return quotes.size();
    }

    private boolean isExpired(Quote quote) {
        return quote.ageAt(clock.instant()).compareTo(timeToLive) >= 0;
    }
}
