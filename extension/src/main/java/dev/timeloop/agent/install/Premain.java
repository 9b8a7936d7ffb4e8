package dev.timeloop.agent.install;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * What the JVM calls for {@code -javaagent}: keeps what it is given, and installs the agent when
 * the first class that asks for a world is loaded, before that is ready.
 *
 * <p>Build tools load the classes of tests before JUnit looks for any. Until one asks, it needs no
 * other class, since the JVM may start it before anything else is there.
 */
public final class Premain implements ClassFileTransformer {
    private static final String[] DECLARATIONS = {
        "Ldev/timeloop/junit/VirtualTime;", "Ldev/timeloop/junit/TimeloopExtension;"
    };

    /** What nobody's tests are in. */
    private static final String[] OTHERS = {
        "java/",
        "javax/",
        "jdk/",
        "sun/",
        "com/sun/",
        "org/junit/",
        "org/apache/maven/",
        "org/gradle/",
        "org/assertj/",
        "net/bytebuddy/",
        "dev/timeloop/agent/",
        "dev/timeloop/junit/"
    };

    /** It takes less than a second, unless a class loader that it needs is held up here. */
    private static final long PATIENCE_MILLIS = 10_000;

    private static volatile @Nullable Instrumentation instrumentation;

    private Premain() {}

    /** Called by the JVM when it starts. */
    public static void premain(@Nullable String arguments, Instrumentation given) {
        instrumentation = given;
        given.addTransformer(new Premain());
    }

    /** Called by the JVM when the agent is attached to it. */
    public static void agentmain(@Nullable String arguments, Instrumentation given) {
        instrumentation = given;
    }

    static @Nullable Instrumentation instrumentation() {
        return instrumentation;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        Instrumentation given = instrumentation;
        if (loader == null || name == null || given == null || !asks(name, classFile)) {
            return null;
        }
        if (given.removeTransformer(this)) {
            install();
        }
        return null; // the JVM asks those that install adds after this one
    }

    /** On a thread of its own: the JVM transforms nothing for one that is in a transformer. */
    private static void install() {
        Thread thread = new Thread(Premain::tryToInstall, "timeloop-install");
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tryToInstall() {
        try {
            Agent.install();
        } catch (Throwable unavailable) {
            // each test that needs it will say why
        }
    }

    private static boolean asks(String name, byte[] classFile) {
        for (String other : OTHERS) {
            if (name.startsWith(other)) {
                return false;
            }
        }
        String text = new String(classFile, StandardCharsets.ISO_8859_1);
        for (String declaration : DECLARATIONS) {
            if (text.contains(declaration)) {
                return true;
            }
        }
        return false;
    }
}
