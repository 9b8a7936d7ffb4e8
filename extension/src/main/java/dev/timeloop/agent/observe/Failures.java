package dev.timeloop.agent.observe;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** The failures that are known, by what stands for them. */
final class Failures {
    /** By what stands for an outcome; of a {@code FutureTask}, by that itself. */
    private static final WeakIdentityMap<Object, Failure> BY_OUTCOME = new WeakIdentityMap<>();

    /** By the exception as callbacks are given it. It must not be kept by what it leads to. */
    private static final WeakIdentityMap<Throwable, WeakReference<Failure>> BY_ERROR =
            new WeakIdentityMap<>();

    /** A callback was given an exception before anybody had told that it came out of a future. */
    private static final WeakReference<Failure> GIVEN_EARLY = new WeakReference<>(null);

    private Failures() {}

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
        Failure failure = BY_OUTCOME.putIfAbsent(outcome, new Failure(Outcomes.unwrapped(error)));
        if (BY_ERROR.get(error) == GIVEN_EARLY) {
            failure.retrieve();
        }
        BY_ERROR.put(error, new WeakReference<>(failure));
        return failure;
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

    /** A callback is given an exception. */
    static void given(Throwable error) {
        WeakReference<Failure> known = BY_ERROR.putIfAbsent(error, GIVEN_EARLY);
        Failure failure = known.get();
        if (failure != null) {
            failure.retrieve();
        }
    }

    static Failure ofTask(Object task, Throwable error) {
        return BY_OUTCOME.putIfAbsent(task, new Failure(error));
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
