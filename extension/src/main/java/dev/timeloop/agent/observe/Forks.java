package dev.timeloop.agent.observe;

import dev.timeloop.internal.origin.Origin;
import java.util.HashMap;
import java.util.Map;

/**
 * Where tasks of applications' classes were forked in one test: a computation may fork millions of
 * one class, at the same place. Guarded by itself.
 */
final class Forks {
    private static final int WALKS = 32;

    private static final class Place {
        Origin last = Origin.UNKNOWN;
        int walks;
    }

    private final Map<Class<?>, Place> places = new HashMap<>();

    Origin place(Class<?> type) {
        synchronized (this) {
            Place known = places.get(type);
            if (known != null && known.walks >= WALKS) {
                return known.last;
            }
        }
        Origin here = Origin.hereUnless(Callers::owesNothing);
        if (here != Origin.REFUSED && !here.isNobodys()) {
            add(type, here);
        }
        return here;
    }

    private synchronized void add(Class<?> type, Origin here) {
        Place place = places.computeIfAbsent(type, any -> new Place());
        place.last = here;
        place.walks++;
    }
}
