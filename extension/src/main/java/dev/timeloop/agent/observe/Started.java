package dev.timeloop.agent.observe;

import dev.timeloop.internal.origin.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The threads that a test has started, and where. */
final class Started {
    private static final int FIRST_SWEEP = 64;

    private final List<Birth> threads = new ArrayList<>();
    private final Map<Thread, Birth> busy = new HashMap<>();
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

    /** A thread of a pool is at a job of this test that isn't a future. */
    synchronized void begin(Thread thread, Given job, Observation observation) {
        Birth birth = new Birth(thread, observation, job.origin, job.at, observation.nextNumber());
        Birth unused = busy.put(thread, birth);
    }

    synchronized void end(Thread thread) {
        Birth unused = busy.remove(thread);
    }

    /** What a thread is at, or else where it was started; null if that isn't known. */
    synchronized @Nullable Birth find(Thread thread) {
        Birth job = busy.get(thread);
        if (job != null) {
            return job;
        }
        for (Birth each : threads) {
            if (each.future == thread) {
                return each;
            }
        }
        return null;
    }

    synchronized List<Birth> alive() {
        List<Birth> alive = new ArrayList<>();
        for (Birth each : threads) {
            if (((Thread) each.future).isAlive()) {
                alive.add(each);
            }
        }
        for (Birth each : busy.values()) {
            if (alive.stream().noneMatch(other -> other.future == each.future)) {
                alive.add(each);
            }
        }
        return alive;
    }

    synchronized void clear() {
        threads.clear();
        busy.clear();
    }
}
