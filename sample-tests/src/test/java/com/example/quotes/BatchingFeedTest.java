package com.example.quotes;

import static com.example.quotes.Quotes.acme;
import static dev.timeloop.assertj.TimeloopAssertions.assertThat;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.EventLoop;
import dev.timeloop.junit.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@VirtualTime
class BatchingFeedTest {
    @Test
    void collectsForFiftyMillisecondsAndAsksOnce(EventLoop loop) {
        List<List<String>> calls = new ArrayList<>();
        PriceFeed feed =
                new BatchingFeed(
                        "batch",
                        symbols -> {
                            calls.add(symbols);
                            return loop.<Map<String, Quote>>script("bulk call")
                                    .succeedsAfter(
                                            ofMillis(5),
                                            Map.of("A", acme("1", "x"), "B", acme("2", "x")));
                        },
                        ofMillis(50),
                        loop.executor());

        CompletableFuture<Quote> a = feed.quote("A");
        loop.advance(ofMillis(49));
        CompletableFuture<Quote> b = feed.quote("B");

        assertThat(loop.await(a)).isEqualTo(acme("1", "x"));
        assertThat(loop.await(b)).isEqualTo(acme("2", "x"));
        assertThat(calls).containsExactly(List.of("A", "B"));
        assertThat(loop).hasElapsed(ofMillis(55));
    }
}
