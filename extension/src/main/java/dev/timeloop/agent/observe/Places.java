package dev.timeloop.agent.observe;

import dev.timeloop.agent.rewrite.CallSites;
import dev.timeloop.internal.origin.Origin;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where futures and tasks are made.
 *
 * <p>The first of a test's from one place are told with those that called that; a walk of the stack
 * finds them, which takes long. Of the others, the place itself is enough.
 */
final class Places {
    /** Of each place in each test. */
    private static final int WALKS = 32;

    private static volatile @Nullable Origin[] origins = {};

    private Places() {}

    /** Where the calling thread makes a {@code CompletableFuture}. */
    static Origin ofFuture(Observation mine) {
        int site = site(CallSites.FUTURE);
        return isKnown(mine, site) ? origin(site) : counted(mine, site, Origin.here());
    }

    /**
     * Where the calling thread makes a {@code FutureTask}.
     *
     * @return {@link Origin#REFUSED} if that stands for something else, or owes nothing
     */
    static Origin ofTask(Observation mine) {
        int site = site(CallSites.TASK);
        return isKnown(mine, site)
                ? origin(site)
                : counted(mine, site, Origin.hereUnless(Callers::owesNothing));
    }

    /**
     * Where the calling thread gives a pool a fork-join task. Those of the same class that are
     * forked very often are told with where one of them was.
     *
     * @return {@link Origin#REFUSED} if that stands for something else, or owes nothing
     */
    static Origin ofFork(Observation mine, Object task) {
        int site = site(CallSites.TASK);
        if (isKnown(mine, site)) {
            return origin(site);
        }
        if (site != 0 || task.getClass().getClassLoader() == null) {
            return counted(mine, site, Origin.hereUnless(Callers::owesNothing));
        }
        return mine.forks().place(task.getClass());
    }

    private static int site(int kind) {
        Work work = Work.mine();
        return work == null ? 0 : work.takeSite(kind);
    }

    private static boolean isKnown(Observation mine, int site) {
        return site != 0 && !mine.visits().isBelow(WALKS, CallSites.index(site));
    }

    /** What is nobody's, by those that called the place, has to be looked at each time. */
    private static Origin counted(Observation mine, int site, Origin found) {
        if (site != 0 && found != Origin.REFUSED && !found.isNobodys()) {
            mine.visits().count(CallSites.index(site));
        }
        return found;
    }

    private static Origin origin(int site) {
        @Nullable Origin[] known = origins;
        int index = CallSites.index(site);
        Origin origin = index < known.length ? known[index] : null;
        return origin == null ? add(site, index) : origin;
    }

    private static synchronized Origin add(int site, int index) {
        if (index >= origins.length) {
            origins = Arrays.copyOf(origins, Math.max(index + 1, 2 * origins.length));
        }
        Origin origin = Origin.at(CallSites.place(site));
        origins[index] = origin;
        return origin;
    }
}
