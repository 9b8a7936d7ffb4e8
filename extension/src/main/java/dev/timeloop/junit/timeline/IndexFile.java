package dev.timeloop.junit.timeline;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The index in a folder. Build tools may run tests in several JVMs, at a time or one after the
 * other: a file beside the index keeps the entries, and each JVM adds its own.
 */
final class IndexFile {
    static final String NAME = "timelines.html";
    private static final String ENTRIES = ".timelines.tsv";
    private static final int MOST_EARLIER = 500;

    private final Path root;

    IndexFile(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    Path write(List<IndexEntry> mine) throws IOException {
        Path page = root.resolve(NAME);
        try (FileChannel channel =
                        FileChannel.open(
                                root.resolve(ENTRIES),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            List<IndexEntry> earlier = earlier(channel, mine);
            List<IndexEntry> all = new ArrayList<>(mine);
            all.addAll(earlier);
            String lines =
                    all.stream()
                            .map(entry -> entry.line(root))
                            .collect(Collectors.joining("\n", "", "\n"));
            channel.truncate(0);
            Channels.newOutputStream(channel.position(0))
                    .write(lines.getBytes(StandardCharsets.UTF_8));
            String html = IndexPage.of(root, mine, earlier);
            Files.write(page, html.getBytes(StandardCharsets.UTF_8));
            lock.release();
        }
        return page;
    }

    /** What other JVMs have written, as far as it is still there. */
    private List<IndexEntry> earlier(FileChannel channel, List<IndexEntry> mine)
            throws IOException {
        Set<Path> replaced = new HashSet<>();
        mine.forEach(entry -> replaced.add(entry.page()));
        byte[] bytes = Channels.newInputStream(channel).readAllBytes();
        List<IndexEntry> earlier = new ArrayList<>();
        new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .limit(MOST_EARLIER)
                .forEach(
                        line -> {
                            IndexEntry entry = parse(line);
                            if (entry != null && replaced.add(entry.page())) {
                                earlier.add(entry);
                            }
                        });
        return earlier;
    }

    private @Nullable IndexEntry parse(String line) {
        try {
            IndexEntry entry = IndexEntry.parse(line, root);
            return entry != null && entry.page().startsWith(root) && Files.exists(entry.page())
                    ? entry
                    : null;
        } catch (InvalidPathException damaged) {
            return null;
        }
    }
}
