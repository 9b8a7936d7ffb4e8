package dev.timeloop.junit.timeline;

import dev.timeloop.internal.timeline.Recording;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MediaType;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/**
 * The pages that one session of JUnit's launcher has written. It lives in the session's store,
 * where the extension and the launcher's listener meet without anything static.
 */
public final class TimelinePages {
    /** Of the namespace and the key in the session's store. */
    public static final String KEY = TimelinePages.class.getName();

    private static final String PAGE = "timeline.html";
    private static final String JSON = "timeline.json";
    private static final MediaType HTML = MediaType.parse("text/html;charset=UTF-8");

    // guarded by this
    private final List<IndexEntry> entries = new ArrayList<>();

    /** Creates them before the first. */
    public TimelinePages() {}

    /** Of the session that a test belongs to. */
    public static TimelinePages of(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(KEY))
                .getOrComputeIfAbsent(KEY, unused -> new TimelinePages(), TimelinePages.class);
    }

    /**
     * Writes a test's page, and its recording beside it, where JUnit keeps what tests publish.
     *
     * @return the page; null when JUnit keeps nothing, as in its test kit
     * @throws IOException when a file can't be written
     */
    public @Nullable Path publish(Recording recording, ExtensionContext context)
            throws IOException {
        String json = RecordingJson.of(recording);
        Path page = publish(PAGE, HTML, Page.of(recording.test(), json), context);
        if (page == null) {
            return null;
        }
        Path unused = publish(JSON, MediaType.APPLICATION_JSON, json, context);
        synchronized (this) {
            entries.removeIf(entry -> entry.page().equals(page));
            entries.add(IndexEntry.of(recording, page));
        }
        return page;
    }

    private static @Nullable Path publish(
            String name, MediaType type, String text, ExtensionContext context) throws IOException {
        Writer writer = new Writer(text);
        try {
            context.publishFile(name, type, writer::write);
        } catch (RuntimeException refused) {
            if (writer.failure != null) {
                throw writer.failure;
            }
            return null;
        }
        return writer.written;
    }

    /** Tells a file that can't be written from a JUnit that keeps no files. */
    private static final class Writer {
        private final String text;
        private @Nullable Path written;
        private @Nullable IOException failure;

        private Writer(String text) {
            this.text = text;
        }

        private void write(Path path) throws IOException {
            try {
                Files.write(path, text.getBytes(StandardCharsets.UTF_8));
                written = path.toAbsolutePath().normalize();
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }

    /**
     * Writes a page with links to all pages, if there are any.
     *
     * @param root the folder for it
     * @return the page, or null
     */
    public @Nullable Path writeIndex(Path root) throws IOException {
        List<IndexEntry> mine;
        synchronized (this) {
            mine = new ArrayList<>(entries);
        }
        if (mine.isEmpty()) {
            return null;
        }
        mine.sort(Comparator.comparing(IndexEntry::className).thenComparing(IndexEntry::test));
        return new IndexFile(root).write(mine);
    }
}
