package dev.timeloop.agent.observe;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The futures that tests have made and that aren't done, by identity; for any thread. */
final class Births {
    /** Of all tests. */
    static final Births ALL = new Births();

    private static final int STRIPES = 64;

    private final List<Stripe> stripes = new ArrayList<>(STRIPES);

    private Births() {
        for (int i = 0; i < STRIPES; i++) {
            stripes.add(new Stripe());
        }
    }

    private Stripe stripe(Object future) {
        int hash = System.identityHashCode(future);
        return stripes.get((hash ^ hash >>> 8) % STRIPES);
    }

    void add(Object future, Birth birth) {
        stripe(future).add(future, birth);
    }

    @Nullable Birth get(Object future) {
        return stripe(future).get(future);
    }

    @Nullable Birth remove(Object future) {
        return stripe(future).remove(future);
    }

    /** Those of one observation, in the order in which they were made. */
    List<Birth> of(Observation observation) {
        List<Birth> found = new ArrayList<>();
        for (Stripe stripe : stripes) {
            stripe.addTo(found, observation);
        }
        found.sort((one, other) -> Long.compare(one.number, other.number));
        return found;
    }

    /** Forgets what belongs to an observation that is over. */
    void forget(Observation observation) {
        for (Stripe stripe : stripes) {
            stripe.forget(observation);
        }
    }

    /** Guarded by itself. */
    private static final class Stripe {
        /** Maps don't shrink by themselves. */
        private static final int SMALL = 64;

        private IdentityHashMap<Object, Birth> births = new IdentityHashMap<>();
        private int most;

        synchronized void add(Object future, Birth birth) {
            births.put(future, birth);
            most = Math.max(most, births.size());
        }

        synchronized @Nullable Birth get(Object future) {
            return births.get(future);
        }

        synchronized @Nullable Birth remove(Object future) {
            Birth removed = births.remove(future);
            shrink();
            return removed;
        }

        private void shrink() {
            if (births.isEmpty() && most > SMALL) {
                births = new IdentityHashMap<>();
                most = 0;
            }
        }

        synchronized void addTo(List<Birth> found, Observation observation) {
            if (births.isEmpty()) {
                return;
            }
            for (Birth birth : births.values()) {
                if (birth.observation == observation) {
                    found.add(birth);
                }
            }
        }

        synchronized void forget(Observation observation) {
            if (!births.isEmpty()) {
                births.values().removeIf(birth -> birth.observation == observation);
                shrink();
            }
        }
    }
}
