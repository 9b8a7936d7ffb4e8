package dev.timeloop.agent.observe;

import java.util.function.Predicate;

/** Looks at who has called the JDK. */
final class Callers {
    private static final String FUTURE = "java.util.concurrent.CompletableFuture$";
    private static final StackWalker WALKER = StackWalker.getInstance();

    /** From a hook to what the user has called; the JDK's own way there is short. */
    private static final int DEPTH = 12;

    private Callers() {}

    /** Whether tasks are being raced, of which all but one owe nothing. */
    static boolean isRace() {
        return isIn("invokeAny", "doInvokeAny");
    }

    /** Whether it is the JDK that waits for the tasks of {@code invokeAll}, and not the user. */
    static boolean isInvokeAll() {
        return isIn("invokeAll", "invokeAll");
    }

    /**
     * Whether a {@code CompletableFuture} needs it, for a time-out or to run, and stands for it.
     */
    static boolean isOfFuture() {
        return WALKER.walk(
                frames ->
                        frames.limit(DEPTH)
                                .anyMatch(frame -> frame.getClassName().startsWith(FUTURE)));
    }

    private static boolean isIn(String one, String other) {
        Predicate<StackWalker.StackFrame> is =
                frame ->
                        (frame.getMethodName().equals(one) || frame.getMethodName().equals(other))
                                && frame.getClassName().startsWith("java.util.concurrent.");
        return WALKER.walk(frames -> frames.limit(DEPTH).anyMatch(is));
    }

    /** Whether the user has said what becomes of what comes out of a thread. */
    static boolean hasHandler(Thread thread) {
        Thread.UncaughtExceptionHandler handler = thread.getUncaughtExceptionHandler();
        boolean isJdks = handler == null || handler.getClass() == ThreadGroup.class;
        return !isJdks || Thread.getDefaultUncaughtExceptionHandler() != null;
    }
}
