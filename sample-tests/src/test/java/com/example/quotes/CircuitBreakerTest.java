package com.example.quotes;

import static com.example.quotes.Quotes.acme;
import static com.example.quotes.Quotes.down;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.Answer;
import dev.timeloop.EventLoop;
import dev.timeloop.Script;
import dev.timeloop.junit.VirtualTime;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Code that reads a clock and never waits. */
@VirtualTime
class CircuitBreakerTest {
    @Test
    void opensAfterTwoFailuresAndTriesAgainAfterTheCoolDown(EventLoop loop) {
        CircuitBreaker breaker = new CircuitBreaker(2, ofSeconds(30), loop.clock());
        Script<Quote> feed =
                loop.<Quote>script("feed")
                        .then(Answer.failsAfter(ofMillis(10), down()))
                        .then(Answer.failsAfter(ofMillis(10), down()))
                        .then(Answer.succeedsAfter(ofMillis(10), acme("9.50", "feed")));

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> loop.await(breaker.call(feed)))
                    .isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> loop.await(breaker.call(feed)))
                .isInstanceOf(CircuitOpenException.class)
                .hasMessage("circuit is open until 2000-01-01T00:00:30.020Z");
        assertThat(feed.calls()).isEqualTo(2);

        loop.advance(ofSeconds(30));
        assertThat(loop.await(breaker.call(feed))).isEqualTo(acme("9.50", "feed"));
        assertThat(breaker.state()).isEqualTo(new CircuitBreaker.State.Closed(0));
    }
}
