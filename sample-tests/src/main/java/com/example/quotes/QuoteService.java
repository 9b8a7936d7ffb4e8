package com.example.quotes;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;

/** Answers with a live quote, or with the last known one while no feed answers. */
public final class QuoteService {

    private final PriceFeed live;
    private final QuoteCache cache;

    /** Makes a service that asks {@code live} and falls back to {@code cache}. */
    public QuoteService(PriceFeed live, QuoteCache cache) {
        this.live = live;
        this.cache = cache;
    }

    /**
     * Makes a service over the best price of {@code feeds}, each with its own circuit breaker,
     * retries and time limits.
     */
    public static QuoteService create(
            List<? extends PriceFeed> feeds,
            Settings settings,
            ScheduledExecutorService scheduler,
            Clock clock) {
        List<PriceFeed> resilient =
                feeds.stream().map(feed -> resilient(feed, settings, scheduler, clock)).toList();
        return new QuoteService(
                new PriceAggregator(resilient, settings.feedLimit(), scheduler),
                new QuoteCache(settings.timeToLive(), clock));
    }

    /** Asks for a quote; fails as the live feed did if there is nothing to fall back to. */
    public CompletableFuture<Quote> quote(String symbol) {
        var result = new CompletableFuture<Quote>();
        CompletableFuture<Quote> asked = Stages.start(() -> live.quote(symbol));
        Stages.cancelOnceDone(result, asked);
        Stages.whenDone(
                asked,
                quote -> {
                    cache.put(quote);
                    result.complete(quote);
                },
                failure -> fallBack(symbol, failure, result));
        return result;
    }

    private void fallBack(String symbol, Throwable failure, CompletableFuture<Quote> result) {
        cache.find(symbol)
                .ifPresentOrElse(result::complete, () -> result.completeExceptionally(failure));
    }

    private static PriceFeed resilient(
            PriceFeed feed, Settings settings, ScheduledExecutorService scheduler, Clock clock) {
        var limit = new TimeLimit(settings.attemptLimit(), scheduler);
        var breaker = new CircuitBreaker(settings.failuresToOpen(), settings.coolDown(), clock);
        var retry =
                new Retry(
                        settings.backOff(),
                        failure ->
                                failure instanceof Exception
                                        && !(failure instanceof CircuitOpenException),
                        scheduler);
        String name = feed.name();
        PriceFeed limited =
                PriceFeed.of(name, symbol -> limit.call(name, () -> feed.quote(symbol)));
        PriceFeed guarded = PriceFeed.of(name, symbol -> breaker.call(() -> limited.quote(symbol)));
        return PriceFeed.of(name, symbol -> retry.call(() -> guarded.quote(symbol)));
    }

    /**
     * What {@link #create} wires.
     *
     * @param attemptLimit how long one attempt at one feed may take
     * @param feedLimit how long all attempts at one feed may take
     * @param backOff how often to try a feed
     * @param failuresToOpen after how many failures in a row a feed is left alone
     * @param coolDown for how long it is left alone
     * @param timeToLive how old a quote to fall back to may be
     */
    public record Settings(
            Duration attemptLimit,
            Duration feedLimit,
            BackOff backOff,
            int failuresToOpen,
            Duration coolDown,
            Duration timeToLive) {

        /** Returns settings that suit a person who waits. */
        public static Settings defaults() {
            return new Settings(
                    Duration.ofMillis(500),
                    Duration.ofSeconds(2),
                    BackOff.doubling(Duration.ofMillis(100), Duration.ofSeconds(1), 3),
                    5,
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(1));
        }
    }
}
