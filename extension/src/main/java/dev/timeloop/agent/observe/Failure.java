package dev.timeloop.agent.observe;

import dev.timeloop.internal.origin.Origin;
import java.util.ArrayList;
import java.util.List;
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
    private final List<Origin> chain = new ArrayList<>(0);

    /** The number of the birth of the future that failed first; 0: not known yet. */
    private long owner;

    /** It was made with the failure in it: nobody has to look before something depends on it. */
    private boolean isBornFailed;

    private boolean isPassedOn;
    private boolean isRetrieved;

    /** The one whose duty has become this one's too, where several were joined. */
    private @Nullable Failure joinedTo;

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
        return true;
    }

    synchronized void passedOn() {
        isPassedOn = true;
    }

    synchronized void retrieve() {
        isRetrieved = true;
    }

    synchronized boolean isRetrieved() {
        return isRetrieved;
    }

    /** Whoever looks at the other one has looked at this one. */
    synchronized void joinTo(Failure other) {
        if (other != this) {
            joinedTo = other;
        }
    }

    /** Whether somebody ought to have looked, and hasn't. */
    boolean isOwed() {
        Failure next = this;
        for (int hops = 0; next != null && hops < MOST_IN_CHAIN; hops++) {
            synchronized (next) {
                if (next.isRetrieved || (next == this && isBornFailed && !isPassedOn)) {
                    return false;
                }
                next = next.joinedTo;
            }
        }
        return true;
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

    synchronized List<Origin> chain() {
        return List.copyOf(chain);
    }
}
