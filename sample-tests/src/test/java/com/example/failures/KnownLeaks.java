package com.example.failures;

import static java.time.Duration.ofSeconds;

import com.example.quotes.Quote;
import dev.timeloop.EventLoop;
import dev.timeloop.junit.VirtualTime;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A suite with a leak that nobody has had the time to mend; run by {@link LeakGateTest}. */
@VirtualTime
class KnownLeaks {
    // tag::gate[]
    @Test
    void asksWithoutWaiting(EventLoop loop) {
        loop.<Quote>script("slow feed").failsAfter(ofSeconds(1), new IOException("boom"));

        loop.advance(ofSeconds(2));
    }

    // end::gate[]
}
