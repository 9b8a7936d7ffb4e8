package com.example.failures;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import com.example.quotes.PriceFeed;
import com.example.quotes.Quote;
import com.example.quotes.QuoteCache;
import com.example.quotes.RefreshJob;
import dev.timeloop.EventLoop;
import dev.timeloop.Task;
import dev.timeloop.junit.VirtualTime;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests that look fine and leave loose ends; run by {@link WhatFailuresPrintTest}. */
@VirtualTime
class LeakyExamples {
    // tag::leak[]
    @Test
    void warmsTheCache(EventLoop loop) {
        Task<Quote> feed =
                loop.<Quote>script("fast feed").failsAfter(ofSeconds(1), new IOException("boom"));
        QuoteCache cache = new QuoteCache(ofMinutes(5), loop.clock());

        loop.executor().submit(() -> cache.put(feed.join())); // nobody looks at this future
        new RefreshJob( // and nobody closes this job
                PriceFeed.of("feed", symbol -> loop.<Quote>script("refresh").hangs()),
                cache,
                List.of("ACME"),
                ofMinutes(1),
                (symbol, failure) -> {},
                loop.executor());

        loop.advance(ofSeconds(5));
    }

    // end::leak[]

    @Test
    void twoTasksWaitForEachOther(EventLoop loop) {
        Task<String> answer = loop.task("answer");
        Task<String> first = loop.start("first", () -> loop.await(answer));
        Task<Void> second =
                loop.run(
                        "second",
                        () -> {
                            loop.await(first);
                            answer.complete("never");
                        });
        loop.await(second);
    }

    @Test
    void aTaskKeepsStartingItself(EventLoop loop) {
        new Object() {
            void again() {
                loop.executor().execute(this::again);
            }
        }.again();
        loop.settle();
    }
}
