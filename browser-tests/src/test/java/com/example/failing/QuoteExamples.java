package com.example.failing;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.EventLoop;
import dev.timeloop.Task;
import dev.timeloop.junit.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests that must fail; the browser tests run them and look at their pages. */
@VirtualTime
class QuoteExamples {
    static final String HARMFUL = "</script><script>window.hacked = 1</script>\"'<img src=x>";

    /** The first two attempts fail, and each back-off is twice as long as the one before. */
    private static int price(EventLoop loop, AtomicInteger attempts) throws IOException {
        for (int backOff = 1; ; backOff *= 2) {
            try {
                return ask(loop, attempts.incrementAndGet());
            } catch (IOException failed) {
                if (backOff > 4) {
                    throw failed;
                }
                loop.sleep(ofSeconds(backOff));
            }
        }
    }

    private static int ask(EventLoop loop, int attempt) throws IOException {
        loop.sleep(ofMillis(200));
        if (attempt < 3) {
            throw new IOException("attempt " + attempt + " failed");
        }
        return 42;
    }

    @Test
    void answersFromTheFasterFeed(EventLoop loop) {
        AtomicInteger attempts = new AtomicInteger();
        Task<Integer> slow = loop.start("slow feed", () -> price(loop, attempts));
        Task<Integer> fast =
                loop.<Integer>script("fast feed").failsAfter(ofSeconds(1), new IOException("boom"));
        Task<Void> refresh =
                loop.run(
                        "refresh",
                        () -> {
                            while (true) {
                                loop.sleep(ofSeconds(60));
                            }
                        });

        assertThat(loop.await(slow)).isEqualTo(42);
        assertThat(refresh).isNotDone();
        assertThat(fast).isDone();
    }

    Duration patience() {
        return ofSeconds(1);
    }

    @Test
    void givesUpTooEarly(EventLoop loop) {
        AtomicInteger attempts = new AtomicInteger();
        Task<Integer> price = loop.start("price", () -> price(loop, attempts));
        Task<String> headline = loop.<String>script("headline").succeedsAfter(ofSeconds(2), "up");

        String news = loop.await(headline);
        loop.advance(patience());

        assertThat(news).isEqualTo("up");
        assertThat(attempts).as("attempts after %s", loop.elapsed()).hasValue(3);
        assertThat(loop.await(price)).isEqualTo(42);
    }

    @Test
    @DisplayName(HARMFUL)
    void isNamedBadly(EventLoop loop) {
        Task<Void> task =
                loop.run(
                        HARMFUL,
                        () -> {
                            loop.sleep(ofSeconds(1));
                            throw new IOException("\"" + HARMFUL + "\"");
                        });

        loop.advance(ofSeconds(2));

        assertThat(task).isDone();
        throw new AssertionError(HARMFUL);
    }
}
