package dev.timeloop;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** The loop's time as a {@link Clock}; may be read on any thread. */
final class LoopClock extends Clock {
    private final EventLoop loop;
    private final ZoneId zone;

    LoopClock(EventLoop loop, ZoneId zone) {
        this.loop = loop;
        this.zone = zone;
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new LoopClock(loop, other);
    }

    @Override
    public Instant instant() {
        return loop.now();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LoopClock clock && clock.loop == loop && clock.zone.equals(zone);
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(loop) ^ zone.hashCode();
    }

    @Override
    public String toString() {
        return "clock of " + loop + " in " + zone;
    }
}
