package dev.timeloop.junit.timeline;

import dev.timeloop.internal.timeline.Event;
import dev.timeloop.internal.timeline.Event.Kind;
import dev.timeloop.internal.timeline.Lane;
import dev.timeloop.internal.timeline.Recording;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes up a recording, for what a real test would take long to do. */
final class Script {
    private static final int NO_STACK = -1;

    private final List<Lane> lanes = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<List<String>> stacks = new ArrayList<>();
    private long now;

    Script() {
        lanes.add(lane(Lane.TEST, "the test body", Lane.Kind.TEST, Lane.NONE, List.of()));
        lanes.add(lane(Lane.LOOP, "the loop", Lane.Kind.LOOP, Lane.NONE, List.of()));
    }

    private static Lane lane(int id, String name, Lane.Kind kind, int madeBy, List<String> madeAt) {
        return new Lane(id, name, kind, madeBy, madeAt, "running", null, null);
    }

    /** A task of the test body. */
    int task(String name, String... madeAt) {
        int id = lanes.size();
        lanes.add(lane(id, name, Lane.Kind.TASK, Lane.TEST, List.of(madeAt)));
        happens(Kind.START, id, Lane.TEST, "");
        return id;
    }

    void at(Duration instant) {
        now = instant.toNanos();
        happens(Kind.TIME, Lane.NONE, Lane.NONE, "the next timer");
    }

    void happens(Kind kind, int lane, int other, String text) {
        events.add(new Event(now, kind, lane, other, text, NO_STACK));
    }

    void waits(int lane, int other, String what, String... stack) {
        int index = NO_STACK;
        if (stack.length > 0) {
            index = stacks.size();
            stacks.add(List.of(stack));
        }
        events.add(new Event(now, Kind.BLOCK, lane, other, what, index));
        change(lane, "waiting", what, null);
    }

    void wakes(int lane, int other) {
        happens(Kind.WAKE, lane, other, "");
        change(lane, "running", null, null);
    }

    void ends(int lane, String outcome) {
        happens(Kind.END, lane, Lane.NONE, outcome);
        change(lane, "ended", null, outcome);
    }

    private void change(
            int lane, String state, @Nullable String waitsFor, @Nullable String outcome) {
        Lane old = lanes.get(lane);
        lanes.set(
                lane,
                new Lane(
                        old.id(),
                        old.name(),
                        old.kind(),
                        old.madeBy(),
                        old.madeAt(),
                        state,
                        waitsFor,
                        outcome));
    }

    int count() {
        return events.size();
    }

    Recording passed(String test) {
        return new Recording(
                test,
                "com.example.PagesTest",
                Recording.PASSED,
                null,
                Instant.parse("2026-01-01T00:00:00Z"),
                now,
                0,
                lanes,
                events,
                stacks);
    }

    Recording failed(String test, String failure) {
        happens(Kind.FAIL, Lane.TEST, Lane.NONE, failure.lines().findFirst().orElse(""));
        return passed(test).failedWith(failure);
    }
}
