package dev.timeloop.internal.engine;

import dev.timeloop.internal.origin.UserFrames;
import dev.timeloop.internal.text.Spans;
import java.util.List;

/** Says on standard error what no exception could say, since nobody is left to throw it. */
final class Outcry {
    private static final int FRAMES = 8;

    /** No thread can take another one's away; but a framework that has a spare one goes on. */
    private static final String LEAVE_IT =
            "\n-> let it end, or call something; so that the other tests run on meanwhile, give it"
                    + " a thread that JUnit can leave: @Timeout(value = 60, threadMode ="
                    + " SEPARATE_THREAD)";

    private Outcry() {}

    /** Says that a callback doesn't come back, and its thread is interrupted. */
    static void callbackIsStuck(Event callback, long nanos, Thread thread) {
        String sentence =
                callback.describe()
                        + " has not come back for "
                        + Spans.text(nanos)
                        + " of real time; thread \""
                        + thread.getName()
                        + "\" is interrupted. It is at";
        about(sentence, thread);
    }

    /** Says that the test body neither lets time move nor can be stopped. */
    static void bodyIsStuck(long nanos, Thread thread) {
        String sentence =
                "the test body has called nothing that could let time move for "
                        + Spans.text(nanos)
                        + " of real time, and can't be stopped. Its thread \""
                        + thread.getName()
                        + "\" is at";
        about(sentence, thread, LEAVE_IT);
    }

    /**
     * Says where a thread is.
     *
     * @param sentence ends before the place
     */
    static void about(String sentence, Thread thread) {
        about(sentence, thread, "");
    }

    private static void about(String sentence, Thread thread, String advice) {
        StringBuilder text = new StringBuilder("Timeloop: ").append(sentence);
        List<StackTraceElement> stack = List.of(thread.getStackTrace());
        for (String frame : UserFrames.withoutOurs(stack, FRAMES)) {
            text.append("\n    ").append(frame);
        }
        System.err.println(text.append(advice));
    }
}
