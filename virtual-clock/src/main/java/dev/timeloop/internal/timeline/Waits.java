package dev.timeloop.internal.timeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who waits for whom when a recording ends. */
final class Waits {
    private final Map<Integer, Integer> waitsOn = new HashMap<>();

    Waits(Recording recording) {
        for (Event event : recording.events()) {
            if (event.kind() == Event.Kind.BLOCK) {
                waitsOn.put(event.lane(), event.other());
            } else if (event.kind() == Event.Kind.WAKE || event.kind() == Event.Kind.END) {
                waitsOn.remove(event.lane());
            }
        }
    }

    /** Those that lead from a lane to one that waits for nobody in particular, or around. */
    Set<Integer> chain(int lane) {
        Set<Integer> met = new LinkedHashSet<>();
        Integer next = lane;
        while (next != null && next != Lane.NONE && met.add(next)) {
            next = waitsOn.get(next);
        }
        return met;
    }

    /** Those that wait for each other in a circle, the smallest first; empty if none do. */
    List<Integer> circle() {
        for (int first : waitsOn.keySet().stream().sorted().toList()) {
            List<Integer> chain = new ArrayList<>(chain(first));
            Integer next = next(chain.get(chain.size() - 1));
            if (next != null && chain.contains(next)) {
                return chain.subList(chain.indexOf(next), chain.size());
            }
        }
        return List.of();
    }

    private @Nullable Integer next(int lane) {
        Integer next = waitsOn.get(lane);
        return next == null || next == Lane.NONE ? null : next;
    }
}
