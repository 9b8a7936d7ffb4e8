package dev.timeloop.junit;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as JUnit's {@code @Timeout} configuration writes them, and in ISO form. */
final class DurationSyntax {
    static final String ADVICE = "write it as 42 s, 500 ms, 2 min or PT1M, and longer than zero";

    private static final Pattern AMOUNT_AND_UNIT = Pattern.compile("(\\d+) ?(\\p{L}*)");

    private DurationSyntax() {}

    /** Null when the text is none, or not positive. */
    static @Nullable Duration parse(String text) {
        try {
            Matcher matcher = AMOUNT_AND_UNIT.matcher(text.strip());
            Duration parsed =
                    matcher.matches()
                            ? of(Long.parseLong(matcher.group(1)), matcher.group(2))
                            : Duration.parse(text.strip());
            return parsed == null || parsed.isNegative() || parsed.isZero() ? null : parsed;
        } catch (DateTimeException | ArithmeticException | NumberFormatException malformed) {
            return null;
        }
    }

    private static @Nullable Duration of(long amount, String unit) {
        ChronoUnit known =
                switch (unit.toLowerCase(Locale.ROOT)) {
                    case "ns" -> ChronoUnit.NANOS;
                    case "us", "\u03bcs", "\u00b5s" -> ChronoUnit.MICROS; // Greek mu, micro sign
                    case "ms" -> ChronoUnit.MILLIS;
                    case "", "s" -> ChronoUnit.SECONDS;
                    case "m", "min" -> ChronoUnit.MINUTES;
                    case "h" -> ChronoUnit.HOURS;
                    case "d" -> ChronoUnit.DAYS;
                    default -> null;
                };
        return known == null ? null : Duration.of(amount, known);
    }
}
