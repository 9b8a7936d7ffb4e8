package dev.timeloop.internal.timeline;

import dev.timeloop.internal.text.Spans;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Draws the last events of some lanes, a column each in the order in which they happened, with more
 * room where time moved.
 */
final class Chart {
    private static final char LEFT_BEHIND = '!';

    /** Those at one instant. */
    private record Instant(long nanos, List<Event> events) {
        int width(boolean isLabelled) {
            int label = isLabelled ? Spans.instant(nanos).length() + 1 : 0;
            return Math.max(events.size() + 1, label);
        }
    }

    private final Glyphs glyphs;
    private final Map<Integer, char[]> rows = new HashMap<>();
    private final Map<Integer, Character> fills = new HashMap<>();
    private final List<Instant> shown = new ArrayList<>();
    private final char[] axis;
    private final int width;
    private int shownEvents;
    private int column;
    private int labelEnd;

    Chart(Recording recording, List<Lane> lanes, int most, Glyphs glyphs) {
        this.glyphs = glyphs;
        for (Lane lane : lanes) {
            rows.put(lane.id(), new char[0]);
            boolean isOld = lane.id() <= Lane.TEST;
            fills.put(lane.id(), isOld ? glyphs.running : ' ');
        }
        List<Instant> all = instants(recording);
        choose(all, most);
        boolean isLabelled = widthOf(shown, true) <= most;
        width = Math.min(most, widthOf(shown, isLabelled)) + 1;
        axis = blank();
        rows.replaceAll((lane, row) -> blank());
        draw(all, isLabelled);
        for (Event event : recording.events()) {
            if (event.kind() == Event.Kind.LEAK && rows.containsKey(event.lane())) {
                rowOf(event.lane())[width - 1] = LEFT_BEHIND;
            }
        }
    }

    /** Whether an event has a column. */
    static boolean isDrawn(Event event) {
        return switch (event.kind()) {
            case START, END, BLOCK, WAKE, RUN, FAIL -> true;
            case TIME, CANCEL, LEAK, IO_HOLD, IO_RELEASE -> false;
        };
    }

    static boolean isFailure(Event event) {
        return event.kind() == Event.Kind.FAIL
                || (event.kind() == Event.Kind.END && event.text().startsWith("failed"));
    }

    // --- what is shown ---

    private List<Instant> instants(Recording recording) {
        List<Instant> all = new ArrayList<>();
        for (Event event : recording.events()) {
            if (!isDrawn(event) || !rows.containsKey(event.lane())) {
                continue;
            }
            if (all.isEmpty() || all.get(all.size() - 1).nanos() != event.nanos()) {
                all.add(new Instant(event.nanos(), new ArrayList<>()));
            }
            all.get(all.size() - 1).events().add(event);
        }
        if (all.isEmpty() || all.get(all.size() - 1).nanos() < recording.end()) {
            all.add(new Instant(recording.end(), List.of()));
        }
        return all;
    }

    private void choose(List<Instant> all, int most) {
        int room = most;
        for (int i = all.size() - 1; i >= 0; i--) {
            Instant instant = all.get(i);
            room -= instant.width(false);
            if (room >= 0) {
                shown.add(0, instant);
                continue;
            }
            int rest = room + instant.events().size();
            if (shown.isEmpty() && rest > 0) {
                int from = instant.events().size() - rest;
                shown.add(
                        new Instant(
                                instant.nanos(),
                                instant.events().subList(from, instant.events().size())));
            }
            break;
        }
        shown.forEach(instant -> shownEvents += instant.events().size());
    }

    private static int widthOf(List<Instant> instants, boolean isLabelled) {
        return instants.stream().mapToInt(instant -> instant.width(isLabelled)).sum();
    }

    // --- drawing ---

    private char[] blank() {
        char[] row = new char[width];
        Arrays.fill(row, ' ');
        return row;
    }

    private void draw(List<Instant> all, boolean isLabelled) {
        int skip = all.stream().mapToInt(instant -> instant.events().size()).sum() - shownEvents;
        for (Instant instant : all) {
            for (Event event : instant.events()) {
                if (skip-- > 0) {
                    fills.put(event.lane(), fillAfter(event));
                }
            }
        }
        for (Instant instant : shown) {
            label(instant.nanos());
            int end = column + instant.width(isLabelled);
            for (Event event : instant.events()) {
                fill();
                rowOf(event.lane())[column++] = glyph(event);
                fills.put(event.lane(), fillAfter(event));
            }
            while (column < end) {
                fill();
                column++;
            }
        }
        fill();
    }

    private char[] rowOf(int lane) {
        return Objects.requireNonNull(rows.get(lane), "row");
    }

    private void fill() {
        rows.forEach((lane, row) -> row[column] = fills.getOrDefault(lane, ' '));
    }

    private void label(long nanos) {
        String text = Spans.instant(nanos);
        if (column >= labelEnd && column + text.length() <= axis.length) {
            text.getChars(0, text.length(), axis, column);
            labelEnd = column + text.length() + 1;
        }
    }

    private char fillAfter(Event event) {
        return switch (event.kind()) {
            case BLOCK -> glyphs.waiting;
            case END, RUN, FAIL -> ' ';
            default -> glyphs.running;
        };
    }

    private char glyph(Event event) {
        return switch (event.kind()) {
            case START -> glyphs.made;
            case END, FAIL -> isFailure(event) ? glyphs.failed : glyphs.done;
            case BLOCK -> glyphs.waiting;
            case RUN -> glyphs.callback;
            default -> glyphs.running;
        };
    }

    // --- the result ---

    int shownEvents() {
        return shownEvents;
    }

    int width() {
        return width;
    }

    String axis() {
        return new String(axis);
    }

    String row(Lane lane) {
        return new String(rowOf(lane.id()));
    }
}
