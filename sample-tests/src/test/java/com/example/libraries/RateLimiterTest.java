package com.example.libraries;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.junit.VirtualTime;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import org.junit.jupiter.api.Test;

/** Resilience4j reads {@code System.nanoTime} and parks. */
@VirtualTime
class RateLimiterTest {
    private final Stopwatch watch = new Stopwatch();
    private final RateLimiter limiter =
            RateLimiter.of(
                    "two a second",
                    RateLimiterConfig.custom()
                            .limitForPeriod(2)
                            .limitRefreshPeriod(ofSeconds(1))
                            .timeoutDuration(ofSeconds(10))
                            .build());

    @Test
    void letsTwoPassEachSecond() {
        for (int i = 0; i < 5; i++) {
            limiter.executeRunnable(watch::lap);
        }

        assertThat(watch.laps())
                .containsExactly(ZERO, ZERO, ofSeconds(1), ofSeconds(1), ofSeconds(2));
    }
}
