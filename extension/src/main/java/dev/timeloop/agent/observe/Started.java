package dev.timeloop.agent.observe;

import dev.timeloop.internal.origin.Origin;
import java.util.ArrayList;
import java.util.List;

/** The threads that a test has started, and where. */
final class Started {
    private static final int FIRST_SWEEP = 64;

    private final List<Birth> threads = new ArrayList<>();
    private int sweepAt = FIRST_SWEEP;

    synchronized void add(Thread thread, Observation observation, Origin origin) {
        if (threads.size() >= sweepAt) {
            threads.removeIf(each -> hasEnded((Thread) each.future));
            sweepAt = Math.max(FIRST_SWEEP, 2 * threads.size());
        }
        threads.add(
                new Birth(
                        thread,
                        observation,
                        origin,
                        observation.elapsed(),
                        observation.nextNumber()));
    }

    private static boolean hasEnded(Thread thread) {
        return thread.getState() == Thread.State.TERMINATED;
    }

    synchronized List<Birth> alive() {
        List<Birth> alive = new ArrayList<>();
        for (Birth each : threads) {
            if (((Thread) each.future).isAlive()) {
                alive.add(each);
            }
        }
        return alive;
    }

    synchronized void clear() {
        threads.clear();
    }
}
