package com.example.quotes;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;

/**
 * Collects what is asked for during a short window, then asks for all of it in one call. The window
 * opens with the first request; the same symbol is asked for once.
 */
public final class BatchingFeed implements PriceFeed {

    private final String name;
    private final Function<List<String>, ? extends CompletionStage<Map<String, Quote>>> bulk;
    private final Duration window;
    private final ScheduledExecutorService scheduler;
    private Batch open = new Batch(); // guarded by this

    /** Makes a feed that calls {@code bulk} with the symbols in the order they were asked for. */
    public BatchingFeed(
            String name,
            Function<List<String>, ? extends CompletionStage<Map<String, Quote>>> bulk,
            Duration window,
            ScheduledExecutorService scheduler) {
        this.name = name;
        this.bulk = bulk;
        this.window = window;
        this.scheduler = scheduler;
    }

    @Override
    public String name() {
        return name;
    }

    /** Answers with the batch; a symbol that it lacks fails with {@link NoQuoteException}. */
    @Override
    public synchronized CompletableFuture<Quote> quote(String symbol) {
        Batch batch = open;
        if (batch.symbols.isEmpty()) {
            Stages.after(window, scheduler, batch.answer, () -> send(batch));
        }
        batch.symbols.add(symbol);
        return batch.answer.thenApply(quotes -> pick(symbol, quotes));
    }

    private void send(Batch batch) {
        synchronized (this) {
            open = new Batch();
        }
        Stages.whenDone(
                Stages.start(() -> bulk.apply(List.copyOf(batch.symbols))),
                batch.answer::complete,
                batch.answer::completeExceptionally);
    }

    private static Quote pick(String symbol, Map<String, Quote> quotes) {
        if (!quotes.containsKey(symbol)) {
            throw new NoQuoteException(symbol, List.of());
        }
        return quotes.get(symbol);
    }

    /** The requests of one window. */
    private static final class Batch {

        final Set<String> symbols = new LinkedHashSet<>();
        final CompletableFuture<Map<String, Quote>> answer = new CompletableFuture<>();
    }
}
