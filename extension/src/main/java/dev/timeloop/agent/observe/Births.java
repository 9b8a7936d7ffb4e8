package dev.timeloop.agent.observe;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The futures that tests have made and that aren't done, by identity; for any thread. */
final class Births {
    private static final int STRIPES = 64;

    private final List<Map<Object, Birth>> stripes = new ArrayList<>(STRIPES);

    Births() {
        for (int i = 0; i < STRIPES; i++) {
            stripes.add(new IdentityHashMap<>());
        }
    }

    private Map<Object, Birth> stripe(Object future) {
        int hash = System.identityHashCode(future);
        return stripes.get((hash ^ hash >>> 8) % STRIPES);
    }

    void add(Object future, Birth birth) {
        Map<Object, Birth> stripe = stripe(future);
        synchronized (stripe) {
            stripe.put(future, birth);
        }
    }

    @Nullable Birth get(Object future) {
        Map<Object, Birth> stripe = stripe(future);
        synchronized (stripe) {
            return stripe.get(future);
        }
    }

    @Nullable Birth remove(Object future) {
        Map<Object, Birth> stripe = stripe(future);
        synchronized (stripe) {
            return stripe.remove(future);
        }
    }

    /** Those of one observation, in the order in which they were made. */
    List<Birth> of(Observation observation) {
        List<Birth> found = new ArrayList<>();
        for (Map<Object, Birth> stripe : stripes) {
            synchronized (stripe) {
                for (Birth birth : stripe.values()) {
                    if (birth.observation == observation) {
                        found.add(birth);
                    }
                }
            }
        }
        found.sort((one, other) -> Long.compare(one.number, other.number));
        return found;
    }

    /** Forgets what belongs to an observation that is over. */
    void forget(Observation observation) {
        for (Map<Object, Birth> stripe : stripes) {
            synchronized (stripe) {
                stripe.values().removeIf(birth -> birth.observation == observation);
            }
        }
    }
}
