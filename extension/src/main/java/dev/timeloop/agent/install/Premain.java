package dev.timeloop.agent.install;

import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * What the JVM calls for {@code -javaagent}: keeps what it is given, and does nothing else.
 *
 * <p>It needs no other class, since the JVM may start it before anything else is there.
 */
public final class Premain {
    private static volatile @Nullable Instrumentation instrumentation;

    private Premain() {}

    /** Called by the JVM when it starts. */
    public static void premain(@Nullable String arguments, Instrumentation given) {
        instrumentation = given;
    }

    /** Called by the JVM when the agent is attached to it. */
    public static void agentmain(@Nullable String arguments, Instrumentation given) {
        instrumentation = given;
    }

    static @Nullable Instrumentation instrumentation() {
        return instrumentation;
    }
}
