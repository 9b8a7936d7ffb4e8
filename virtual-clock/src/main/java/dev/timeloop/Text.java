package dev.timeloop;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Small texts, and the wrapping of exceptions that messages must see through. */
final class Text {
    private static final int LONGEST_VALUE = 80;
    private static final int LONGEST_FAILURE = 2_000;

    private Text() {}

    /** A sentence about something, which starts with a capital letter. */
    static String sentence(String subject, String rest) {
        return capital(subject) + " " + rest;
    }

    /** A text that starts with a capital letter. */
    static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** A value in a few words, whatever its {@code toString} does. */
    static String brief(@Nullable Object value) {
        return shortened(safe(value).replace('\n', ' '), LONGEST_VALUE);
    }

    /** A failure as its {@code toString} tells it, if that doesn't throw itself. */
    static String of(Throwable failure) {
        return shortened(safe(failure), LONGEST_FAILURE);
    }

    private static String safe(@Nullable Object value) {
        try {
            String text = String.valueOf(value);
            return text == null ? "null" : text;
        } catch (RuntimeException | StackOverflowError broken) {
            return value == null ? "null" : value.getClass().getName() + " (its toString throws)";
        }
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 3) + "...";
    }

    /** What a stage was failed with, without the wrappers that passing it on put around it. */
    static Throwable unwrap(Throwable thrown) {
        Throwable root = thrown;
        while (root instanceof CompletionException && root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** The wrapper in which the JDK passes a failure on. */
    static Throwable wrap(Throwable thrown) {
        return thrown instanceof CompletionException ? thrown : new CompletionException(thrown);
    }

    static boolean isCancellation(Throwable thrown) {
        return unwrap(thrown) instanceof CancellationException;
    }

    /** Adds another to a failure as suppressed, once; an exception can't suppress itself. */
    static void suppress(Throwable first, Throwable other) {
        if (first != other && !List.of(first.getSuppressed()).contains(other)) {
            first.addSuppressed(other);
        }
    }
}
