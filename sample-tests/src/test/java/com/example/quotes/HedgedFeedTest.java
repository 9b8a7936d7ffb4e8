package com.example.quotes;

import static com.example.quotes.Quotes.acme;
import static com.example.quotes.Quotes.down;
import static dev.timeloop.assertj.TimeloopAssertions.assertThat;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.Answer;
import dev.timeloop.EventLoop;
import dev.timeloop.Script;
import dev.timeloop.Task;
import dev.timeloop.junit.VirtualTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@VirtualTime
class HedgedFeedTest {
    private Script<Quote> second;

    @BeforeEach
    void script(EventLoop loop) {
        second =
                loop.<Quote>script("second")
                        .then(Answer.succeedsAfter(ofMillis(30), acme("9.00", "second")));
    }

    private PriceFeed hedged(Task<Quote> first, EventLoop loop) {
        return new HedgedFeed(
                PriceFeed.of("first", symbol -> first),
                PriceFeed.of("second", symbol -> second.get()),
                ofMillis(50),
                loop.executor());
    }

    @Test
    void asksOnlyTheFirstWhenItAnswersInTime(EventLoop loop) {
        Task<Quote> first =
                loop.<Quote>script("first").succeedsAfter(ofMillis(49), acme("9.50", "first"));

        assertThat(loop.await(hedged(first, loop).quote("ACME")).venue()).isEqualTo("first");

        assertThat(second.calls()).isZero();
        assertThat(loop).isIdle(); // and no timer is left
    }

    @Test
    void asksTheSecondAfterTheDelayAndCancelsTheLoser(EventLoop loop) {
        Task<Quote> first = loop.<Quote>script("first").hangs();

        assertThat(loop.await(hedged(first, loop).quote("ACME")).venue()).isEqualTo("second");

        assertThat(loop).hasElapsed(ofMillis(50 + 30));
        assertThat(first).isCancelled();
    }

    @Test
    void asksTheSecondAtOnceWhenTheFirstFails(EventLoop loop) {
        Task<Quote> first = loop.<Quote>script("first").failsAfter(ofMillis(10), down());

        assertThat(loop.await(hedged(first, loop).quote("ACME")).venue()).isEqualTo("second");

        assertThat(loop).hasElapsed(ofMillis(10 + 30));
    }
}
