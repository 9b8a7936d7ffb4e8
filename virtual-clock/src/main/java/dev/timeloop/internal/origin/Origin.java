package dev.timeloop.internal.origin;

import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

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
        StackFrame[] frames = WALKER.walk(Origin::firstOfUser);
        return frames.length == 0 ? UNKNOWN : new Origin(frames);
    }

    /** Stops at the end of the innermost run of the user's frames: below them is the framework. */
    private static StackFrame[] firstOfUser(Stream<StackFrame> stack) {
        List<StackFrame> frames = new ArrayList<>(MOST_FRAMES);
        Iterator<StackFrame> walk = stack.iterator();
        for (int depth = 0; depth < DEEPEST && walk.hasNext(); depth++) {
            StackFrame frame = walk.next();
            if (UserFrames.isUser(frame.getClassName())) {
                frames.add(frame);
                if (frames.size() == MOST_FRAMES) {
                    break;
                }
            } else if (!frames.isEmpty()) {
                break;
            }
        }
        return frames.toArray(new StackFrame[0]);
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
