package dev.timeloop;

import java.util.ArrayList;
import java.util.List;

/**
 * One failure and the duty to look at it, shared by all stages that it went down.
 *
 * <p>It is guarded by the baton, but for {@link #retrieved}, which threads outside may set.
 */
final class Failure {
    final Throwable error;
    final Task<?> origin;
    final long at;

    /** The stages that carry it, the origin first. */
    private final List<Task<?>> holders = new ArrayList<>(1);

    private volatile boolean retrieved;

    /** Whether a stage that isn't ours, say one of {@code allOf}, was given it. */
    private boolean handedOutside;

    Failure(Throwable error, Task<?> origin, long at) {
        this.error = error;
        this.origin = origin;
        this.at = at;
    }

    void handOutside() {
        handedOutside = true;
    }

    boolean isHandedOutside() {
        return handedOutside;
    }

    void heldBy(Task<?> holder) {
        if (retrieved && !origin.loop.isEveryBranch) {
            holders.clear(); // nobody will ask, and a long-lived failure must not keep its stages
            return;
        }
        holders.add(holder);
    }

    void retrieve() {
        retrieved = true;
    }

    boolean isRetrieved() {
        return retrieved;
    }

    /** Whether each end of each chain was looked at: the strict rule. */
    boolean isRetrievedOnEveryBranch() {
        return unlookedEnds().isEmpty();
    }

    /** The ends of its chains that nobody looked at. */
    List<Task<?>> unlookedEnds() {
        List<Task<?>> ends = new ArrayList<>();
        for (Task<?> holder : holders) {
            if (!holder.wasPassedOn() && !holder.wasAsked()) {
                ends.add(holder);
            }
        }
        return ends;
    }
}
