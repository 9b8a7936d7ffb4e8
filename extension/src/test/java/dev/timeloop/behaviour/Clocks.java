package dev.timeloop.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

/** Tells by the JDK's clock where a part of a fixture runs. */
final class Clocks {
    private static final Instant LATEST_START = Instant.parse("2020-01-01T00:00:00Z");

    private Clocks() {}

    /** That the caller is in a world, which starts in 2000 unless it is told. */
    static void assertVirtual() {
        assertThat(Instant.now()).isBefore(LATEST_START);
    }

    static void assertReal() {
        assertThat(Instant.now()).isAfter(LATEST_START);
    }
}
