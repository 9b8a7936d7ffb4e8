package com.example.quotes;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Asks one feed, and a second one too if the first fails or takes long. The first good answer wins
 * and the other request is cancelled; if both fail, so does the quote, with {@link
 * NoQuoteException}.
 */
public final class HedgedFeed implements PriceFeed {

    private final PriceFeed first;
    private final PriceFeed second;
    private final Duration delay;
    private final ScheduledExecutorService scheduler;

    /** Makes a feed that gives {@code first} a lead of {@code delay}. */
    public HedgedFeed(
            PriceFeed first, PriceFeed second, Duration delay, ScheduledExecutorService scheduler) {
        this.first = first;
        this.second = second;
        this.delay = delay;
        this.scheduler = scheduler;
    }

    @Override
    public String name() {
        return first.name() + ", hedged by " + second.name();
    }

    @Override
    public CompletableFuture<Quote> quote(String symbol) {
        var race = new Race(symbol);
        race.run();
        return race.answer;
    }

    /** One request to the first feed and at most one to the second. */
    private final class Race {

        final CompletableFuture<Quote> answer = new CompletableFuture<>();
        private final CompletableFuture<PriceFeed> hedge = new CompletableFuture<>();
        private final Collection<Throwable> failures = new CopyOnWriteArrayList<>();
        private final String symbol;

        Race(String symbol) {
            this.symbol = symbol;
        }

        void run() {
            Stages.cancelOnceDone(answer, hedge);
            Stages.whenDone(hedge, this::ask, answer::completeExceptionally);
            ask(first);
            if (!hedge.isDone()) {
                Stages.after(delay, scheduler, hedge, this::askSecond);
            }
        }

        private void askSecond() {
            hedge.complete(second);
        }

        private void ask(PriceFeed feed) {
            CompletableFuture<Quote> asked = Stages.start(() -> feed.quote(symbol));
            Stages.cancelOnceDone(answer, asked);
            Stages.whenDone(asked, answer::complete, this::failed);
        }

        private void failed(Throwable failure) {
            if (answer.isDone()) {
                return;
            }
            failures.add(failure);
            if (failures.size() == 2) {
                answer.completeExceptionally(new NoQuoteException(symbol, failures));
            } else {
                askSecond();
            }
        }
    }
}
