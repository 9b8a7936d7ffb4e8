package dev.timeloop.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Patterns of class names, in the syntax of JUnit's own configuration parameters.
 *
 * <p>An asterisk stands for one or more characters, and alone for every class; a dot also for the
 * dollar sign of a nested class.
 */
final class ClassPatterns {
    static final String ADVICE =
            "write names of classes, with * for one or more characters, separated by commas:"
                    + " com.example.io.*, *ServerTest";

    private static final Pattern PROPER = Pattern.compile("[\\w.*$\\-\\P{ASCII}]+");

    private record Entry(String text, Pattern pattern) {}

    private final List<Entry> entries;

    private ClassPatterns(List<Entry> entries) {
        this.entries = entries;
    }

    /** Null when one of them can't be part of the name of a class. */
    static @Nullable ClassPatterns parse(String text) {
        List<Entry> entries = new ArrayList<>();
        for (String each : text.split(",", -1)) {
            String pattern = each.strip();
            if (!pattern.isEmpty()) {
                if (!PROPER.matcher(pattern).matches()) {
                    return null;
                }
                entries.add(new Entry(pattern, compile(pattern)));
            }
        }
        return new ClassPatterns(entries);
    }

    private static Pattern compile(String pattern) {
        return compile(pattern, "[.$]");
    }

    /** Of any text, in which only an asterisk is special. */
    static Pattern wildcard(String text) {
        return compile(text, "\\.");
    }

    private static Pattern compile(String pattern, String dot) {
        return Pattern.compile(
                pattern.chars()
                        .mapToObj(
                                letter ->
                                        switch (letter) {
                                            case '*' -> ".+";
                                            case '.' -> dot;
                                            default -> Pattern.quote(Character.toString(letter));
                                        })
                        .collect(Collectors.joining()),
                Pattern.DOTALL);
    }

    /** Whether one of them names a class, or a class around that. */
    boolean covers(String className) {
        for (int end = className.length(); end > 0; end = className.lastIndexOf('$', end - 1)) {
            String name = className.substring(0, end);
            if (entries.stream().anyMatch(entry -> entry.pattern.matcher(name).matches())) {
                return true;
            }
        }
        return false;
    }

    /** The first that names the class of a test, or a class around that. */
    @Nullable String matching(ExtensionContext context) {
        List<String> names =
                Stream.concat(
                                context.getTestClass().stream(),
                                context.getEnclosingTestClasses().stream())
                        .map(Class::getName)
                        .toList();
        for (Entry entry : entries) {
            for (String name : names) {
                if (entry.pattern.matcher(name).matches()) {
                    return entry.text;
                }
            }
        }
        return null;
    }
}
