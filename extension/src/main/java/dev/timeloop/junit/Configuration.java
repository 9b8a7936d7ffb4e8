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

/** The configuration parameters of a suite; what each test asks for is read once in a run. */
final class Configuration {
    static final String VIRTUAL_TIME = "timeloop.virtual-time.default";
    static final String REAL_TIME = "timeloop.real-time";
    static final String SCOPE = "timeloop.scope";
    static final String IO = "timeloop.io";
    static final String LEAK_CHECK = "timeloop.leak-check.default";
    static final String TIMELINE = "timeloop.timeline";
    static final String REAL_TIMEOUT = "timeloop.real-timeout";

    private static final String LEVELS = "write fail, warn or ignore";
    private static final Map<String, Kind> KINDS =
            Map.of(
                    "timeloop.leak-check.failures", Kind.UNRETRIEVED_FAILURE,
                    "timeloop.leak-check.tasks", Kind.PENDING_TASK,
                    "timeloop.leak-check.timers", Kind.LIVE_TIMER,
                    "timeloop.leak-check.threads", Kind.BUSY_THREAD,
                    "timeloop.leak-check.pools", Kind.IDLE_POOL);

    private final ExtensionContext root;

    // read when they are first needed; several threads may, and come to the same
    private volatile @Nullable Settings settings;
    private volatile @Nullable Levels levels;
    private volatile @Nullable Levels levelsIfDeclared;
    private volatile @Nullable LeakRun leakRun;
    private volatile @Nullable TimelineMode timeline;

    private Configuration(ExtensionContext root) {
        this.root = root;
    }

    /** Of the run that a test or a class belongs to. */
    static Configuration of(ExtensionContext context) {
        ExtensionContext root = context.getRoot();
        return root.getStore(ContextState.NAMESPACE)
                .getOrComputeIfAbsent(
                        Configuration.class,
                        unused -> new Configuration(root),
                        Configuration.class);
    }

    /** What the check has found so far. */
    LeakRun leakRun() {
        LeakRun run = leakRun;
        if (run == null) {
            run = LeakRun.of(root);
            leakRun = run;
        }
        return run;
    }

    /**
     * Which time a test is on, and whether it is checked.
     *
     * @param inSource what its source says
     */
    TestTime time(ExtensionContext context, TestTime inSource) {
        TestTime time = inSource;
        if (inSource.because() == null && inSource.kind() != TestTime.Kind.VIRTUAL) {
            TestTime ofSuite = timeOfSuite(context);
            boolean isOn = ofSuite.kind() == TestTime.Kind.VIRTUAL;
            time = isOn || inSource.kind() == TestTime.Kind.UNDECLARED ? ofSuite : inSource;
        }
        return wantsCheck() ? time.checked() : time;
    }

    private boolean wantsCheck() {
        Levels defaults = defaults(false);
        return defaults != null && defaults.of(Kind.UNRETRIEVED_FAILURE) != Level.IGNORE;
    }

    private TestTime timeOfSuite(ExtensionContext context) {
        if (!isOn()) {
            return TestTime.UNDECLARED;
        }
        ClassPatterns real = read(REAL_TIME, ClassPatterns.ADVICE, ClassPatterns::parse);
        String pattern = real == null ? null : real.matching(context);
        return pattern == null
                ? TestTime.VIRTUAL
                : TestTime.real("the configuration parameter " + REAL_TIME + " = " + pattern);
    }

    private boolean isOn() {
        Boolean isOn =
                read(
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

    Settings settings() {
        Settings read = settings;
        if (read == null) {
            read =
                    new Settings(
                            null,
                            null,
                            read(REAL_TIMEOUT, DurationSyntax.ADVICE, DurationSyntax::parse),
                            read(SCOPE, "write world or loop", Configuration::scope),
                            read(IO, "write freeze or fail", Configuration::io),
                            false,
                            null);
            settings = read;
        }
        return read;
    }

    /** What to do with the recording of a test. */
    TimelineMode timeline() {
        TimelineMode read = timeline;
        if (read == null) {
            read = read(TIMELINE, TimelineMode.ADVICE, TimelineMode::parse);
            read = read == null ? TimelineMode.ON_FAILURE : read;
            timeline = read;
        }
        return read;
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
    Levels levels(boolean isDeclared) {
        Levels read = isDeclared ? levelsIfDeclared : levels;
        if (read == null) {
            read = readLevels(isDeclared);
            if (isDeclared) {
                levelsIfDeclared = read;
            } else {
                levels = read;
            }
        }
        return read;
    }

    private Levels readLevels(boolean isDeclared) {
        leakRun().requireUsable();
        Levels defaults = defaults(isDeclared);
        Levels read = defaults == null ? Levels.STANDARD : defaults;
        for (Map.Entry<String, Kind> parameter : KINDS.entrySet()) {
            Level level = read(parameter.getKey(), LEVELS, Configuration::level);
            read = level == null ? read : read.with(parameter.getValue(), level);
        }
        return read;
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
    private @Nullable Levels defaults(boolean isDeclared) {
        return read(
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
    private <T> @Nullable T read(String key, String advice, Function<String, @Nullable T> parser) {
        String text = root.getConfigurationParameter(key).map(String::strip).orElse("");
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
