package dev.timeloop.benchmarks.junit;

import java.util.List;
import java.util.Locale;

/** What runs beside the tests. */
enum Contender {
    /** JUnit alone. */
    NONE(Extension.NONE, false),

    /** What any extension costs: the others are compared with this. */
    NO_OP(Extension.NO_OP, false),

    /** What JUnit does for one that can do what ours can: it passes each call on. */
    NO_OP_INTERCEPTOR(Extension.NO_OP_INTERCEPTOR, false),

    /** Timeloop is there, and nobody asks for it. */
    OFF(Extension.TIMELOOP, false),

    /** All tests are checked for loose ends, on real time. */
    LEAK_CHECK(Extension.TIMELOOP, false, "-Dtimeloop.leak-check.default=fail"),

    /** The same, with an agent that was there from the start. */
    LEAK_CHECK_JAVAAGENT(
            Extension.TIMELOOP, false, "-javaagent", "-Dtimeloop.leak-check.default=fail"),

    /** Tests may take a loop, and don't. */
    LOOP(Extension.TIMELOOP, false, "-Dtimeloop.virtual-time.default=on", "-Dtimeloop.scope=loop"),

    /** All tests take a loop. */
    LOOP_TAKEN(
            Extension.TIMELOOP,
            true,
            "-Dtimeloop.virtual-time.default=on",
            "-Dtimeloop.scope=loop"),

    /** All tests live in a world. */
    WORLD(Extension.TIMELOOP, false, "-Dtimeloop.virtual-time.default=on"),

    /** The same, with an agent that was there from the start. */
    WORLD_JAVAAGENT(Extension.TIMELOOP, false, "-javaagent", "-Dtimeloop.virtual-time.default=on"),

    /** Mockito's, without any mocks. */
    MOCKITO(Extension.MOCKITO, false);

    /** What JUnit detects. */
    enum Extension {
        NONE,
        NO_OP,
        NO_OP_INTERCEPTOR,
        TIMELOOP,
        MOCKITO
    }

    final Extension extension;
    final boolean takesLoop;
    final List<String> options;

    Contender(Extension extension, boolean takesLoop, String... options) {
        this.extension = extension;
        this.takesLoop = takesLoop;
        this.options = List.of(options);
    }

    /** As on the command line, and in the table. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
