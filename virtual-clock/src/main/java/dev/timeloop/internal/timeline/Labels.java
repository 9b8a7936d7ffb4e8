package dev.timeloop.internal.timeline;

import dev.timeloop.internal.text.Classes;
import org.jspecify.annotations.Nullable;

/** The words of events. */
final class Labels {
    private static final int LONGEST = 300;

    private Labels() {}

    static String text(@Nullable Object label) {
        if (label == null) {
            return "";
        }
        return label instanceof Class<?> type ? type.getName() : safe(label);
    }

    static String callback(@Nullable Object type) {
        return type instanceof Class<?> known
                ? "callback " + Classes.ofFunction(known)
                : "a callback";
    }

    /** A failure in a line, whatever its own {@code toString} does. */
    static String failure(Throwable failure) {
        String text = safe(failure).replaceAll("\\s+", " ").strip();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
    }

    private static String safe(Object value) {
        try {
            return String.valueOf(value.toString());
        } catch (RuntimeException | StackOverflowError broken) {
            return value.getClass().getName();
        }
    }
}
