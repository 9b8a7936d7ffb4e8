package dev.timeloop.junit;

import dev.timeloop.junit.LeakCheck.Level;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The configuration parameters of a suite. */
final class Configuration {
    static final String VIRTUAL_TIME = "timeloop.virtual-time.default";
    static final String LEAK_CHECK = "timeloop.leak-check.default";
    static final String REAL_TIMEOUT = "timeloop.real-timeout";

    private Configuration() {}

    /** Whether every test of the suite is on virtual time. */
    static boolean isOn(ExtensionContext context) {
        Boolean isOn =
                read(
                        context,
                        VIRTUAL_TIME,
                        "write on or off",
                        text ->
                                switch (text.toLowerCase(Locale.ROOT)) {
                                    case "on" -> true;
                                    case "off" -> false;
                                    default -> null;
                                });
        return isOn != null && isOn;
    }

    static Settings settings(ExtensionContext context) {
        Duration realTimeout =
                read(context, REAL_TIMEOUT, DurationSyntax.ADVICE, DurationSyntax::parse);
        return new Settings(null, null, realTimeout, false, null);
    }

    /** The levels of the kinds that a test doesn't set. */
    static Levels levels(ExtensionContext context, boolean isDeclared) {
        Levels levels =
                read(
                        context,
                        LEAK_CHECK,
                        "write fail, warn or off",
                        text ->
                                switch (text.toLowerCase(Locale.ROOT)) {
                                    case "fail" -> Levels.STANDARD;
                                    case "warn" -> Levels.all(Level.WARN);
                                    case "off" ->
                                            isDeclared ? Levels.STANDARD : Levels.all(Level.IGNORE);
                                    default -> null;
                                });
        return levels == null ? Levels.STANDARD : levels;
    }

    /** Null when it isn't set. */
    private static <T> @Nullable T read(
            ExtensionContext context,
            String key,
            String advice,
            Function<String, @Nullable T> parser) {
        String text = context.getConfigurationParameter(key).map(String::strip).orElse("");
        if (text.isEmpty()) {
            return null;
        }
        T value = parser.apply(text);
        if (value == null) {
            throw new ExtensionConfigurationException(
                    "The configuration parameter "
                            + key
                            + " = \""
                            + text
                            + "\" isn't understood.\n-> "
                            + advice);
        }
        return value;
    }
}
