package dev.timeloop.behaviour;

import dev.timeloop.EventLoop;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The loops that the parts of a fixture were given, by the test that they belonged to. */
final class Seen {
    private final Map<String, List<EventLoop>> loops = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    synchronized void add(EventLoop loop) {
        loops.computeIfAbsent(String.valueOf(loop.owner()), owner -> new ArrayList<>()).add(loop);
    }

    synchronized void note(String what) {
        notes.add(what);
    }

    synchronized List<String> notes() {
        return List.copyOf(notes);
    }

    synchronized void clear() {
        loops.clear();
        notes.clear();
    }

    /** How many parts of each test had one, as {@code name=3}. */
    synchronized Map<String, Integer> counts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        loops.forEach((owner, seen) -> counts.put(owner, seen.size()));
        return counts;
    }

    /** How many loops there were. */
    synchronized int distinct() {
        Set<EventLoop> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
        loops.values().forEach(distinct::addAll);
        return distinct.size();
    }
}
