package dev.timeloop.world.compilers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;

/** Compiles classes of the tests once more, from their sources. */
final class Sources {
    private static final Path ROOT =
            Path.of(System.getProperty("basedir", ""), "src", "test", "java");

    private Sources() {}

    /** Returns a loader that has them as another compiler makes them. */
    static ClassLoader compile(JavaCompiler compiler, Path to, Class<?>... types)
            throws IOException {
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(problems, Locale.ROOT, null)) {
            Path[] sources =
                    Arrays.stream(types)
                            .map(type -> ROOT.resolve(file(type.getName(), ".java")))
                            .toArray(Path[]::new);
            List<String> options =
                    List.of(
                            "--release",
                            "17",
                            "-g",
                            "-proc:none",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "-d",
                            to.toString());
            boolean done =
                    compiler.getTask(
                                    null,
                                    files,
                                    problems,
                                    options,
                                    null,
                                    files.getJavaFileObjects(sources))
                            .call();
            if (!done) {
                throw new AssertionError(problems.getDiagnostics());
            }
        }
        return new Recompiled(to);
    }

    private static String file(String type, String ending) {
        return type.replace('.', '/') + ending;
    }

    /** Prefers what was compiled to what the tests were started with. */
    private static final class Recompiled extends ClassLoader {
        private final Path directory;

        Recompiled(Path directory) {
            super(Sources.class.getClassLoader());
            this.directory = directory;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            Path file = directory.resolve(file(name, ".class"));
            if (!Files.exists(file)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known != null ? known : define(name, file);
            }
        }

        private Class<?> define(String name, Path file) {
            try {
                byte[] bytes = Files.readAllBytes(file);
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
