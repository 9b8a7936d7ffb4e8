package dev.timeloop.agent.observe;

import dev.timeloop.internal.origin.Origin;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Who gave a pool a job that isn't a future, and where.
 *
 * <p>One object may be given several times, as a lambda that captures nothing is: when tests that
 * run at the same time do so, nobody can tell whose turn it is, and it is nobody's. Guarded by
 * itself.
 */
final class Given {
    private final WeakReference<Observation> observation;
    final Origin origin;
    final long at;
    private int pending = 1;
    private boolean isMixed;

    /** Whether a pool of threads has it, which will tell when it begins. */
    private final boolean isQueued;

    Given(Observation observation, Origin origin, boolean isQueued) {
        this.observation = observation.self();
        this.isQueued = isQueued;
        this.origin = origin;
        at = observation.elapsed();
        if (isQueued) {
            observation.queued(1);
        }
    }

    /** Whether it was given once more; false if another one has to be made. */
    synchronized boolean again(@Nullable Observation by) {
        Observation before = observation.get();
        if (pending == 0 || before == null || before.isClosed()) {
            return false;
        }
        pending++;
        if (isQueued) {
            before.queued(1);
        }
        isMixed |= before != by;
        return true;
    }

    /** It is about to run: returns for whom, null if for nobody that is known. */
    synchronized @Nullable Observation owner() {
        return isMixed ? null : observation.get();
    }

    /** Whether a pool of threads hasn't begun it as often as it was given. */
    synchronized boolean isPending() {
        return isQueued && pending > 0;
    }

    /** It runs now, and whoever takes stock can see that. */
    synchronized void begun() {
        Observation of = observation.get();
        if (pending > 0) {
            pending--;
            if (isQueued && of != null) {
                of.queued(-1);
            }
        }
    }
}
