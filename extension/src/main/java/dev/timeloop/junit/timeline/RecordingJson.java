package dev.timeloop.junit.timeline;

import dev.timeloop.internal.timeline.Event;
import dev.timeloop.internal.timeline.Lane;
import dev.timeloop.internal.timeline.Recording;
import dev.timeloop.junit.report.Json;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A recording as JSON; {@code docs/timeline.md} has the format. */
final class RecordingJson {
    private static final int FORMAT = 1;
    private static final int USUAL_EVENT = 64;

    private final StringBuilder json;

    private RecordingJson(int room) {
        json = new StringBuilder(room);
    }

    /** Lanes, events and stacks have a line each, so that a diff of two files can be read. */
    static String of(Recording recording) {
        RecordingJson text = new RecordingJson(1024 + USUAL_EVENT * recording.events().size());
        text.add(recording);
        return text.json.toString();
    }

    private void add(Recording recording) {
        json.append("{\"format\":").append(FORMAT);
        member("test", recording.test());
        member("className", recording.className());
        member("outcome", recording.outcome());
        member("failure", recording.failure());
        member("start", recording.start().toString());
        member("end", recording.end());
        member("lost", recording.lost());
        name("lanes");
        list(recording.lanes(), "\n", this::lane);
        name("events");
        list(recording.events(), "\n", this::event);
        name("stacks");
        list(recording.stacks(), "\n", this::frames);
        json.append("}\n");
    }

    private void lane(Lane lane) {
        json.append("{\"id\":").append(lane.id());
        member("name", lane.name());
        member("kind", lane.kind().label());
        member("madeBy", lane.madeBy());
        name("madeAt");
        frames(lane.madeAt());
        member("state", lane.state());
        member("waitsFor", lane.waitsFor());
        member("outcome", lane.outcome());
        json.append('}');
    }

    private void event(Event event) {
        json.append('[').append(event.nanos()).append(",\"").append(event.kind()).append("\",");
        json.append(event.lane()).append(',').append(event.other()).append(',');
        Json.addString(json, event.text());
        json.append(',').append(event.stack()).append(']');
    }

    private void frames(List<String> frames) {
        list(frames, "", frame -> Json.addString(json, frame));
    }

    private <T> void list(List<T> list, String newLine, Consumer<T> writer) {
        json.append('[');
        for (Iterator<T> each = list.iterator(); each.hasNext(); ) {
            json.append(newLine);
            writer.accept(each.next());
            json.append(each.hasNext() ? "," : "");
        }
        json.append(']');
    }

    private void name(String name) {
        json.append(",\"").append(name).append("\":");
    }

    private void member(String name, long value) {
        name(name);
        json.append(value);
    }

    private void member(String name, @Nullable String value) {
        name(name);
        if (value == null) {
            json.append("null");
        } else {
            Json.addString(json, value);
        }
    }
}
