package com.example.quotes;

import static com.example.quotes.Quotes.acme;
import static com.example.quotes.Quotes.down;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.Answer;
import dev.timeloop.EventLoop;
import dev.timeloop.Script;
import dev.timeloop.assertj.TimeloopAssertions;
import dev.timeloop.junit.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

// tag::fast[]
@VirtualTime
class RetryTest {
    private final BackOff backOff = BackOff.doubling(ofMillis(100), ofSeconds(1), 4);

    @Test
    void triesAgainAfter100Then200Then400Milliseconds(EventLoop loop) {
        Script<Quote> feed =
                loop.<Quote>script("feed")
                        .then(Answer.failsAfter(ZERO, down()))
                        .then(Answer.failsAfter(ZERO, down()))
                        .then(Answer.failsAfter(ZERO, down()))
                        .then(Answer.succeedsAfter(ZERO, acme("9.50", "fast")));
        List<Duration> attempts = new ArrayList<>();

        CompletableFuture<Quote> quote =
                new Retry(backOff, loop.executor())
                        .call(
                                () -> {
                                    attempts.add(loop.elapsed());
                                    return feed.get();
                                });

        assertThat(loop.await(quote)).isEqualTo(acme("9.50", "fast"));
        assertThat(attempts).containsExactly(ZERO, ofMillis(100), ofMillis(300), ofMillis(700));
    }

    // end::fast[]

    @Test
    void failsWithTheLastFailureOnceTheAttemptsAreUsedUp(EventLoop loop) {
        Script<Quote> feed =
                loop.<Quote>script("feed").then(Answer.failsAfter(ofMillis(10), down()));

        CompletableFuture<Quote> quote = new Retry(backOff, loop.executor()).call(feed);

        assertThatThrownBy(() -> loop.await(quote))
                .isInstanceOf(IOException.class)
                .hasMessage("feed is down");
        assertThat(feed.calls()).isEqualTo(4);
        TimeloopAssertions.assertThat(loop)
                .hasElapsed(ofMillis(10 + 100 + 10 + 200 + 10 + 400 + 10));
    }

    @Test
    void aCancelledCallMakesNoFurtherAttempt(EventLoop loop) {
        Script<Quote> feed =
                loop.<Quote>script("feed").then(Answer.failsAfter(ofMillis(10), down()));
        CompletableFuture<Quote> quote = new Retry(backOff, loop.executor()).call(feed);

        loop.advance(ofMillis(50));
        quote.cancel(true);
        loop.runUntilIdle();

        assertThat(feed.calls()).isEqualTo(1);
        TimeloopAssertions.assertThat(loop).hasElapsed(ofMillis(50));
    }
    // tag::fast[]
}
// end::fast[]
