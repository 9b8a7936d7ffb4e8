package com.example.quotes;

import static com.example.quotes.Quotes.acme;
import static dev.timeloop.assertj.TimeloopAssertions.assertThat;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.EventLoop;
import dev.timeloop.junit.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Jobs that block, on an executor that runs at most two at a time. */
@VirtualTime
class BlockingFeedTest {
    // tag::blocking[]
    @Test
    void theThirdRequestWaitsForAFreeThread(EventLoop loop) {
        List<String> log = new ArrayList<>();
        PriceFeed feed =
                new BlockingFeed(
                        "blocking",
                        symbol -> {
                            log.add("ask at " + loop.elapsed().toSeconds());
                            loop.sleep(ofSeconds(10));
                            return acme("9.50", symbol);
                        },
                        loop.executor("feed pool", 2));

        List<CompletableFuture<Quote>> quotes =
                List.of(feed.quote("A"), feed.quote("B"), feed.quote("C"));
        for (CompletableFuture<Quote> quote : quotes) {
            loop.await(quote);
        }

        assertThat(log).containsExactly("ask at 0", "ask at 0", "ask at 10");
        assertThat(loop).hasElapsed(ofSeconds(20));
    }

    // end::blocking[]

    @Test
    void cancellingInterruptsTheCallWhereItBlocks(EventLoop loop) {
        List<String> log = new ArrayList<>();
        PriceFeed feed =
                new BlockingFeed(
                        "blocking",
                        symbol -> {
                            try {
                                loop.sleep(ofSeconds(10));
                                return acme("9.50", "blocking");
                            } finally {
                                log.add("ended after " + loop.elapsed().toSeconds() + " s");
                            }
                        },
                        loop.executor());

        CompletableFuture<Quote> quote = feed.quote("ACME");
        loop.advance(ofSeconds(3));
        quote.cancel(true);
        loop.settle();

        assertThat(log).containsExactly("ended after 3 s");
    }
}
