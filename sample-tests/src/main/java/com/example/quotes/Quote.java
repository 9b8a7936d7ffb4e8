package com.example.quotes;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/**
 * What a venue asks for one unit of a security at a moment.
 *
 * @param symbol the security, such as {@code "ACME"}
 * @param price the asking price; lower is better
 * @param venue the name of the feed that gave the price
 * @param at when the venue gave it
 */
public record Quote(String symbol, BigDecimal price, String venue, Instant at) {

    /** Checks that the price is not negative. */
    public Quote {
        if (price.signum() < 0) {
            throw new IllegalArgumentException("negative price for " + symbol + ": " + price);
        }
    }

    /** Returns how old this quote is at {@code now}. */
    public Duration ageAt(Instant now) {
        return Duration.between(at, now);
    }
}
