package dev.timeloop.behaviour;

import dev.timeloop.LooseEnd;
import java.util.ArrayList;
import java.util.List;

/** Makes texts comparable. */
public final class Texts {
    private Texts() {}

    /** Line numbers become N, so that a test may move in its file. */
    public static String withoutLines(String text) {
        return text.replaceAll("\\.java:\\d+\\)", ".java:N)");
    }

    public static String withoutLines(Throwable thrown) {
        return withoutTimeline(withoutLines(String.valueOf(thrown.getMessage())));
    }

    /** What comes before the lanes, which have tests of their own. */
    public static String withoutTimeline(String text) {
        int end = text.indexOf("\n\nTimeline (");
        return end < 0 ? text : text.substring(0, end);
    }

    /** Kind and name, such as {@code PENDING_TASK task "feed"}, with the failure's message. */
    public static List<String> inShort(List<LooseEnd> looseEnds) {
        List<String> texts = new ArrayList<>();
        for (LooseEnd end : looseEnds) {
            Throwable failure = end.failure();
            texts.add(
                    end.kind()
                            + " "
                            + end.name()
                            + (failure == null ? "" : ": " + failure.getMessage()));
        }
        return texts;
    }
}
