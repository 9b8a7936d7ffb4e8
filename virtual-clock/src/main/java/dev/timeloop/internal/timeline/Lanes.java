package dev.timeloop.internal.timeline;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Shows the last part of a recording in plain characters, a line for each lane, for a log that is
 * 120 columns wide.
 *
 * <p>A lane is drawn solid while it could run, and dotted while it waits. Behind it stands how it
 * ended, or what it waits for.
 */
public final class Lanes {
    private static final int WIDTH = 120;
    private static final int MOST_LANES = 12;
    private static final int LONGEST_NAME = 28;
    private static final int LEAST_CHART = 24;
    private static final int MOST_CHART = 56;
    private static final int MARGIN = 2;

    /** Of an exception's class: its place is in the stack trace. */
    private static final Pattern PACKAGE =
            Pattern.compile("^(failed with )?(?:[a-z_$][\\w$]*\\.)+(?=[A-Z])");

    private final Recording recording;
    private final Waits waits;

    private Lanes(Recording recording) {
        this.recording = recording;
        waits = new Waits(recording);
    }

    /** Of a recording. */
    public static Lanes of(Recording recording) {
        return new Lanes(recording);
    }

    /**
     * Draws them with what the console can show.
     *
     * @return lines without a line end at the last; empty when they would say nothing that the
     *     failure doesn't
     */
    public String text() {
        return text(Glyphs.ofConsole());
    }

    String text(Glyphs glyphs) {
        Set<Integer> active = Selection.active(recording);
        if (!saysSomething(active)) {
            return "";
        }
        List<Lane> lanes = Selection.of(recording, waits, MOST_LANES);
        int names = lanes.stream().mapToInt(lane -> name(lane).length()).max().orElse(0);
        int ends = lanes.stream().mapToInt(lane -> end(lane).length()).max().orElse(0);
        int room = WIDTH - names - ends - 3 * MARGIN - 1;
        int most = Math.max(LEAST_CHART, Math.min(MOST_CHART, room));
        Chart chart = new Chart(recording, lanes, most, glyphs);
        StringBuilder text = new StringBuilder(heading(active.size(), chart.shownEvents()));
        line(text, " ".repeat(names), chart.axis(), "");
        int shown = 0;
        for (Lane lane : lanes) {
            String row = chart.row(lane);
            if (!row.isBlank() || lane.id() == Lane.TEST) { // others were over before
                String name = name(lane) + " ".repeat(names - name(lane).length());
                line(text, name, row, end(lane));
                shown++;
            }
        }
        int more = active.size() - shown;
        if (more > 0) {
            text.append("\n  ... and ").append(more).append(more == 1 ? " lane" : " lanes");
        }
        circle(text, glyphs);
        return text.toString();
    }

    /** At one instant, there is only a circle to see, or what came before a failure. */
    private boolean saysSomething(Set<Integer> active) {
        long others = active.stream().filter(lane -> lane != Lane.TEST).count();
        boolean hasTimePassed = recording.end() != 0;
        boolean hasFailed =
                recording.events().stream().anyMatch(event -> event.kind() == Event.Kind.FAIL);
        return hasTimePassed ? others > 0 : others > 1 && hasFailed;
    }

    private String heading(int lanes, int events) {
        long all = recording.lost();
        for (Event event : recording.events()) {
            all += Chart.isDrawn(event) ? 1 : 0;
        }
        return "Timeline (virtual time, "
                + lanes
                + " lanes, "
                + (all > events ? "last " : "")
                + events
                + " events):";
    }

    private static void line(StringBuilder text, String name, String row, String end) {
        String line = "  " + name + "  " + row + "  " + end;
        String cut = line.length() <= WIDTH ? line : line.substring(0, WIDTH - 3) + "...";
        text.append('\n').append(cut.stripTrailing());
    }

    private static String name(Lane lane) {
        String name = lane.name();
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 4) + "...\"";
    }

    /** How a lane ended, or stands. */
    private String end(Lane lane) {
        String leak = last(lane, Event.Kind.LEAK);
        String waitsFor = lane.waitsFor();
        String outcome = lane.outcome();
        if (lane.id() == Lane.TEST) {
            String failure = last(lane, Event.Kind.FAIL);
            if (failure == null) {
                return waitsFor == null ? "" : waitsFor;
            }
            String why = withoutPackage(failure);
            return waitsFor == null ? why : why + ": " + waitsFor;
        }
        if (lane.id() == Lane.LOOP) {
            return last(lane, Event.Kind.RUN) + (leak == null ? "" : ", left behind");
        }
        if (outcome != null) {
            return withoutPackage(outcome) + (leak == null ? "" : ", nobody looked");
        }
        String state = waitsFor == null ? lane.state() : waitsFor;
        return leak == null ? state : "left behind: " + state;
    }

    private static String withoutPackage(String failure) {
        return PACKAGE.matcher(failure).replaceFirst("$1");
    }

    private @Nullable String last(Lane lane, Event.Kind kind) {
        List<Event> events = recording.events();
        for (int i = events.size() - 1; i >= 0; i--) {
            Event event = events.get(i);
            if (event.kind() == kind && event.lane() == lane.id()) {
                return event.text();
            }
        }
        return null;
    }

    // --- circles ---

    private void circle(StringBuilder text, Glyphs glyphs) {
        List<Integer> circle = waits.circle();
        for (int i = 0; i < circle.size(); i++) {
            Lane lane = recording.lane(circle.get(i));
            if (lane == null) {
                continue;
            }
            boolean isFirst = i == 0;
            boolean isLast = i == circle.size() - 1;
            String arrow =
                    (isFirst
                                    ? "" + glyphs.corner + glyphs.running + glyphs.arrow
                                    : "" + glyphs.upright + "  ")
                            + ' ';
            String back =
                    isLast
                            ? ""
                                    + glyphs.lowerCorner
                                    + glyphs.running
                                    + glyphs.running
                                    + glyphs.running
                            : glyphs.upright + "   ";
            line(text, arrow + lane.name(), "", "");
            line(text, back + "  " + lane.waitsFor(), "", "");
        }
    }
}
