package dev.timeloop.junit.report;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the source file of a frame, in the module that is tested and in those beside it. */
final class SourceFiles {
    private final Path repository;
    private final List<Path> roots = new ArrayList<>();

    /**
     * Looks for folders of sources.
     *
     * @param module where the tests run
     * @param repository what the paths that it gives start from
     */
    SourceFiles(Path module, Path repository) {
        this.repository = repository.toAbsolutePath().normalize();
        Path here = module.toAbsolutePath().normalize();
        addRootsOf(here);
        Path parent = here.getParent();
        if (parent != null && parent.startsWith(this.repository)) {
            children(parent).stream().filter(each -> !each.equals(here)).forEach(this::addRootsOf);
        }
    }

    /** As {@code src/main/java}. */
    private void addRootsOf(Path module) {
        for (Path set : children(module.resolve("src"))) {
            roots.addAll(children(set));
        }
    }

    private static List<Path> children(Path folder) {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Files::isDirectory)) {
            entries.forEach(children::add);
        } catch (IOException none) {
            return List.of();
        }
        children.sort(null);
        return children;
    }

    /** Its path in the repository, with slashes; null if it isn't there. */
    @Nullable String find(StackTraceElement frame) {
        if (frame.getFileName() == null) {
            return null;
        }
        String type = frame.getClassName();
        String folder = type.substring(0, Math.max(0, type.lastIndexOf('.'))).replace('.', '/');
        for (Path root : roots) {
            Path file = root.resolve(folder).resolve(frame.getFileName());
            if (Files.isRegularFile(file) && file.startsWith(repository)) {
                return repository.relativize(file).toString().replace('\\', '/');
            }
        }
        return null;
    }
}
