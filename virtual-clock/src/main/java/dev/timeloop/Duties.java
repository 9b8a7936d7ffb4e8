package dev.timeloop;

import java.util.ArrayList;
import java.util.List;

/**
 * The failures that whoever looks at a stage has looked at.
 *
 * <p>Stages that pass a failure on share one object, so a look at any of them counts for all.
 */
final class Duties {
    private final List<Failure> failures = new ArrayList<>(1);
    private boolean looked;

    /** The duties of a stage that failed by itself. */
    static Duties of(Failure failure) {
        Duties duties = new Duties();
        duties.failures.add(failure);
        return duties;
    }

    List<Failure> failures() {
        return failures;
    }

    /** Somebody has looked, now or before the failure came. */
    void look() {
        looked = true;
        for (Failure failure : failures) {
            failure.retrieve();
        }
    }

    /** Takes over what another stage owes. */
    void add(Duties other) {
        for (Failure failure : other.failures) {
            if (!failures.contains(failure)) {
                failures.add(failure);
                if (looked) {
                    failure.retrieve();
                }
            }
        }
    }
}
