package dev.timeloop.junit.report;

import dev.timeloop.internal.origin.UserFrames;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a failure: the exception itself may hold half a test alive.
 *
 * @param type the name of its class
 * @param message null if it has none
 * @param at the innermost of the user's frames, or null
 */
public record Thrown(String type, @Nullable String message, @Nullable StackTraceElement at) {

    static Thrown of(Throwable failure) {
        List<StackTraceElement> user = UserFrames.of(failure.getStackTrace(), 1);
        return new Thrown(
                failure.getClass().getName(),
                messageOf(failure),
                user.isEmpty() ? null : user.get(0));
    }

    /** The user's own code may fail here. */
    private static @Nullable String messageOf(Throwable failure) {
        try {
            return failure.getMessage();
        } catch (RuntimeException unreadable) {
            return null;
        }
    }

    String text() {
        return message == null ? type : type + ": " + message;
    }
}
