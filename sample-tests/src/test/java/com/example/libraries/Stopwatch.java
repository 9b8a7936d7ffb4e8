package com.example.libraries;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Notes how long after its start things happen, by the JDK's own clock. */
final class Stopwatch {
    private final long start = System.nanoTime();
    private final List<Duration> laps = new ArrayList<>();

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Notes this instant. */
    void lap() {
        laps.add(elapsed());
    }

    List<Duration> laps() {
        return laps;
    }
}
