package dev.timeloop.agent.observe;

import java.lang.ref.WeakReference;
import java.util.concurrent.CountedCompleter;
import org.jspecify.annotations.Nullable;

/** The failures that are known, by what stands for them. */
final class Failures {
    /** By what stands for an outcome; of a {@code FutureTask}, by that itself. */
    private static final WeakIdentityMap<Object, Failure> BY_OUTCOME = new WeakIdentityMap<>();

    /** By the exception as callbacks are given it. It must not be kept by what it leads to. */
    private static final WeakIdentityMap<Throwable, WeakReference<Failure>> BY_ERROR =
            new WeakIdentityMap<>();

    private static final WeakIdentityMap<Throwable, WeakReference<Failure>> PASSED_UP =
            new WeakIdentityMap<>();

    /** A callback was given an exception before anybody had told that it came out of a future. */
    private static final WeakReference<Failure> GIVEN_EARLY = new WeakReference<>(null);

    /** The latest that has failed with an exception, by that without what is wrapped around it. */
    private static final WeakIdentityMap<Throwable, WeakReference<Failure>> LATEST =
            new WeakIdentityMap<>();

    private Failures() {}

    /** Somebody has asked for the failure that an outcome stands for. */
    static void askedFor(Object outcome, Throwable error) {
        Failure failure = of(outcome, error);
        failure.askFor();
        WeakReference<Failure> latest = LATEST.get(failure.error());
        Failure last = latest == null ? null : latest.get();
        if (last != null && last.mayBeOfTestOf(failure)) {
            last.askFor();
        }
    }

    /** Whether anybody has told of an outcome's failure. */
    static boolean isKnown(Object outcome) {
        return BY_OUTCOME.get(outcome) != null;
    }

    /** The failure that an outcome stands for, whoever is the first to tell of it. */
    static Failure of(Object outcome, Throwable error) {
        Failure known = BY_OUTCOME.get(outcome);
        if (known != null) {
            return known;
        }
        Failure made = new Failure(Outcomes.unwrapped(error));
        Failure failure = BY_OUTCOME.putIfAbsent(outcome, made);
        if (failure == made) {
            link(failure);
        }
        // in one step: a callback may be given it on another thread just now
        if (BY_ERROR.swap(error, new WeakReference<>(failure)) == GIVEN_EARLY) {
            failure.retrieve();
        }
        return failure;
    }

    private static synchronized void link(Failure failure) {
        WeakReference<Failure> before = LATEST.get(failure.error());
        failure.setEarlier(before == null ? null : before.get());
        LATEST.put(failure.error(), new WeakReference<>(failure));
    }

    /** An outcome was passed on as another one, perhaps the same. */
    static void passedOn(Object from, Throwable error, Object to) {
        Failure failure = of(from, error);
        failure.passedOn();
        Throwable wrapped = to == from ? null : Outcomes.failure(to);
        if (wrapped != null) {
            Failure unused = BY_OUTCOME.putIfAbsent(to, failure);
            if (wrapped != error) {
                BY_ERROR.put(wrapped, new WeakReference<>(failure));
            }
        }
    }

    /**
     * A callback is given an exception.
     *
     * @param isLibrarys whether it is one that a library of the JDK's has made for itself: that
     *     looks for the user at what is the user's, and not at what has failed within it
     */
    static void given(Throwable error, boolean isLibrarys) {
        WeakReference<Failure> known = BY_ERROR.putIfAbsent(error, GIVEN_EARLY);
        Failure failure = known.get();
        if (failure != null && (!isLibrarys || failure.hasOwner())) {
            failure.retrieve();
        }
    }

    static Failure ofTask(Object task, Throwable error) {
        return BY_OUTCOME.putIfAbsent(task, new Failure(error));
    }

    /** Of a task that may have failed before: it may be run again. */
    static Failure ofFork(Object task, Throwable error) {
        Failure failure = new Failure(error);
        BY_OUTCOME.put(task, failure);
        if (task instanceof CountedCompleter) {
            PASSED_UP.put(error, new WeakReference<>(failure));
        }
        return failure;
    }

    /**
     * What a {@code CountedCompleter} has failed with, which it gives to the one that waits for it;
     * null if none has failed with that, or somebody has looked.
     */
    static @Nullable Failure passedUp(Throwable error) {
        WeakReference<Failure> known = PASSED_UP.get(error);
        Failure failure = known == null ? null : known.get();
        return failure == null || failure.isRetrieved() ? null : failure;
    }

    /** Whoever looks at a task looks at the failure of a part of it. */
    static void passedUp(Failure failure, Object to) {
        BY_OUTCOME.put(to, failure);
    }

    /** The failure of a task; null if none is known. */
    static @Nullable Failure ofTask(Object task) {
        return BY_OUTCOME.get(task);
    }

    /** Somebody's future has failed: of what is nobody's, nobody has to know. */
    static void happened(Failure failure, @Nullable Birth birth, boolean isBorn) {
        if (birth != null && !birth.origin.isNobodys() && failure.happenedTo(birth, isBorn)) {
            birth.observation.owes(failure);
        }
    }
}
