package dev.timeloop.benchmarks.junit;

import dev.timeloop.benchmarks.TimedProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Classes of trivial tests, written and compiled before anything is measured, with the program that
 * runs them.
 */
final class Suite {
    /** In each class. */
    static final int TESTS = 100;

    private static final String PACKAGE = "trivial";

    /** Where the compiled classes are. */
    final Path folder;

    private Suite(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes and compiles so many classes.
     *
     * @param parameter of each test; empty for none
     */
    static Suite write(Path folder, int classes, String parameter, Class<?>... needed)
            throws IOException {
        Path sources = Files.createDirectories(folder.resolve(PACKAGE));
        List<String> arguments =
                new ArrayList<>(List.of("-proc:none", "--release", "17", "-d", folder.toString()));
        List<String> classPath = new ArrayList<>();
        for (Class<?> type : needed) {
            classPath.add(TimedProcess.jarOf(type));
        }
        arguments.addAll(List.of("-cp", String.join(java.io.File.pathSeparator, classPath)));
        for (int i = 0; i < classes; i++) {
            Path file = sources.resolve(simpleName(i) + ".java");
            Files.writeString(file, source(simpleName(i), parameter));
            arguments.add(file.toString());
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler.run(null, null, null, arguments.toArray(new String[0])) != 0) {
            throw new IOException("The tests don't compile.");
        }
        copy(SuiteMain.class, folder);
        return new Suite(folder);
    }

    private static String source(String name, String parameter) {
        StringBuilder source = new StringBuilder();
        source.append("package ").append(PACKAGE).append(";\n\nclass ").append(name).append(" {\n");
        for (int i = 0; i < TESTS; i++) {
            source.append("    @org.junit.jupiter.api.Test void test").append(i);
            source.append('(').append(parameter).append(") {\n");
            source.append("        org.junit.jupiter.api.Assertions.assertEquals(");
            source.append(i).append(", \"").append("x".repeat(i)).append("\".length());\n    }\n");
        }
        return source.append("}\n").toString();
    }

    private static String simpleName(int number) {
        return "Trivial" + number + "Test";
    }

    /** Returns what tells the program to run so many tests, so often. */
    static List<String> arguments(int tests, int runs) {
        List<String> arguments = new ArrayList<>(List.of(SuiteMain.class.getName()));
        arguments.add(String.valueOf(tests));
        arguments.add(String.valueOf(runs));
        for (int i = 0; i < tests / TESTS; i++) {
            arguments.add(PACKAGE + '.' + simpleName(i));
        }
        return arguments;
    }

    /** Copies a class out of the jar that it is in: that names all others in its manifest. */
    static void copy(Class<?> type, Path folder) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " isn't on the class path.");
            }
            Files.write(file, in.readAllBytes());
        }
    }
}
