package com.example.quotes;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;

/** Values for the tests of this package. */
final class Quotes {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Quotes() {}

    static Quote acme(String price, String venue) {
        return new Quote("ACME", new BigDecimal(price), venue, NOON);
    }

    static Quote acme(String price, String venue, Instant at) {
        return new Quote("ACME", new BigDecimal(price), venue, at);
    }

    static IOException down() {
        return new IOException("feed is down");
    }
}
