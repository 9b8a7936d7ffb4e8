package com.example.quotes;

import java.time.Duration;

/**
 * How often to try, and how long to wait in between.
 *
 * @param initial the wait after the first failure
 * @param factor by what each further wait grows, at least 1
 * @param max the longest wait
 * @param attempts how often to try in all, at least 1
 */
public record BackOff(Duration initial, double factor, Duration max, int attempts) {

    /** Checks the ranges given above. */
    public BackOff {
        if (initial.isNegative() || max.compareTo(initial) < 0) {
            throw new IllegalArgumentException("want 0 <= initial <= max: " + initial + ", " + max);
        }
        if (!(factor >= 1)) {
            throw new IllegalArgumentException("want factor >= 1: " + factor);
        }
        if (attempts < 1) {
            throw new IllegalArgumentException("want attempts >= 1: " + attempts);
        }
    }

    /** Returns a back-off whose waits double each time, up to {@code max}. */
    public static BackOff doubling(Duration initial, Duration max, int attempts) {
        return new BackOff(initial, 2, max, attempts);
    }

    /** Returns how long to wait after the given number of failures, counted from 1. */
    public Duration delayAfter(int failures) {
        double nanos = initial.toNanos() * Math.pow(factor, failures - 1);
        return nanos < max.toNanos() ? Duration.ofNanos((long) nanos) : max;
    }
}
