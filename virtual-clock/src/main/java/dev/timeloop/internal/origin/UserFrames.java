package dev.timeloop.internal.origin;

import java.util.ArrayList;
import java.util.List;

/** Tells the user's frames from those of the JDK, the test framework, the build tool and ours. */
public final class UserFrames {
    private static final String OURS = "dev.timeloop.";
    private static final List<String> OUR_PACKAGES =
            List.of("internal.", "junit.", "assertj.", "agent.");
    private static final List<String> OTHERS =
            List.of(
                    "java.",
                    "javax.",
                    "jdk.",
                    "sun.",
                    "com.sun.",
                    "org.junit.",
                    "org.opentest4j.",
                    "org.assertj.",
                    "org.apache.maven.",
                    "org.gradle.",
                    "worker.org.gradle.",
                    "com.intellij.rt.",
                    "org.eclipse.jdt.internal.");

    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

    /** Parts of the JDK that do what their callers tell them to; what is made there is theirs. */
    private static final List<String> TOOLS =
            List.of(
                    "java.util.",
                    "java.lang.Thread",
                    "java.lang.VirtualThread",
                    "java.lang.Iterable",
                    "java.lang.ScopedValue",
                    "java.lang.System",
                    "java.lang.invoke.",
                    "java.lang.reflect.",
                    "java.security.AccessController",
                    "jdk.internal.misc.",
                    "jdk.internal.reflect.",
                    "jdk.internal.vm.",
                    "sun.misc.");

    /** Of those, what has threads and tasks of its own. */
    private static final List<String> LIBRARIES =
            List.of("java.util.logging.", "java.util.prefs.", "java.util.jar.");

    private UserFrames() {}

    /**
     * Whether a class is a part of the JDK that makes threads and futures for purposes of its own.
     *
     * @param className its binary name
     * @return false for {@code java.util.concurrent}, collections, streams and the like
     */
    public static boolean isLibraryOfJdk(String className) {
        return startsWith(className, JDK)
                && (!startsWith(className, TOOLS) || startsWith(className, LIBRARIES));
    }

    /**
     * Whether a class is the user's.
     *
     * @param className its binary name
     * @return false for the JDK, JUnit, AssertJ, build tools and Timeloop itself
     */
    public static boolean isUser(String className) {
        if (className.contains("$$Lambda")) {
            return false; // the JVM's own frame, with a name that differs from run to run
        }
        if (className.startsWith(OURS)) {
            return !isOurs(className.substring(OURS.length()));
        }
        return !startsWith(className, OTHERS);
    }

    private static boolean startsWith(String className, List<String> beginnings) {
        for (String beginning : beginnings) {
            if (className.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Keeps the user's frames of a stack.
     *
     * @param stack innermost first
     * @param most how many to keep
     * @return the innermost of the user's frames
     */
    public static List<StackTraceElement> of(StackTraceElement[] stack, int most) {
        List<StackTraceElement> frames = new ArrayList<>();
        for (StackTraceElement frame : stack) {
            if (frames.size() == most) {
                break;
            }
            if (isUser(frame.getClassName())) {
                frames.add(frame);
            }
        }
        return frames;
    }

    /**
     * Keeps all frames but ours, since a thread may be stuck in the JDK or in a library.
     *
     * @param stack innermost first
     * @param most how many to keep
     * @return their texts with full class names, and a last line of dots if there are more
     */
    public static List<String> withoutOurs(List<StackTraceElement> stack, int most) {
        List<String> frames = new ArrayList<>();
        for (StackTraceElement frame : stack) {
            String type = frame.getClassName();
            boolean ours =
                    type.contains("$$Lambda")
                            || (type.startsWith(OURS) && isOurs(type.substring(OURS.length())));
            if (ours) {
                continue;
            }
            if (frames.size() == most) {
                frames.add("...");
                break;
            }
            frames.add(type + "." + frame.getMethodName() + "(" + place(frame) + ")");
        }
        return frames;
    }

    /**
     * Writes a frame as {@code Feed.ask(Feed.java:31)}: the simple class name, as stack traces in a
     * message are read, and the file and line that tools make a link of.
     *
     * @param frame any frame
     * @return its text
     */
    public static String text(StackTraceElement frame) {
        String type = frame.getClassName();
        return type.substring(type.lastIndexOf('.') + 1).replace('$', '.')
                + "."
                + method(frame.getMethodName())
                + "("
                + place(frame)
                + ")";
    }

    private static String place(StackTraceElement frame) {
        if (frame.isNativeMethod()) {
            return "Native Method";
        }
        String file = frame.getFileName();
        if (file == null) {
            return "Unknown Source";
        }
        return frame.getLineNumber() < 0 ? file : file + ":" + frame.getLineNumber();
    }

    /** {@code lambda$best$3} is how javac names a lambda inside {@code best}. */
    private static String method(String name) {
        if (name.startsWith("lambda$")) {
            int end = name.lastIndexOf('$');
            if (end > "lambda$".length()) {
                return name.substring("lambda$".length(), end);
            }
        }
        return name;
    }

    private static boolean isOurs(String rest) {
        if (Character.isUpperCase(rest.charAt(0))) {
            return true; // a class of package dev.timeloop itself
        }
        for (String ours : OUR_PACKAGES) {
            if (rest.startsWith(ours)) {
                return true;
            }
        }
        return false;
    }
}
