package com.example.quotes;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Keeps a cache warm: asks for every symbol at a fixed rate, from its construction until it is
 * closed. A symbol whose last request has not ended is left out of a round.
 */
public final class RefreshJob implements AutoCloseable {

    private final PriceFeed source;
    private final QuoteCache cache;
    private final List<String> symbols;
    private final BiConsumer<? super String, ? super Throwable> onFailure;
    private final Map<String, CompletableFuture<Quote>> running = new ConcurrentHashMap<>();
    private final Future<?> timer;
    private volatile boolean closed;

    /** Starts a job whose first round is now; {@code onFailure} gets a symbol and what failed. */
    public RefreshJob(
            PriceFeed source,
            QuoteCache cache,
            List<String> symbols,
            Duration period,
            BiConsumer<? super String, ? super Throwable> onFailure,
            ScheduledExecutorService scheduler) {
        this.source = source;
        this.cache = cache;
        this.symbols = List.copyOf(symbols);
        this.onFailure = onFailure;
        this.timer =
                scheduler.scheduleAtFixedRate(
                        this::refresh, 0, period.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Ends the rounds and cancels the requests that are under way. */
    @Override
    public synchronized void close() {
        closed = true;
        timer.cancel(false);
        running.values().forEach(request -> request.cancel(true));
    }

    private synchronized void refresh() {
        if (closed) {
            return;
        }
        cache.evictExpired();
        for (String symbol : symbols) {
            if (!running.containsKey(symbol)) {
                request(symbol);
            }
        }
    }

    private void request(String symbol) {
        CompletableFuture<Quote> request = Stages.start(() -> source.quote(symbol));
        running.put(symbol, request);
        Stages.onceDone(request, () -> running.remove(symbol));
        Stages.whenDone(
                request,
                cache::put,
                failure -> {
                    if (!closed) {
                        onFailure.accept(symbol, failure);
                    }
                });
    }
}
