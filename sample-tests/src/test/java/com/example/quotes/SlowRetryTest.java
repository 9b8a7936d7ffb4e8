package com.example.quotes;

import static com.example.quotes.Quotes.acme;
import static com.example.quotes.Quotes.down;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How it is usually done: in real time, without a word about when the attempts are made. */
// tag::slow[]
class SlowRetryTest {
    @Test
    void retriesUntilTheFeedAnswers() throws Exception {
        ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
        try {
            AtomicInteger calls = new AtomicInteger();
            BackOff backOff = BackOff.doubling(Duration.ofMillis(100), Duration.ofSeconds(1), 4);
            CompletableFuture<Quote> quote =
                    new Retry(backOff, scheduler)
                            .call(
                                    () ->
                                            calls.incrementAndGet() < 4
                                                    ? CompletableFuture.failedFuture(down())
                                                    : CompletableFuture.completedFuture(
                                                            acme("9.50", "fast")));

            assertThat(quote.get(5, TimeUnit.SECONDS)).isEqualTo(acme("9.50", "fast"));
            assertThat(calls).hasValue(4); // after 700 ms; but were they 100, 200 and 400?
        } finally {
            scheduler.shutdownNow();
        }
    }
}
// end::slow[]
