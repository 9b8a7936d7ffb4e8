package dev.timeloop.junit.launcher;

import dev.timeloop.agent.install.Agent;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherDiscoveryListener;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Installs the agent before the classes of a suite are loaded, if it or any test asks for a world;
 * or only what observes, if the suite asks for the leak check.
 *
 * <p>The JVM lets little be changed in a class that it has loaded, and throws away all that it has
 * compiled. A session begins before that, but doesn't know the configuration that a build tool
 * passes on; the search for tests does.
 *
 * <p>The launcher makes it: it must never fail, or no test of anybody runs. Tests that need the
 * agent in vain say so themselves.
 */
public final class EarlyAgent implements LauncherSessionListener, LauncherDiscoveryListener {
    private static final String MAVEN = "org.codehaus.plexus.classworlds.";
    private static final String FILE = "junit-platform.properties";
    private static final String VIRTUAL_TIME = "timeloop.virtual-time.default";
    private static final String SCOPE = "timeloop.scope";
    private static final String LEAK_CHECK = "timeloop.leak-check.default";

    /** Creates the listener; the launcher does this. */
    public EarlyAgent() {}

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (!isInMaven(System::getProperty)) {
            install(EarlyAgent::ofJvm);
        }
    }

    /**
     * Whether this is the JVM of Maven itself. With several forks it looks for the tests, to share
     * them out, and runs none; to rewrite all of its classes would take minutes.
     *
     * @param properties those of the JVM
     */
    static boolean isInMaven(Function<String, @Nullable String> properties) {
        String command = properties.apply("sun.java.command");
        return properties.apply("classworlds.conf") != null
                || (command != null && command.startsWith(MAVEN));
    }

    @Override
    public void launcherDiscoveryStarted(LauncherDiscoveryRequest request) {
        if (isInMaven(System::getProperty)) {
            return;
        }
        install(key -> request.getConfigurationParameters().get(key).orElse(null));
        try {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            if (!Agent.isInstalled() && new Search(request, loader).wantsWorld()) {
                Agent.install();
            }
        } catch (Throwable unavailable) {
            // each test that needs it will say why
        }
    }

    private static void install(Function<String, @Nullable String> configuration) {
        try {
            boolean isWorld =
                    is("on", configuration.apply(VIRTUAL_TIME))
                            && !is("loop", configuration.apply(SCOPE));
            if (isWorld) {
                Agent.install();
            }
            String check = configuration.apply(LEAK_CHECK);
            if (is("fail", check) || is("warn", check) || (isWorld && !is("off", check))) {
                Agent.observe();
            }
        } catch (Throwable unavailable) {
            // each test that needs it will say why
        }
    }

    private static boolean is(String wanted, @Nullable String value) {
        return value != null && value.strip().equalsIgnoreCase(wanted);
    }

    /** What JUnit would find, had a build tool nothing to add. */
    private static @Nullable String ofJvm(String key) {
        String property = System.getProperty(key);
        if (property != null) {
            return property;
        }
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream file = loader.getResourceAsStream(FILE)) {
            Properties properties = new Properties();
            if (file != null) {
                properties.load(file);
            }
            return properties.getProperty(key);
        } catch (IOException unreadable) {
            return null; // the launcher will say so
        }
    }
}
