package dev.timeloop.junit;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** When what happened in a test is shown. */
enum TimelineMode {
    ON_FAILURE,
    ALWAYS,
    OFF;

    static final String ADVICE = "write on-failure, always or off";

    static @Nullable TimelineMode parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "on-failure" -> ON_FAILURE;
            case "always" -> ALWAYS;
            case "off" -> OFF;
            default -> null;
        };
    }
}
