package dev.timeloop.junit.timeline;

import dev.timeloop.internal.timeline.Event;
import dev.timeloop.internal.timeline.Lane;
import dev.timeloop.internal.timeline.Recording;
import java.time.Instant;
import java.util.List;

/** Recordings of tests that aren't there. */
final class Recordings {
    private Recordings() {}

    static Recording passed(String test) {
        return new Recording(
                test,
                "com.acme.QuoteTest",
                Recording.PASSED,
                null,
                Instant.parse("2026-01-01T00:00:00Z"),
                2_000_000_000L,
                3,
                List.of(
                        new Lane(
                                0,
                                "the test body",
                                Lane.Kind.TEST,
                                -1,
                                List.of(),
                                "running",
                                null,
                                null),
                        new Lane(
                                4,
                                "task \"refresh\"",
                                Lane.Kind.TASK,
                                0,
                                List.of("com.acme.Quotes.refresh(Quotes.java:7)"),
                                "waiting",
                                "sleeping until +60 s",
                                null)),
                List.of(
                        new Event(0, Event.Kind.START, 4, 0, "", -1),
                        new Event(5, Event.Kind.BLOCK, 4, -1, "sleeping\nuntil \"+60 s\"", 0)),
                List.of(List.of("com.acme.Quotes.sleep(Quotes.java:9)")));
    }

    static Recording failed(String test, String failure) {
        return passed(test).failedWith(failure);
    }
}
