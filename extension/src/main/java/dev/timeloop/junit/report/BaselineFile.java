package dev.timeloop.junit.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SortedMap;
import java.util.function.UnaryOperator;

/**
 * A baseline on disk. Several JVMs of one build may share it: each locks it, so that none reads
 * what another has half written, and none's lines get lost.
 */
final class BaselineFile {
    /** Locks are a JVM's, and not a thread's. */
    private static final Object WITHIN_JVM = new Object();

    private final Path path;

    BaselineFile(Path path) {
        this.path = path;
    }

    SortedMap<BaselineKey, Integer> read() {
        synchronized (WITHIN_JVM) {
            try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
                file.lock(0, Long.MAX_VALUE, true);
                return BaselineText.read(text(file), path.toString());
            } catch (NoSuchFileException missing) {
                throw new ReportException(
                        "There is no baseline "
                                + path
                                + ", which timeloop.leak-check.baseline names; relative paths start"
                                + " at "
                                + Path.of("").toAbsolutePath()
                                + ".\n-> write it: run all tests once with"
                                + " timeloop.leak-check.baseline.write = true",
                        missing);
            } catch (IOException unreadable) {
                throw new ReportException(
                        "The baseline " + path + " can't be read: " + unreadable, unreadable);
            }
        }
    }

    /** Replaces what is there, or nothing yet, by what becomes of it. */
    void update(UnaryOperator<SortedMap<BaselineKey, Integer>> change) {
        synchronized (WITHIN_JVM) {
            try {
                if (path.getParent() != null) {
                    Files.createDirectories(path.getParent());
                }
                try (FileChannel file =
                        FileChannel.open(
                                path,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE)) {
                    file.lock();
                    String before = text(file);
                    String after =
                            BaselineText.write(
                                    change.apply(BaselineText.read(before, path.toString())));
                    if (!after.equals(before)) {
                        file.truncate(0);
                        file.position(0);
                        ByteBuffer bytes = StandardCharsets.UTF_8.encode(after);
                        while (bytes.hasRemaining()) {
                            file.write(bytes);
                        }
                    }
                }
            } catch (IOException unwritable) {
                throw new ReportException(
                        "The baseline " + path + " can't be written: " + unwritable, unwritable);
            }
        }
    }

    /** Not closed: that would take the lock away. */
    private static String text(FileChannel file) throws IOException {
        return new String(Channels.newInputStream(file).readAllBytes(), StandardCharsets.UTF_8);
    }
}
