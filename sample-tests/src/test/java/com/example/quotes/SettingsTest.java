package com.example.quotes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.EventLoop;
import dev.timeloop.junit.LeakCheck;
import dev.timeloop.junit.VirtualTime;
import java.time.Duration;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;

// tag::settings[]
@VirtualTime(startAt = "2026-03-01T12:00:00Z", zone = "Europe/Berlin", realTimeout = "10 s")
@LeakCheck(timers = LeakCheck.Level.WARN, everyBranch = true)
class SettingsTest {
    @Test
    @LeakCheck(timers = LeakCheck.Level.IGNORE) // for this test; the rest as above
    void startsAtOneOClockInBerlin(EventLoop loop) {
        loop.callLater(Duration.ofHours(1), () -> {});

        assertThat(LocalTime.now(loop.clock())).isEqualTo("13:00");
    }
}
// end::settings[]
