package dev.timeloop;

import dev.timeloop.internal.origin.Origin;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The books of a loop: which tasks are open, and which failures nobody has looked at.
 *
 * <p>Guarded by the baton. Stages aren't entered: they are open because the task at their root is.
 */
final class Ledger {
    /** Beyond these, places aren't taken down: a test that makes a million tasks must stay fast. */
    private static final int MOST_ORIGINS = 1_000;

    /** Callbacks cost less than taking down a place. */
    private static final int MOST_CALLBACK_ORIGINS = 100;

    private static final int FIRST_SWEEP = 64;

    private @Nullable Task<?> firstOpen;
    private @Nullable Task<?> lastOpen;
    private List<Failure> failures = new ArrayList<>();
    private int sweepAt = FIRST_SWEEP;
    private long completions;
    private int origins;
    private int callbackOrigins;

    /** Where the user's code stands, as long as there is room. */
    Origin origin() {
        return origins++ < MOST_ORIGINS ? Origin.here() : Origin.UNKNOWN;
    }

    Origin callbackOrigin() {
        return callbackOrigins++ < MOST_CALLBACK_ORIGINS ? Origin.here() : Origin.UNKNOWN;
    }

    long nextCompletion() {
        return ++completions;
    }

    void opened(Task<?> task) {
        task.isOpen = true;
        task.previousOpen = lastOpen;
        if (lastOpen == null) {
            firstOpen = task;
        } else {
            lastOpen.nextOpen = task;
        }
        lastOpen = task;
    }

    void closed(Task<?> task) {
        if (!task.isOpen) {
            return;
        }
        task.isOpen = false;
        Task<?> previous = task.previousOpen;
        Task<?> next = task.nextOpen;
        if (previous == null) {
            firstOpen = next;
        } else {
            previous.nextOpen = next;
        }
        if (next == null) {
            lastOpen = previous;
        } else {
            next.previousOpen = previous;
        }
        task.previousOpen = null;
        task.nextOpen = null;
    }

    /** The open tasks in the order in which they were made. */
    List<Task<?>> open() {
        List<Task<?>> open = new ArrayList<>();
        for (Task<?> task = firstOpen; task != null; task = task.nextOpen) {
            open.add(task);
        }
        return open;
    }

    void failed(Failure failure) {
        if (failures.size() >= sweepAt) {
            failures.removeIf(old -> old.isRetrievedOnEveryBranch() && old.isRetrieved());
            sweepAt = Math.max(FIRST_SWEEP, 2 * failures.size());
        }
        failures.add(failure);
    }

    /**
     * A future that isn't ours was looked at and had failed with this: what it was given by our
     * tasks has been looked at too. Which ones a stage of {@code allOf} had can't be seen from
     * here, so all that went outside count.
     */
    void lookedOutside(@Nullable Throwable error) {
        for (Failure failure : failures) {
            if (failure.error == error) {
                failure.origin.branchLookedAt();
            }
            if (failure.isHandedOutside() || failure.error == error) {
                failure.retrieve();
            }
        }
    }

    /** The failure that went to a future that isn't ours and comes back from one. */
    @Nullable Failure handedOutside(Throwable error) {
        for (Failure failure : failures) {
            if (failure.isHandedOutside() && failure.error == error) {
                return failure;
            }
        }
        return null;
    }

    /**
     * The failures that nobody was given, oldest first.
     *
     * <p>One that went to a stage that isn't ours can't be followed, and a false alarm is worse
     * than a missed one: it counts as looked at, unless each branch must be.
     */
    List<Failure> unretrieved(boolean everyBranch) {
        List<Failure> unretrieved = new ArrayList<>();
        for (Failure failure : failures) {
            boolean looked =
                    everyBranch
                            ? failure.isRetrieved()
                                    && (failure.isHandedOutside()
                                            || failure.isRetrievedOnEveryBranch())
                            : failure.isRetrieved() || failure.isHandedOutside();
            if (!looked) {
                unretrieved.add(failure);
            }
        }
        return unretrieved;
    }

    /** Starts a new book: what was reported isn't reported again. */
    void forgetFailures() {
        failures = new ArrayList<>();
        sweepAt = FIRST_SWEEP;
    }
}
