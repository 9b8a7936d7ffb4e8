package dev.timeloop.agent.observe;

import java.lang.reflect.Field;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Looks into the JDK's futures; the agent has opened them to us. */
final class Outcomes {
    private static final Field RESULT = field("CompletableFuture", "result");
    private static final Field ERROR = field("CompletableFuture$AltResult", "ex");

    /** Causes may go round in a circle. */
    private static final int MOST_CAUSES = 16;

    private Outcomes() {}

    /** What stands for the outcome of a future, and is passed on; null while it is pending. */
    static @Nullable Object of(CompletableFuture<?> future) {
        return get(RESULT, future);
    }

    /** The failure that an outcome stands for; null if none, or a cancellation. */
    static @Nullable Throwable failure(Object outcome) {
        Throwable raw = rawFailure(outcome);
        return raw == null || isCancellation(raw) ? null : raw;
    }

    private static @Nullable Throwable rawFailure(Object outcome) {
        return outcome.getClass() == ERROR.getDeclaringClass()
                ? (Throwable) get(ERROR, outcome)
                : null;
    }

    /** Takes off what futures wrap around it. */
    static Throwable unwrapped(Throwable failure) {
        Throwable inner = failure;
        while (inner instanceof CompletionException || inner instanceof ExecutionException) {
            Throwable cause = inner.getCause();
            if (cause == null) {
                return inner;
            }
            inner = cause;
        }
        return inner;
    }

    static boolean isCancellation(Throwable failure) {
        return unwrapped(failure) instanceof CancellationException;
    }

    /** Whether it came of being interrupted. */
    static boolean isInterruption(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
            if (cause instanceof InterruptedException
                    || cause instanceof ClosedByInterruptException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    static @Nullable Object get(Field field, Object from) {
        try {
            return field.get(from);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    static Field field(String type, String name) {
        try {
            Class<?> owner = Class.forName("java.util.concurrent." + type, false, null);
            Field field = owner.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
