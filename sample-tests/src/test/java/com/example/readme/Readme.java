package com.example.readme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The README, whose marked blocks are code and output of these tests. */
public final class Readme {
    private static final Path ROOT = Path.of(System.getProperty("project.root", ".."));
    private static final Path FILE = ROOT.resolve("README.md");
    private static final List<Path> SOURCES =
            List.of(
                    ROOT.resolve("sample-tests/src/test/java/com/example"),
                    ROOT.resolve("sample-tests/src/main/java/com/example"));
    private static final boolean UPDATE = Boolean.getBoolean("readme.update");

    private Readme() {}

    /** All of it. */
    public static String text() {
        return read(FILE);
    }

    /** The markers of a kind, such as {@code code}, in the README's order. */
    public static List<String> markers(String kind) {
        return Pattern.compile("<!-- " + kind + ": (\\S+) -->")
                .matcher(read(FILE))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /**
     * The block behind a marker; with {@code -Dreadme.update=true} it becomes the given one first.
     */
    public static String block(String kind, String name, String actual) {
        Pattern pattern =
                Pattern.compile(
                        "(<!-- "
                                + kind
                                + ": "
                                + Pattern.quote(name)
                                + " -->\n```\\w*\n)(.*?)(```\n)",
                        Pattern.DOTALL);
        if (UPDATE) {
            String updated =
                    pattern.matcher(read(FILE))
                            .replaceFirst(
                                    match ->
                                            Matcher.quoteReplacement(
                                                    match.group(1) + actual + match.group(3)));
            write(FILE, updated);
        }
        return pattern.matcher(read(FILE))
                .results()
                .findFirst()
                .map(match -> match.group(2))
                .orElseThrow(
                        () -> new AssertionError("README.md has no block " + kind + ": " + name));
    }

    /** The code between {@code tag::name[]} and {@code end::name[]}, without common indentation. */
    public static String code(String marker) {
        int hash = marker.indexOf('#');
        String file = marker.substring(0, hash);
        String tag = marker.substring(hash + 1);
        String source = read(source(file));
        Pattern region =
                Pattern.compile(
                        " *// tag::" + tag + "\\[\\]\n(.*?)\\s*// end::" + tag + "\\[\\]\n",
                        Pattern.DOTALL);
        List<String> regions = new ArrayList<>();
        for (MatchResult match : region.matcher(source).results().toList()) {
            regions.add(match.group(1).stripTrailing());
        }
        if (regions.isEmpty()) {
            throw new AssertionError(file + " has no region " + tag);
        }
        return String.join("\n", regions).stripIndent() + "\n";
    }

    private static Path source(String file) {
        return SOURCES.stream()
                .map(root -> root.resolve(file + ".java"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no such sample: " + file));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
