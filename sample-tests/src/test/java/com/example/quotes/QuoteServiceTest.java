package com.example.quotes;

import static com.example.quotes.Quotes.acme;
import static com.example.quotes.Quotes.down;
import static dev.timeloop.assertj.TimeloopAssertions.assertThat;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.Answer;
import dev.timeloop.EventLoop;
import dev.timeloop.Script;
import dev.timeloop.junit.VirtualTime;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The whole: retries, time limits, breaker, cache; the loop is shared with the nested classes. */
@VirtualTime(startAt = "2026-03-01T12:00:00Z")
class QuoteServiceTest {
    private Script<Quote> feed;
    private QuoteService service;

    @BeforeEach
    void wire(EventLoop loop) {
        feed = loop.script("feed");
        service =
                QuoteService.create(
                        List.of(PriceFeed.of("feed", symbol -> feed.get())),
                        QuoteService.Settings.defaults(),
                        loop.executor(),
                        loop.clock());
    }

    @Test
    void triesAgainWhenTheFeedFailsTwice(EventLoop loop) {
        feed.then(Answer.failsAfter(ofMillis(10), down()))
                .then(Answer.failsAfter(ofMillis(10), down()))
                .then(Answer.succeedsAfter(ofMillis(10), acme("9.50", "live")));

        assertThat(loop.await(service.quote("ACME"))).isEqualTo(acme("9.50", "live"));

        assertThat(loop).hasElapsed(ofMillis(10 + 100 + 10 + 200 + 10));
    }

    @Test
    void withoutAKnownQuoteAHangingFeedIsATimeOut(EventLoop loop) {
        feed.then(Answer.hangs());

        assertThatThrownBy(() -> loop.await(service.quote("ACME")))
                .isInstanceOf(NoQuoteException.class)
                .satisfies(
                        thrown ->
                                assertThat(thrown.getSuppressed())
                                        .hasExactlyElementsOfTypes(TimeoutException.class));
    }

    @Nested
    class OnceAQuoteIsKnown {
        @BeforeEach
        void ask(EventLoop loop) {
            feed.then(Answer.succeedsAfter(ofMillis(10), acme("9.50", "live")));
            assertThat(loop.await(service.quote("ACME")).price()).isEqualByComparingTo("9.50");
        }

        @Test
        void fallsBackToItWhileTheFeedIsDown(EventLoop loop) {
            feed.then(Answer.failsAfter(ofMillis(10), down()));

            assertThat(loop.await(service.quote("ACME"))).isEqualTo(acme("9.50", "live"));
        }

        @Test
        void failsOnceItHasExpired(EventLoop loop) {
            feed.then(Answer.failsAfter(ofMillis(10), down()));
            loop.advance(ofSeconds(60));

            assertThatThrownBy(() -> loop.await(service.quote("ACME")))
                    .isInstanceOf(NoQuoteException.class)
                    .satisfies(
                            thrown ->
                                    assertThat(thrown.getSuppressed())
                                            .hasExactlyElementsOfTypes(IOException.class));
        }
    }
}
