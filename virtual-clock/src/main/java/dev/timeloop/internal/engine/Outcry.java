package dev.timeloop.internal.engine;

import dev.timeloop.internal.origin.UserFrames;
import java.util.List;

/** Says on standard error what no exception could say, since nobody is left to throw it. */
final class Outcry {
    private static final int FRAMES = 8;

    private Outcry() {}

    /**
     * Says where a thread is.
     *
     * @param sentence ends before the place
     */
    static void about(String sentence, Thread thread) {
        StringBuilder text = new StringBuilder("Timeloop: ").append(sentence);
        List<StackTraceElement> stack = List.of(thread.getStackTrace());
        for (String frame : UserFrames.withoutOurs(stack, FRAMES)) {
            text.append("\n    ").append(frame);
        }
        System.err.println(text);
    }
}
