package dev.timeloop.agent.observe;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadPoolExecutor;

/** The pools that a test has given jobs that aren't futures; not kept from being garbage. */
final class RawJobs {
    private final List<WeakReference<ThreadPoolExecutor>> pools = new ArrayList<>();

    synchronized void givenTo(ThreadPoolExecutor pool) {
        for (WeakReference<ThreadPoolExecutor> known : pools) {
            if (known.get() == pool) {
                return;
            }
        }
        boolean unused = pools.removeIf(known -> known.get() == null);
        pools.add(new WeakReference<>(pool));
    }

    /** Those of a test that wait for a thread; one that was given several times counts once. */
    Set<Given> queued(Observation observation) {
        Set<Given> queued = Collections.newSetFromMap(new IdentityHashMap<>());
        for (ThreadPoolExecutor pool : open()) {
            for (Runnable job : pool.getQueue()) {
                Given given = JobNotes.given(job);
                if (given != null && given.isPending() && given.owner() == observation) {
                    boolean unused = queued.add(given);
                }
            }
        }
        return queued;
    }

    private List<ThreadPoolExecutor> open() {
        List<ThreadPoolExecutor> open = known();
        open.removeIf(ThreadPoolExecutor::isTerminated); // may be the user's code
        return open;
    }

    private synchronized List<ThreadPoolExecutor> known() {
        List<ThreadPoolExecutor> known = new ArrayList<>();
        for (WeakReference<ThreadPoolExecutor> each : pools) {
            ThreadPoolExecutor pool = each.get();
            if (pool != null) {
                known.add(pool);
            }
        }
        return known;
    }

    synchronized void clear() {
        pools.clear();
    }
}
