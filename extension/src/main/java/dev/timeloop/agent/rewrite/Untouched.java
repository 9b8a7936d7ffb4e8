package dev.timeloop.agent.rewrite;

import org.jspecify.annotations.Nullable;

/**
 * The classes that stay as they are: tools that run the tests, and Timeloop itself.
 *
 * <p>Of the JDK only what the table names is touched, and its HTTP client and server, which are
 * treated like applications: they use threads, locks and time-outs as those do.
 */
public final class Untouched {
    private static final String OURS = "dev/timeloop/";

    /** Packages of ours: users' own may begin with the same letters. */
    private static final String[] OUR_PACKAGES = {"internal/", "junit/", "assertj/", "agent/"};

    private static final String[] TOOLS = {
        "com/intellij/",
        "jdk/",
        "java/",
        "javax/management/",
        "net/bytebuddy/",
        "org/apache/maven/",
        "org/apiguardian/",
        "org/assertj/",
        "org/eclipse/jdt/internal/junit",
        "org/gradle/",
        "org/hamcrest/",
        "org/jacoco/",
        "org/jspecify/",
        "org/junit/",
        "org/mockito/",
        "org/objenesis/",
        "org/opentest4j/",
        "sun/",
        "worker/org/gradle/"
    };

    /** What Mockito's {@code timeout} and {@code after} wait with, on behalf of the test. */
    private static final String[] WAITING = {
        "org/mockito/internal/util/Timer", "org/mockito/internal/verification/VerificationOverTime"
    };

    private static final String[] HTTP = {
        "com/sun/net/httpserver/", "java/net/http/", "jdk/internal/net/http/", "sun/net/httpserver/"
    };

    private static final @Nullable ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();

    private static final Module JAVA_BASE = Object.class.getModule();

    private Untouched() {}

    /** Whether a class is treated as an application's. */
    public static boolean isApplication(@Nullable ClassLoader loader, String name) {
        if (loader == null || loader == PLATFORM) {
            return startsWith(name, HTTP);
        }
        return (!startsWith(name, TOOLS) && !isOurs(name)) || startsWith(name, WAITING);
    }

    /** As {@link #isApplication(ClassLoader, String)}: most classes that are loaded aren't. */
    public static boolean isApplication(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        if (loader == null && type.getModule() == JAVA_BASE) {
            return false;
        }
        return isApplication(loader, type.getName().replace('.', '/'));
    }

    private static boolean isOurs(String name) {
        if (!name.startsWith(OURS)) {
            return false;
        }
        if (name.indexOf('/', OURS.length()) < 0) {
            return true;
        }
        for (String ours : OUR_PACKAGES) {
            if (name.startsWith(ours, OURS.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWith(String name, String[] prefixes) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
