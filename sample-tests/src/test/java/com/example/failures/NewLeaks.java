package com.example.failures;

import com.example.quotes.Quote;
import dev.timeloop.EventLoop;
import dev.timeloop.junit.VirtualTime;
import org.junit.jupiter.api.Test;

/** What somebody adds to a suite whose leaks are known; run by {@link LeakGateTest}. */
@VirtualTime
class NewLeaks {
    @Test
    void asksAndForgets(EventLoop loop) {
        loop.<Quote>script("new feed").hangs();
    }
}
