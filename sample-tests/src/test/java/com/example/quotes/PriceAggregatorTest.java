package com.example.quotes;

import static com.example.quotes.Quotes.acme;
import static com.example.quotes.Quotes.down;
import static dev.timeloop.assertj.TimeloopAssertions.assertThat;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.EventLoop;
import dev.timeloop.Task;
import dev.timeloop.junit.VirtualTime;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Collaborators answer when the test says so. */
@VirtualTime
class PriceAggregatorTest {
    private final EventLoop loop;
    private Task<Quote> fast;
    private Task<Quote> slow;

    PriceAggregatorTest(EventLoop loop) {
        this.loop = loop;
    }

    @BeforeEach
    void scriptTheFeeds() {
        fast = loop.<Quote>script("fast feed").succeedsAfter(ofMillis(20), acme("10.00", "fast"));
        slow = loop.<Quote>script("slow feed").succeedsAfter(ofMillis(280), acme("9.00", "slow"));
    }

    private CompletableFuture<Quote> bestOf(List<Task<Quote>> answers) {
        List<PriceFeed> feeds =
                answers.stream().map(task -> PriceFeed.of(task.name(), symbol -> task)).toList();
        return new PriceAggregator(feeds, ofMillis(300), loop.executor()).quote("ACME");
    }

    // tag::script[]
    @Test
    void waitsForTheSlowFeedSinceItMayBeCheaper() {
        CompletableFuture<Quote> best = bestOf(List.of(fast, slow));

        loop.advance(ofMillis(279));
        assertThat(fast).isSucceeded();
        assertThat(slow).isPending();
        assertThat(best).isNotDone();

        loop.advance(ofMillis(1));
        assertThat(best).isCompletedWithValue(acme("9.00", "slow"));
    }

    // end::script[]

    @Test
    void aFeedThatHangsIsLeftOutAndCancelledAtItsLimit() {
        Task<Quote> hanging = loop.<Quote>script("hanging feed").hangs();

        Quote best = loop.await(bestOf(List.of(fast, hanging)));

        assertThat(best).isEqualTo(acme("10.00", "fast"));
        assertThat(hanging).isCancelled();
        assertThat(loop).hasElapsed(ofMillis(300));
    }

    @Test
    void whenAllFailTheFailureCarriesEachOfThem() {
        Task<Quote> broken = loop.<Quote>script("broken feed").failsAfter(ofMillis(5), down());
        Task<Quote> hanging = loop.<Quote>script("hanging feed").hangs();

        assertThatThrownBy(() -> loop.await(bestOf(List.of(broken, hanging))))
                .isInstanceOf(NoQuoteException.class)
                .satisfies(
                        thrown ->
                                assertThat(thrown.getSuppressed())
                                        .hasExactlyElementsOfTypes(
                                                IOException.class, TimeoutException.class));
        fast.cancel("not asked");
        slow.cancel("not asked");
    }
}
