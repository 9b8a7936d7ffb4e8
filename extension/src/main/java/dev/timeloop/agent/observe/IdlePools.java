package dev.timeloop.agent.observe;

import dev.timeloop.LooseEnd;
import dev.timeloop.LooseEnd.Kind;
import dev.timeloop.internal.text.ThreadNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.Timer;

/** The pools and timers that a test has made, and never shut down. */
final class IdlePools {
    private final Observation observation;
    private final long now;
    private final List<LooseEnd> found = new ArrayList<>();

    private IdlePools(Observation observation, long now) {
        this.observation = observation;
        this.now = now;
    }

    /**
     * Lists them.
     *
     * @param reported the threads that were found to be busy: a timer is told of by its own
     */
    static List<LooseEnd> of(Observation observation, Set<Thread> reported, long now) {
        IdlePools pools = new IdlePools(observation, now);
        for (Pools.Made made : observation.pools().open()) {
            Object its = made.pool().get();
            if (its instanceof Timer timer) {
                pools.timer(timer, made, reported);
            } else if (its != null) {
                String name = its.getClass().getSimpleName();
                pools.add(made, name, "was never shut down", "shut it down, or close it");
            }
        }
        return pools.found;
    }

    /** One that has something to do is told of by that. */
    private void timer(Timer timer, Pools.Made made, Set<Thread> reported) {
        Thread thread = Timers.thread(timer);
        if (thread != null && !reported.contains(thread) && Timers.isIdle(timer)) {
            String name = "Timer of " + ThreadNames.describe(thread);
            add(made, name, "was never cancelled", "cancel it: timer.cancel()");
        }
    }

    private void add(Pools.Made made, String name, String state, String advice) {
        found.add(
                new LooseEnd(
                        Kind.IDLE_POOL,
                        name,
                        state,
                        Duration.ofNanos(made.at()),
                        observation.age(made.at(), now),
                        made.origin().frames(),
                        null,
                        List.of(),
                        advice));
    }
}
