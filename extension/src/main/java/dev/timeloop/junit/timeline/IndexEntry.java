package dev.timeloop.junit.timeline;

import dev.timeloop.internal.text.Spans;
import dev.timeloop.internal.timeline.Recording;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of the index.
 *
 * @param page where the page is
 * @param failure the first line of it; empty if there was none
 * @param span of virtual time
 * @param events how many are known
 * @param written when, in UTC
 */
record IndexEntry(
        Path page,
        String test,
        String className,
        String outcome,
        String failure,
        String span,
        String events,
        String written) {
    private static final int FIELDS = 8;

    static IndexEntry of(Recording recording, Path page) {
        String failure = recording.failure();
        return new IndexEntry(
                page,
                recording.test(),
                recording.className(),
                recording.outcome(),
                failure == null ? "" : failure.lines().findFirst().orElse(""),
                Spans.text(recording.end()),
                String.valueOf(recording.events().size()),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    boolean isFailed() {
        return outcome.equals(Recording.FAILED);
    }

    /** As one line, the page named as seen from a folder. */
    String line(Path root) {
        return String.join(
                "\t",
                Arrays.asList(
                        link(root),
                        field(test),
                        field(className),
                        field(outcome),
                        field(failure),
                        field(span),
                        field(events),
                        field(written)));
    }

    String link(Path root) {
        return root.relativize(page).toString().replace('\\', '/');
    }

    private static String field(String text) {
        return text.replaceAll("\\s+", " ");
    }

    /** What {@link #line} has written; null if it hasn't. */
    static @Nullable IndexEntry parse(String line, Path root) {
        List<String> fields = new ArrayList<>(Arrays.asList(line.split("\t", -1)));
        if (fields.size() != FIELDS) {
            return null;
        }
        return new IndexEntry(
                root.resolve(fields.get(0)).normalize(),
                fields.get(1),
                fields.get(2),
                fields.get(3),
                fields.get(4),
                fields.get(5),
                fields.get(6),
                fields.get(7));
    }
}
