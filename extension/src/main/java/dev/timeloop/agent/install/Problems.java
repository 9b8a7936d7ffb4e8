package dev.timeloop.agent.install;

import java.util.ArrayList;
import java.util.List;

/** What went wrong, without anything being given up: for a report to the user. */
final class Problems {
    private final List<String> all = new ArrayList<>();

    synchronized void add(String problem) {
        if (!all.contains(problem)) {
            all.add(problem);
        }
    }

    synchronized List<String> list() {
        return List.copyOf(all);
    }
}
