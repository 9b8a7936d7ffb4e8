package dev.timeloop.agent.world;

import java.lang.management.ManagementFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * What only a dump of the JVM's threads tells: HotSpot's says which class's initialiser a thread
 * waits for, where its state and its stack look as if it ran.
 */
final class ThreadDump {
    private static final String COMMANDS = "com.sun.management:type=DiagnosticCommand";
    private static final Pattern AWAITED =
            Pattern.compile("- waiting on the Class initialization monitor for (\\S+)");

    private final String text;

    private ThreadDump(String text) {
        this.text = text;
    }

    /** Takes one; null where the JVM has none. It stops all threads for a few milliseconds. */
    static @Nullable ThreadDump take() {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        Object[] arguments = {new String[0]};
        String[] types = {String[].class.getName()};
        try {
            return new ThreadDump(
                    (String)
                            server.invoke(
                                    new ObjectName(COMMANDS), "threadPrint", arguments, types));
        } catch (JMException | SecurityException e) {
            return null; // then we go by what a thread looks like
        }
    }

    /** The class whose initialiser a thread waits for; null if it doesn't. */
    @Nullable String initialiserAwaitedBy(Thread thread) {
        Matcher start = Pattern.compile("(?m)^\".*\" #" + thread.getId() + "\\b").matcher(text);
        if (!start.find()) {
            return null;
        }
        int end = text.indexOf("\n\n", start.end());
        Matcher awaited = AWAITED.matcher(text);
        awaited.region(start.end(), end < 0 ? text.length() : end);
        return awaited.find() ? awaited.group(1) : null;
    }

    /** Whether it has that thread: virtual threads are none to the JVM. */
    boolean has(Thread thread) {
        return Pattern.compile("(?m)^\".*\" #" + thread.getId() + "\\b").matcher(text).find();
    }
}
