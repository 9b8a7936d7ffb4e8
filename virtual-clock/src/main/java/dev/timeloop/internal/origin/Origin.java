package dev.timeloop.internal.origin;

import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.List;

/** The place in the user's code where something was made. */
public final class Origin {
    /** Stands for a place that wasn't taken down. */
    public static final Origin UNKNOWN = new Origin(new StackFrame[0]);

    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final int MOST_FRAMES = 5;
    private static final int DEEPEST = 200;

    /** Frames as the walker gave them: their line numbers are looked up only when printed. */
    private final StackFrame[] frames;

    private Origin(StackFrame[] frames) {
        this.frames = frames;
    }

    /**
     * Takes down where the caller was called from.
     *
     * @return the innermost user frames of this thread
     */
    public static Origin here() {
        StackFrame[] frames =
                WALKER.walk(
                        stack ->
                                stack.limit(DEEPEST)
                                        .filter(frame -> UserFrames.isUser(frame.getClassName()))
                                        .limit(MOST_FRAMES)
                                        .toArray(StackFrame[]::new));
        return frames.length == 0 ? UNKNOWN : new Origin(frames);
    }

    /**
     * The frames, innermost first.
     *
     * @return at most five, none when unknown
     */
    public List<StackTraceElement> frames() {
        List<StackTraceElement> elements = new ArrayList<>(frames.length);
        for (StackFrame frame : frames) {
            elements.add(frame.toStackTraceElement());
        }
        return elements;
    }
}
