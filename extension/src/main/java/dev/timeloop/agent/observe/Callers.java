package dev.timeloop.agent.observe;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;

/** Looks at who has called the JDK. */
final class Callers {
    private static final String FUTURE = "java.util.concurrent.CompletableFuture$";
    private static final String ASSERTJ = "org.assertj.core.";
    private static final StackWalker WALKER = StackWalker.getInstance();

    /** From a hook to what the user has called; the JDK's own way there is short. */
    private static final int DEPTH = 12;

    private Callers() {}

    /** Whether a task is raced, so that all but one owe nothing, or stands for a future. */
    static boolean owesNothing(StackWalker.StackFrame frame) {
        Class<?> type = frame.getDeclaringClass();
        if (type == FutureTask.class || type.getClassLoader() != null) {
            return false;
        }
        if (ExecutorService.class.isAssignableFrom(type)) {
            String method = frame.getMethodName();
            return method.equals("invokeAny") || method.equals("doInvokeAny");
        }
        return type.getName().startsWith(FUTURE);
    }

    /** Whether it is the JDK that waits for the tasks of {@code invokeAll}, and not the user. */
    static boolean isInvokeAll() {
        return isIn("invokeAll");
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

    /** Whether AssertJ asks, for a user who asserts what comes out. */
    static boolean isAssertion() {
        return WALKER.walk(
                frames ->
                        frames.limit(DEPTH)
                                .anyMatch(frame -> frame.getClassName().startsWith(ASSERTJ)));
    }

    private static boolean isIn(String method) {
        Predicate<StackWalker.StackFrame> is =
                frame ->
                        frame.getMethodName().equals(method)
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
