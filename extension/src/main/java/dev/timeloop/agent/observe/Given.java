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

    Given(Observation observation, Origin origin) {
        this.observation = observation.self();
        this.origin = origin;
        at = observation.elapsed();
    }

    /** Whether it was given once more; false if another one has to be made. */
    synchronized boolean again(@Nullable Observation by) {
        Observation before = observation.get();
        if (pending == 0 || before == null || before.isClosed()) {
            return false;
        }
        pending++;
        isMixed |= before != by;
        return true;
    }

    /** It is about to run: returns for whom, null if for nobody that is known. */
    synchronized @Nullable Observation take() {
        pending = Math.max(0, pending - 1);
        return isMixed ? null : observation.get();
    }
}
