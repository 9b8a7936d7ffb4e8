package dev.timeloop.internal.timeline;

import dev.timeloop.internal.origin.UserFrames;
import dev.timeloop.internal.text.Spans;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes a recording of what a recorder has taken down. */
public final class Playback {
    private static final int FRAMES = 10;
    private static final String MADE_EARLIER = "made earlier";

    private final Log log;
    private final LaneTable table;
    private final Map<Integer, Alive> alive = new HashMap<>();
    private final Map<Integer, String> outcomes = new HashMap<>();
    private final Map<Integer, Integer> lastBlocks = new HashMap<>();
    private final Set<Integer> begun = new HashSet<>();
    private final TreeMap<Integer, Lane> lanes = new TreeMap<>();
    private final List<Event> events = new ArrayList<>();
    private final List<List<String>> stacks = new ArrayList<>();

    /** The instant of the last event, and whether that is known. */
    private long before;

    private boolean isBeforeKnown;

    private Playback(Recorder recorder, List<Alive> living) {
        log = recorder.read();
        table = recorder.lanes();
        living.forEach(each -> alive.put(each.lane(), each));
    }

    /**
     * Reads all that is known.
     *
     * @param start when the loop started
     * @param end how long ago that is
     * @param living the lanes that aren't over
     */
    public static Recording of(Recorder recorder, Instant start, long end, List<Alive> living) {
        return new Playback(recorder, living).read(start, end);
    }

    private Recording read(Instant start, long end) {
        long known = known();
        long all = Math.max(known, log.events());
        long lost = all - Math.min(known, Recorder.MOST);
        long skipped = all - known;
        isBeforeKnown = lost == 0;
        for (long i = log.first(); i < log.end(); i++) {
            if (log.isSeries(i)) {
                long more = log.series(i);
                long from = Math.max(0, lost - skipped);
                for (long run = from; run < more; run++) {
                    readRun(i - 1, log.nanos(i - 1) + (run + 1) * log.nanos(i));
                }
                skipped += more;
            } else if (skipped++ >= lost) {
                readEvent(i);
            }
        }
        addWhereabouts();
        addLane(Lane.TEST);
        addLane(Lane.LOOP);
        alive.keySet().forEach(this::addLane);
        for (Event event : events) {
            addLane(event.lane());
            addLane(event.other());
        }
        return new Recording(
                "",
                "",
                Recording.PASSED,
                null,
                start,
                end,
                lost,
                List.copyOf(lanes.values()),
                events,
                stacks);
    }

    // --- events ---

    /** How many events the log still has; a series without its first run is lost. */
    private long known() {
        long known = 0;
        for (long i = log.first(); i < log.end(); i++) {
            known += log.isSeries(i) ? log.series(i) : 1;
        }
        return known;
    }

    private void readEvent(long number) {
        long nanos = log.nanos(number);
        Event.Kind kind = log.kind(number);
        int lane = log.lane(number);
        String text = text(number, kind);
        move(nanos, kind, lane, text);
        if (kind == Event.Kind.TIME) {
            return;
        }
        if (kind == Event.Kind.START) {
            begun.add(lane);
        }
        if (kind == Event.Kind.END) {
            outcomes.put(lane, text);
        }
        if (kind == Event.Kind.BLOCK) {
            lastBlocks.put(lane, events.size());
        }
        Throwable failure = log.failureOf(number);
        int stack = failure == null ? -1 : addStack(UserFrames.of(failure.getStackTrace(), FRAMES));
        events.add(new Event(nanos, kind, lane, log.other(number), text, stack));
    }

    /** The callback of an event has run once more. */
    private void readRun(long number, long nanos) {
        String text = text(number, Event.Kind.RUN);
        move(nanos, Event.Kind.RUN, Lane.LOOP, text);
        events.add(new Event(nanos, Event.Kind.RUN, Lane.LOOP, Lane.NONE, text, -1));
    }

    /** Time moves to an event; what was before the first that is known isn't. */
    private void move(long nanos, Event.Kind kind, int lane, String text) {
        if (isBeforeKnown && nanos > before) {
            events.add(moved(before, nanos, kind, lane, text));
        }
        isBeforeKnown = true;
        before = nanos;
    }

