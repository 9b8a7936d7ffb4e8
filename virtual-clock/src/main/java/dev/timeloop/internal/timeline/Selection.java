package dev.timeloop.internal.timeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The lanes that matter to the end of a recording. */
final class Selection {
    /** Those that only did something last are shown up to here. */
    private static final int OTHERS = 8;

    private final Recording recording;
    private final int most;
    private final Set<Integer> chosen = new LinkedHashSet<>();
    private final Map<Integer, Integer> lastEvents = new HashMap<>();

    private Selection(Recording recording, int most) {
        this.recording = recording;
        this.most = most;
    }

    /**
     * Chooses lanes: those of loose ends, failures and circles before those that had to do with
     * them, and these before those that did something last.
     *
     * @param most so many at most
     * @return by id
     */
    static List<Lane> of(Recording recording, Waits waits, int most) {
        Selection selection = new Selection(recording, most);
        selection.choose(waits);
        List<Lane> lanes = new ArrayList<>();
        for (Lane lane : recording.lanes()) {
            if (selection.chosen.contains(lane.id())) {
                lanes.add(lane);
            }
        }
        return lanes;
    }

    /** The lanes that anything happened in. */
    static Set<Integer> active(Recording recording) {
        Set<Integer> active = new HashSet<>();
        for (Event event : recording.events()) {
            if (Chart.isDrawn(event) || event.kind() == Event.Kind.LEAK) {
                active.add(event.lane());
            }
        }
        return active;
    }

    private void choose(Waits waits) {
        add(Lane.TEST);
        waits.circle().forEach(this::add);
        List<Event> events = recording.events();
        for (int i = events.size() - 1; i >= 0; i--) {
            Event event = events.get(i);
            if (Chart.isDrawn(event)) {
                lastEvents.putIfAbsent(event.lane(), i);
            }
            if (event.kind() == Event.Kind.LEAK) {
                add(event.lane());
            }
        }
        waits.chain(Lane.TEST).forEach(this::add);
        for (int i = events.size() - 1; i >= 0; i--) {
            if (Chart.isFailure(events.get(i))) {
                add(events.get(i).lane());
            }
        }
        Set<Integer> important = Set.copyOf(chosen);
        for (int i = events.size() - 1; i >= 0 && chosen.size() < most; i--) {
            Event event = events.get(i);
            boolean isRelated =
                    important.contains(event.lane())
                            || (important.contains(event.other())
                                    && event.kind() != Event.Kind.START);
            if (isRelated && event.kind() != Event.Kind.TIME) {
                addActive(event.lane());
                addActive(event.other());
            }
        }
        for (int i = events.size() - 1; i >= 0 && chosen.size() < OTHERS; i--) {
            addActive(events.get(i).lane());
        }
    }

    private void addActive(int lane) {
        if (lastEvents.containsKey(lane)) {
            add(lane);
        }
    }

    private void add(int lane) {
        if (lane != Lane.NONE && chosen.size() < most) {
            chosen.add(lane);
        }
    }
}
