package dev.timeloop.agent.observe;

import dev.timeloop.internal.origin.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One failure, and the duty to look at it: of the future that failed first and of all to which it
 * was passed on.
 *
 * <p>It may be seen being passed on, or looked at, by one thread before another has told that it
 * happened. Guarded by itself.
 */
final class Failure {
    private static final int MOST_IN_CHAIN = 16;

    private final Throwable error;
    private @Nullable Observation observation;
    private Origin origin = Origin.UNKNOWN;
    private long madeAt;
    private String what = "";
    private boolean isOfThread;
    private final List<Origin> chain = new ArrayList<>(0);

    /** The number of the birth of the future that failed first; 0: not known yet. */
    private long owner;

    /** It was made with the failure in it: nobody has to look before something depends on it. */
    private boolean isBornFailed;

    private boolean isPassedOn;
    private boolean isRetrieved;

    /** The futures that it went down to, and where those were made; null unless each counts. */
    private @Nullable Map<Branch, Origin> branches;

    /** An earlier one with the same exception, that nobody had looked at. */
    private @Nullable Failure earlier;

    /** The one whose duty has become this one's too, where several were joined. */
    private @Nullable Failure joinedTo;

    /** What became of the task that has forked the one that failed. */
    private Forked.@Nullable Fate forker;

    Failure(Throwable error) {
        this.error = error;
    }

    Throwable error() {
        return error;
    }

    /**
     * The future that failed first owns it; later ones stand in its chain.
     *
     * @return whether it is the owner
     */
    synchronized boolean happenedTo(Birth birth, boolean isBorn) {
        if (birth.observation.isStrict() && Branch.has(birth.future)) {
            branches = branches == null ? new LinkedHashMap<>() : branches;
            Origin unused = branches.put(Branch.of(birth.future), birth.origin);
        }
        if (owner != 0) {
            if (owner == birth.number) {
                return true; // another thread has told of it, and may not have written it down yet
            }
            if (!chain.contains(birth.origin) && chain.size() < MOST_IN_CHAIN) {
                chain.add(birth.origin);
            }
            return false;
        }
        owner = birth.number;
        observation = birth.observation;
        origin = birth.origin;
        madeAt = birth.at;
        isBornFailed = isBorn;
        what = birth.what();
        isOfThread = birth.future instanceof Thread;
        return true;
    }

    /** Whether it is known which future of a test failed with it first. */
    synchronized boolean hasOwner() {
        return owner != 0;
    }

    synchronized void passedOn() {
        isPassedOn = true;
    }

    synchronized void retrieve() {
        isRetrieved = true;
    }

    void setEarlier(@Nullable Failure same) {
        Failure owed = same;
        while (owed != null && owed.isRetrieved()) {
            owed = owed.takeEarlier();
        }
        synchronized (this) {
            earlier = owed;
        }
    }

    private synchronized @Nullable Failure takeEarlier() {
        Failure taken = earlier;
        earlier = null;
        return taken;
    }

    /**
     * Somebody has asked for it, and was given an exception that others of the same test may have
     * failed with: code that hands a failure on from one future to others needs one look, too.
     */
    void askFor() {
        retrieve();
        for (Failure each = takeEarlier(); each != null; each = each.takeEarlier()) {
            if (mayBeOfTestOf(each)) {
                each.retrieve();
            }
        }
    }

    /** Who asks may be faster than the thread that tells whose it is. */
    boolean mayBeOfTestOf(Failure other) {
        Observation mine = observation();
        Observation its = other.observation();
        return mine == null || its == null || mine == its;
    }

    synchronized boolean isRetrieved() {
        return isRetrieved;
    }

    /** Whether it will never be owed again. */
    synchronized boolean isForgettable() {
        return isRetrieved && branches == null;
    }

    /** Whoever looks at the other one has looked at this one. */
    synchronized void joinTo(Failure other) {
        if (other != this) {
            joinedTo = other;
        }
    }

    void setForker(Forked.@Nullable Fate of) {
        synchronized (this) {
            forker = of;
        }
    }

    /** Whether somebody ought to have looked, at any of its branches or at each, and hasn't. */
    boolean isOwed() {
        return isOwedOnce() || !unlooked().isEmpty();
    }

    /** Where those of its branches were made that nobody looked at, if each counts. */
    private synchronized List<Origin> unlooked() {
        List<Origin> unlooked = new ArrayList<>(0);
        if (branches != null && (isPassedOn || !isBornFailed)) {
            branches.forEach(
                    (branch, origin) -> {
                        if (branch.isUnlooked()) {
                            unlooked.add(origin);
                        }
                    });
        }
        return unlooked;
    }

    private boolean isOwedOnce() {
        Failure next = this;
        for (int hops = 0; next != null && hops < MOST_IN_CHAIN; hops++) {
            synchronized (next) {
                if (next.isRetrieved
                        || next.isForkersDuty()
                        || (next == this && isBornFailed && !isPassedOn)) {
                    return false;
                }
                next = next.joinedTo;
            }
        }
        return true;
    }

    /** Who has forked it couldn't join it any more, and owes its own failure, or has given it. */
    private synchronized boolean isForkersDuty() {
        return forker != null && forker.hasFailed();
    }

    synchronized @Nullable Observation observation() {
        return observation;
    }

    synchronized Origin origin() {
        return origin;
    }

    synchronized long madeAt() {
        return madeAt;
    }

    /** What failed, as a reader knows it. */
    synchronized String what() {
        return what;
    }

    /** Whether it has come out of a thread, or of its job. */
    synchronized boolean isOfThread() {
        return isOfThread;
    }

    /** Whether somebody looked, but not at each of its branches. */
    synchronized boolean isHalfLookedAt() {
        return isRetrieved;
    }

    /** Where the futures were made that it went down to; the branches, if each counts. */
    synchronized List<Origin> chain() {
        if (branches == null) {
            return List.copyOf(chain);
        }
        List<Origin> ends = unlooked();
        boolean unused = ends.remove(origin);
        return ends.size() > MOST_IN_CHAIN ? ends.subList(0, MOST_IN_CHAIN) : ends;
    }
}