    private Event moved(long from, long to, Event.Kind kind, int lane, String text) {
        String why =
                switch (kind) {
                    case TIME -> "told to";
                    case RUN -> text + " was next";
                    default -> name(lane) + " was next";
                };
        return new Event(
                to,
                Event.Kind.TIME,
                Lane.LOOP,
                kind == Event.Kind.RUN ? Lane.LOOP : lane,
                "from " + Spans.instant(from) + ": " + why,
                -1);
    }

    private String text(long number, Event.Kind kind) {
        return switch (kind) {
            case RUN -> Labels.callback(log.typeOf(number));
            case BLOCK -> until(Labels.text(log.label(number)), log.data(number));
            case END -> outcome(number);
            case FAIL -> failure(number);
            default -> Labels.text(log.label(number));
        };
    }

    private static String until(String what, long until) {
        return until == Long.MAX_VALUE ? what : what + " until " + Spans.instant(until);
    }

    private String outcome(long number) {
        boolean isFailure = log.label(number) instanceof Class<?>;
        return isFailure ? "failed with " + failure(number) : Labels.text(log.label(number));
    }

    private String failure(long number) {
        Throwable failure = log.failureOf(number);
        if (failure != null) {
            return Labels.failure(failure);
        }
        Object label = log.label(number);
        return label instanceof Class<?> type ? type.getName() : Labels.text(label);
    }

    private int addStack(List<StackTraceElement> frames) {
        if (frames.isEmpty()) {
            return -1;
        }
        List<String> texts = frames.stream().map(UserFrames::text).toList();
        int known = stacks.indexOf(texts);
        if (known >= 0) {
            return known;
        }
        stacks.add(texts);
        return stacks.size() - 1;
    }

    /** Those that wait to the end: where, and on whom now. */
    private void addWhereabouts() {
        for (Alive each : alive.values()) {
            Integer at = lastBlocks.get(each.lane());
            if (at == null || each.waitsFor() == null) {
                continue;
            }
            Event block = events.get(at);
            int other = each.waitsOn() == Lane.NONE ? block.other() : each.waitsOn();
            int stack = addStack(each.frames());
            events.set(
                    at,
                    new Event(
                            block.nanos(), block.kind(), block.lane(), other, block.text(), stack));
        }
    }

    // --- lanes ---

    private void addLane(int id) {
        if (id == Lane.NONE || lanes.containsKey(id)) {
            return;
        }
        Alive living = alive.get(id);
        String outcome = outcomes.get(id);
        String waitsFor = living == null ? null : living.waitsFor();
        lanes.put(
                id,
                new Lane(
                        id,
                        name(id),
                        living == null ? table.kind(id) : living.kind(),
                        table.maker(id),
                        table.origin(id).frames().stream().map(UserFrames::text).toList(),
                        state(id, living, outcome),
                        waitsFor,
                        outcome));
    }

    /** Who lives and waits for nothing isn't in the books: its end would be among the events. */
    private String state(int id, @Nullable Alive living, @Nullable String outcome) {
        if (outcome != null) {
            return Lane.ENDED;
        }
        if (living == null) {
            return id <= Lane.LOOP || begun.contains(id) ? Lane.RUNNING : Lane.ENDED;
        }
        return !living.isBegun()
                ? Lane.NOT_BEGUN
                : living.waitsFor() == null ? Lane.RUNNING : Lane.WAITING;
    }

    private String name(int id) {
        if (id == Lane.TEST) {
            return "test";
        }
        if (id == Lane.LOOP) {
            return "loop";
        }
        Alive living = alive.get(id);
        Lane.Kind kind = living == null ? table.kind(id) : living.kind();
        String name = living == null ? table.name(id) : living.name();
        if (living == null && !table.isKnown(id)) {
            return MADE_EARLIER;
        }
        String noun = kind == Lane.Kind.TASK ? "task" : "thread";
        return name.isEmpty() ? noun + " without a name" : noun + " \"" + name + '"';
    }
}
