package dev.timeloop.junit.report;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration of a run says about its reports.
 *
 * @param baseline the file of known loose ends, or null
 * @param writesBaseline whether that file is to be written
 * @param json the file for tools, or null
 * @param gitHub whether to speak to GitHub; null: where it listens
 */
record ReportSettings(
        @Nullable Path baseline,
        boolean writesBaseline,
        @Nullable Path json,
        @Nullable Boolean gitHub) {
    private static final String BASELINE = "timeloop.leak-check.baseline";
    private static final String WRITE = "timeloop.leak-check.baseline.write";
    private static final String JSON = "timeloop.leak-check.json";
    private static final String GITHUB = "timeloop.leak-check.github";

    static ReportSettings of(Function<String, Optional<String>> parameters) {
        Path baseline = path(parameters, BASELINE);
        boolean writes = Boolean.TRUE.equals(flag(parameters, WRITE));
        if (writes && baseline == null) {
            throw new ReportException(
                    WRITE
                            + " = true, but no baseline is named.\n-> set "
                            + BASELINE
                            + " to the path of the file");
        }
        return new ReportSettings(
                baseline, writes, path(parameters, JSON), flag(parameters, GITHUB));
    }

    private static @Nullable Path path(Function<String, Optional<String>> parameters, String key) {
        String text = parameters.apply(key).map(String::strip).orElse("");
        try {
            return text.isEmpty() ? null : Path.of(text);
        } catch (InvalidPathException e) {
            throw wrong(key, text, "write the path of a file");
        }
    }

    private static @Nullable Boolean flag(
            Function<String, Optional<String>> parameters, String key) {
        String text = parameters.apply(key).map(String::strip).orElse("");
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "" -> null;
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(key, text, "write true or false");
        };
    }

    private static ReportException wrong(String key, String text, String advice) {
        return new ReportException(
                "The configuration parameter "
                        + key
                        + " = \""
                        + text
                        + "\" isn't understood.\n-> "
                        + advice);
    }
}
