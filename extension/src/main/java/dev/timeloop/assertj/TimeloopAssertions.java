package dev.timeloop.assertj;

/** Entry point of the assertions on tasks, partitions and event loops. */
public final class TimeloopAssertions {
    private TimeloopAssertions() {}
}
