package dev.timeloop.internal.engine;

import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * Whether somebody may be looking at this JVM with a debugger: then time-outs on real time are off,
 * since they would fire while a thread stands at a breakpoint.
 */
public final class Debugging {
    /** The system property that says so, where a debugger can't be detected. */
    public static final String SWITCH = "timeloop.debug";

    private static final boolean ATTACHED = isDebuggerAmong(arguments());

    private Debugging() {}

    /** Whether a debugger's agent was loaded at start, or the switch is on. */
    public static boolean isOn() {
        return ATTACHED || Boolean.getBoolean(SWITCH);
    }

    /** Whether a JVM with these arguments listens to a debugger. */
    static boolean isDebuggerAmong(List<String> arguments) {
        for (String argument : arguments) {
            if (argument.startsWith("-agentlib:jdwp")
                    || argument.startsWith("-Xrunjdwp")
                    || argument.equals("-Xdebug")) {
                return true;
            }
        }
        return false;
    }

    private static List<String> arguments() {
        try {
            return ManagementFactory.getRuntimeMXBean().getInputArguments();
        } catch (LinkageError | RuntimeException unknown) { // a JVM without java.management
            return List.of();
        }
    }
}
