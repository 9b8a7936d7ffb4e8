package com.example.quotes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;

/**
 * Asks several feeds at once and answers with the best price of those that answered in time. If
 * none did, fails with {@link NoQuoteException}.
 */
public final class PriceAggregator implements PriceFeed {

    private final List<Source> sources;
    private final ScheduledExecutorService scheduler;

    /** Makes an aggregator that gives each feed the same time. */
    public PriceAggregator(
            List<? extends PriceFeed> feeds, Duration limit, ScheduledExecutorService scheduler) {
        this(feeds.stream().map(feed -> new Source(feed, limit)).toList(), scheduler);
    }

    /** Makes an aggregator that gives each feed its own time. */
    public PriceAggregator(List<Source> sources, ScheduledExecutorService scheduler) {
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("want at least one feed");
        }
        this.sources = List.copyOf(sources);
        this.scheduler = scheduler;
    }

    @Override
    public String name() {
        return sources.stream()
                .map(source -> source.feed().name())
                .collect(Collectors.joining(", ", "best of ", ""));
    }

    /** Answers when every feed has answered, failed or run out of time; of equals, the first. */
    @Override
    public CompletableFuture<Quote> quote(String symbol) {
        var best = new CompletableFuture<Quote>();
        List<CompletableFuture<Quote>> asked =
                sources.stream().map(source -> ask(source, symbol)).toList();
        asked.forEach(answer -> Stages.cancelOnceDone(best, answer));
        Stages.onceDone(
                CompletableFuture.allOf(asked.toArray(CompletableFuture<?>[]::new)),
                () -> decide(symbol, asked, best));
        return best;
    }

    private CompletableFuture<Quote> ask(Source source, String symbol) {
        PriceFeed feed = source.feed();
        return new TimeLimit(source.limit(), scheduler).call(feed.name(), () -> feed.quote(symbol));
    }

    private static void decide(
            String symbol, List<CompletableFuture<Quote>> asked, CompletableFuture<Quote> best) {
        var quotes = new ArrayList<Quote>();
        var failures = new ArrayList<Throwable>();
        asked.forEach(answer -> Stages.whenDone(answer, quotes::add, failures::add));
        quotes.stream()
                .min(Comparator.comparing(Quote::price))
                .ifPresentOrElse(
                        best::complete,
                        () -> best.completeExceptionally(new NoQuoteException(symbol, failures)));
    }

    /**
     * A feed and the time that it gets.
     *
     * @param feed whom to ask
     * @param limit how long to wait for the answer
     */
    public record Source(PriceFeed feed, Duration limit) {}
}
