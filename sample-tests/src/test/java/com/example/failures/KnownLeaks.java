package com.example.failures;

import com.example.quotes.NoQuoteException;
import com.example.quotes.Quote;
import dev.timeloop.junit.LeakCheck;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A suite with a leak that nobody has had the time to mend; run by {@link LeakGateTest}. */
@SuppressWarnings("FutureReturnValueIgnored") // that is the leak
class KnownLeaks {
    private final List<Quote> quotes = Collections.synchronizedList(new ArrayList<>());

    // tag::gate[]
    @Test
    @LeakCheck
    void asksWithoutWaiting() {
        CompletableFuture.supplyAsync(this::ask).thenAccept(quotes::add);
    }

    // end::gate[]

    private Quote ask() {
        throw new NoQuoteException("ACME", List.of());
    }
}
