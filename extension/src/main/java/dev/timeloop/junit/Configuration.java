package dev.timeloop.junit;

import dev.timeloop.LooseEnd.Kind;
import dev.timeloop.agent.io.IoPolicy;
import dev.timeloop.junit.LeakCheck.Level;
import dev.timeloop.junit.VirtualTime.Scope;
import dev.timeloop.junit.report.LeakRun;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The configuration parameters of a suite. */
final class Configuration {
    static final String VIRTUAL_TIME = "timeloop.virtual-time.default";
    static final String REAL_TIME = "timeloop.real-time";
    static final String SCOPE = "timeloop.scope";
    static final String IO = "timeloop.io";
    static final String LEAK_CHECK = "timeloop.leak-check.default";
    static final String REAL_TIMEOUT = "timeloop.real-timeout";

    private static final String LEVELS = "write fail, warn or ignore";
    private static final Map<String, Kind> KINDS =
            Map.of(
                    "timeloop.leak-check.failures", Kind.UNRETRIEVED_FAILURE,
                    "timeloop.leak-check.tasks", Kind.PENDING_TASK,
                    "timeloop.leak-check.timers", Kind.LIVE_TIMER,
                    "timeloop.leak-check.threads", Kind.BUSY_THREAD,
                    "timeloop.leak-check.pools", Kind.IDLE_POOL);

    private Configuration() {}

    /**
     * Which time a test is on, and whether it is checked.
     *
     * @param inSource what its source says
     */
    static TestTime time(ExtensionContext context, TestTime inSource) {
        TestTime time = inSource;
        if (inSource.because() == null && inSource.kind() != TestTime.Kind.VIRTUAL) {
            TestTime ofSuite = timeOfSuite(context);
            boolean isOn = ofSuite.kind() == TestTime.Kind.VIRTUAL;
            time = isOn || inSource.kind() == TestTime.Kind.UNDECLARED ? ofSuite : inSource;
        }
        return wantsCheck(context) ? time.checked() : time;
    }

    private static boolean wantsCheck(ExtensionContext context) {
        Levels levels = defaults(context, false);
        return levels != null && levels.of(Kind.UNRETRIEVED_FAILURE) != Level.IGNORE;
    }

    private static TestTime timeOfSuite(ExtensionContext context) {
        if (!isOn(context)) {
            return TestTime.UNDECLARED;
        }
        ClassPatterns real = read(context, REAL_TIME, ClassPatterns.ADVICE, ClassPatterns::parse);
        String pattern = real == null ? null : real.matching(context);
        return pattern == null
                ? TestTime.VIRTUAL
                : TestTime.real("the configuration parameter " + REAL_TIME + " = " + pattern);
    }

    private static boolean isOn(ExtensionContext context) {
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
        return new Settings(
                null,
                null,
                read(context, REAL_TIMEOUT, DurationSyntax.ADVICE, DurationSyntax::parse),
                read(context, SCOPE, "write world or loop", Configuration::scope),
                read(context, IO, "write freeze or fail", Configuration::io),
                false,
                null);
    }

    private static @Nullable Scope scope(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "world" -> Scope.WORLD;
            case "loop" -> Scope.LOOP;
            default -> null;
        };
    }

    private static @Nullable IoPolicy io(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "freeze" -> IoPolicy.FREEZE;
            case "fail" -> IoPolicy.FAIL;
            default -> null;
        };
    }

    /** The levels of the kinds that a test doesn't set. */
    static Levels levels(ExtensionContext context, boolean isDeclared) {
        LeakRun.of(context).requireUsable();
        Levels defaults = defaults(context, isDeclared);
        Levels levels = defaults == null ? Levels.STANDARD : defaults;
        for (Map.Entry<String, Kind> parameter : KINDS.entrySet()) {
            Level level = read(context, parameter.getKey(), LEVELS, Configuration::level);
            levels = level == null ? levels : levels.with(parameter.getValue(), level);
        }
        return levels;
    }

    private static @Nullable Level level(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "fail" -> Level.FAIL;
            case "warn" -> Level.WARN;
            case "ignore" -> Level.IGNORE;
            default -> null;
        };
    }

    /** Null when the suite says nothing. */
    private static @Nullable Levels defaults(ExtensionContext context, boolean isDeclared) {
        return read(
                context,
                LEAK_CHECK,
                "write fail, warn or off",
                text ->
                        switch (text.toLowerCase(Locale.ROOT)) {
                            case "fail" -> Levels.STANDARD;
                            case "warn" -> Levels.all(Level.WARN);
                            case "off" -> isDeclared ? Levels.STANDARD : Levels.all(Level.IGNORE);
                            default -> null;
                        });
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
