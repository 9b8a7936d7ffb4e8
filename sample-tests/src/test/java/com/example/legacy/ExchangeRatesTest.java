package com.example.legacy;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.junit.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

// tag::world[]
@VirtualTime
class ExchangeRatesTest {
    @Test
    void triesAgainAfter2Then4Then8Seconds() throws Exception {
        Instant start = Instant.now();
        List<Duration> attempts = new ArrayList<>();

        String rate =
                ExchangeRates.fetch(
                        () -> {
                            attempts.add(Duration.between(start, Instant.now()));
                            if (attempts.size() < 4) {
                                throw new IOException("feed is down");
                            }
                            return "1.08";
                        });

        assertThat(rate).isEqualTo("1.08");
        assertThat(attempts).containsExactly(ZERO, ofSeconds(2), ofSeconds(6), ofSeconds(14));
    }

    @Test
    void refreshesOnceAMinute() throws Exception {
        AtomicInteger refreshes = new AtomicInteger();

        Future<?> job = ExchangeRates.refreshEachMinute(refreshes::incrementAndGet);
        TimeUnit.HOURS.sleep(24);
        job.cancel(false);

        assertThat(refreshes).hasValue(24 * 60);
    }
}
// end::world[]
