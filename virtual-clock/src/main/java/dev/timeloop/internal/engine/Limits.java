package dev.timeloop.internal.engine;

/**
 * The bounds that cut runaways.
 *
 * @param steps things run at one instant
 * @param virtualNanos how far one drive may move virtual time by itself
 * @param realNanos how long one drive may take in real time
 */
public record Limits(long steps, long virtualNanos, long realNanos) {}
