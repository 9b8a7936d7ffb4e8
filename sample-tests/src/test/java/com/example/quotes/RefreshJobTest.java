package com.example.quotes;

import static com.example.quotes.Quotes.NOON;
import static com.example.quotes.Quotes.acme;
import static dev.timeloop.assertj.TimeloopAssertions.assertThat;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.Answer;
import dev.timeloop.EventLoop;
import dev.timeloop.Script;
import dev.timeloop.junit.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A periodic job and a cache that expires, on one clock: an hour passes at once. */
@VirtualTime(startAt = "2026-03-01T12:00:00Z")
class RefreshJobTest {
    private final List<String> failures = new ArrayList<>();
    private Script<Quote> source;
    private QuoteCache cache;
    private RefreshJob job;

    @BeforeEach
    void start(EventLoop loop) {
        source = loop.script("source");
        cache = new QuoteCache(ofMinutes(5), loop.clock());
        job =
                new RefreshJob(
                        PriceFeed.of("source", symbol -> source.get()),
                        cache,
                        List.of("ACME"),
                        ofMinutes(1),
                        (symbol, failure) -> failures.add(symbol + ": " + failure.getMessage()),
                        loop.executor());
    }

    @AfterEach
    void stop() {
        job.close(); // without this, the test fails: a periodic job would still be due
    }

    // tag::periodic[]
    @Test
    void asksAtOnceAndThenEachMinute(EventLoop loop) {
        source.then(Answer.succeedsAfter(ofSeconds(1), acme("9.50", "live")));

        loop.advance(Duration.ofHours(1));

        assertThat(source.calls()).isEqualTo(61); // both ends of the hour count
    }

    // end::periodic[]

    @Test
    void leavesOutARoundWhileTheLastRequestIsStillUnderWay(EventLoop loop) {
        source.then(Answer.succeedsAfter(ofSeconds(150), acme("9.50", "live")));

        loop.advance(ofMinutes(3));

        assertThat(source.calls()).isEqualTo(2); // at 0 and at 3 min, not at 1 and 2 min
    }

    @Test
    void goesOnAfterAFailureAndTellsIt(EventLoop loop) {
        source.then(Answer.failsAfter(ofSeconds(1), new IOException("feed is down")))
                .then(
                        Answer.succeedsAfter(
                                ofSeconds(1), acme("9.50", "live", NOON.plusSeconds(60))));

        loop.advance(ofSeconds(61));

        assertThat(failures).containsExactly("ACME: feed is down");
        assertThat(cache.find("ACME")).isPresent();
    }

    @Test
    void aQuoteExpiresWhenTheSourceStaysDown(EventLoop loop) {
        source.then(Answer.succeedsAfter(ofSeconds(1), acme("9.50", "live")))
                .then(Answer.failsAfter(ofSeconds(1), new IOException("feed is down")));

        loop.advance(ofMinutes(5).minusNanos(1));
        assertThat(cache.find("ACME")).isPresent();

        loop.advance(Duration.ofNanos(1));
        assertThat(cache.find("ACME")).isEmpty();
        assertThat(loop).isAt(NOON.plus(ofMinutes(5)));
    }
}
