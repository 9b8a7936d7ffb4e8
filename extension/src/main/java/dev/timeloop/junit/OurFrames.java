package dev.timeloop.junit;

import dev.timeloop.internal.origin.UserFrames;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes Timeloop out of the stack traces of tests, where its frames tell nobody anything. */
final class OurFrames {
    private static final String PREFIX = OurFrames.class.getPackageName() + ".";

    private OurFrames() {}

    /** Returns the same exception, without our frames in it, its causes and its suppressed ones. */
    static <T extends Throwable> T cut(T thrown) {
        cut(thrown, Collections.newSetFromMap(new IdentityHashMap<>()));
        return thrown;
    }

    private static void cut(@Nullable Throwable thrown, Set<Throwable> done) {
        if (thrown == null || !done.add(thrown)) {
            return;
        }
        StackTraceElement[] stack = thrown.getStackTrace();
        if (!isDefect(thrown, stack)) {
            StackTraceElement[] rest =
                    Arrays.stream(stack)
                            .filter(frame -> !isTimeloop(frame))
                            .toArray(StackTraceElement[]::new);
            if (rest.length < stack.length) {
                thrown.setStackTrace(rest);
            }
        }
        cut(thrown.getCause(), done);
        for (Throwable suppressed : thrown.getSuppressed()) {
            cut(suppressed, done);
        }
    }

    /** Of Timeloop itself: that must show where. */
    private static boolean isDefect(Throwable thrown, StackTraceElement[] stack) {
        return (thrown instanceof NullPointerException
                        || thrown instanceof ClassCastException
                        || thrown instanceof IndexOutOfBoundsException)
                && stack.length > 0
                && isTimeloop(stack[0]);
    }

    private static boolean isTimeloop(StackTraceElement frame) {
        String type = frame.getClassName();
        return type.startsWith("dev.timeloop.") && !UserFrames.isUser(type);
    }

    /** Of this extension. */
    static boolean isOurs(StackTraceElement frame) {
        return frame.getClassName().startsWith(PREFIX);
    }
}
