package dev.timeloop.agent.observe;

import java.util.concurrent.CompletableFuture;

/**
 * A future, as one of those that a failure may go down to: known only while a test asks for a look
 * at each branch.
 */
final class Branch {
    private static final WeakIdentityMap<Object, Branch> ALL = new WeakIdentityMap<>();

    private volatile boolean isPassedOn;
    private volatile boolean isLookedAt;
    private volatile boolean isJdksOwn;

    private Branch() {}

    static Branch of(Object future) {
        Branch known = ALL.get(future);
        return known == null ? ALL.putIfAbsent(future, new Branch()) : known;
    }

    /** Whether others can be made that depend on it. */
    static boolean has(Object future) {
        return future instanceof CompletableFuture;
    }

    /** Something depends on it, and has the duty. */
    void passOn() {
        isPassedOn = true;
    }

    /** Somebody has asked just this one, or was given its failure. */
    void lookAt() {
        isLookedAt = true;
    }

    /** Nobody else has it. */
    void setJdksOwn(boolean is) {
        isJdksOwn = is;
    }

    /** Whether its failure ends there, and somebody ought to have looked, and hasn't. */
    boolean isUnlooked() {
        return !isPassedOn && !isLookedAt && !isJdksOwn;
    }
}
