package dev.timeloop.agent.observe;

import dev.timeloop.internal.origin.UserFrames;

/** Tells what libraries of the JDK's, like its HttpClient, have made for themselves. */
final class Libraries {
    private Libraries() {}

    /** Whether one of them has a callback. */
    static boolean has(Object callback) {
        return UserFrames.isLibraryOfJdk(callback.getClass().getName());
    }

    /** Whether one of them has made a dependent, which may be told by what will complete it. */
    static boolean made(Object dependent) {
        Object future = Dependents.completedBy(dependent);
        if (future == null) {
            return false; // it is done: what remains is the user's, for all that is known
        }
        Birth birth = Births.ALL.get(future);
        return birth == null
                ? UserFrames.isLibraryOfJdk(future.getClass().getName())
                : birth.origin.isNobodys();
    }
}
