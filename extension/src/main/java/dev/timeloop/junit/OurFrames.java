package dev.timeloop.junit;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes this extension out of the stack traces of tests, where it tells nobody anything. */
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
        StackTraceElement[] rest =
                Arrays.stream(stack)
                        .filter(frame -> !isOurs(frame))
                        .toArray(StackTraceElement[]::new);
        if (rest.length < stack.length) {
            thrown.setStackTrace(rest);
        }
        cut(thrown.getCause(), done);
        for (Throwable suppressed : thrown.getSuppressed()) {
            cut(suppressed, done);
        }
    }

    static boolean isOurs(StackTraceElement frame) {
        return frame.getClassName().startsWith(PREFIX);
    }
}
