package dev.timeloop.internal.origin;

import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The place in the user's code where something was made. */
public final class Origin {
    /** Stands for a place that wasn't taken down. */
    public static final Origin UNKNOWN = new Origin(List.of(), List.of(), null);

    /** Stands for a place that doesn't count. */
    public static final Origin REFUSED = new Origin(List.of(), List.of(), null);

    /** From a hook to the fifth of the user's frames: fetching more than is needed costs most. */
    private static final int USUAL_DEPTH = 12;

    private static final StackWalker WALKER =
            StackWalker.getInstance(Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE), USUAL_DEPTH);

    private static final ClassValue<Boolean> IS_USERS =
            new ClassValue<>() {
                @Override
                protected Boolean computeValue(Class<?> type) {
                    return UserFrames.isUser(type.getName());
                }
            };

    private static final int MOST_FRAMES = 5;
    private static final int DEEPEST = 200;

    /** Frames as the walker gave them: their line numbers are looked up only when printed. */
    private final List<StackFrame> frames;

    /** Of libraries of the JDK's, further in than the user's. */
    private final List<StackFrame> libraries;

    /** What was told instead of walking the stack. */
    private final @Nullable StackTraceElement told;

    private Origin(
            List<StackFrame> frames, List<StackFrame> libraries, @Nullable StackTraceElement told) {
        this.frames = frames;
        this.libraries = libraries;
        this.told = told;
    }

    /** Returns an origin of which one frame is known, and that is the user's. */
    public static Origin at(StackTraceElement frame) {
        return new Origin(List.of(), List.of(), frame);
    }

    /**
     * Takes down where the caller was called from.
     *
     * @return the innermost user frames of this thread
     */
    public static Origin here() {
        return WALKER.walk(stack -> firstOfUser(stack, frame -> false));
    }

    /**
     * As {@link #here}, unless one of the frames above the user's says that it doesn't count.
     *
     * @param refuses asked for each of them
     * @return {@link #REFUSED} if one of them refuses
     */
    public static Origin hereUnless(Predicate<StackFrame> refuses) {
        return WALKER.walk(stack -> firstOfUser(stack, refuses));
    }

    /** Stops at the end of the innermost run of the user's frames: below them is the framework. */
    private static Origin firstOfUser(Stream<StackFrame> stack, Predicate<StackFrame> refuses) {
        List<StackFrame> frames = new ArrayList<>(MOST_FRAMES);
        List<StackFrame> libraries = List.of();
        Iterator<StackFrame> walk = stack.iterator();
        for (int depth = 0; depth < DEEPEST && walk.hasNext(); depth++) {
            StackFrame frame = walk.next();
            if (IS_USERS.get(frame.getDeclaringClass())) {
                frames.add(frame);
                if (frames.size() == MOST_FRAMES) {
                    break;
                }
            } else if (!frames.isEmpty()) {
                break;
            } else if (refuses.test(frame)) {
                return REFUSED;
            } else if (libraries.size() < MOST_FRAMES
                    && UserFrames.isLibraryOfJdk(frame.getClassName())) {
                libraries = libraries.isEmpty() ? new ArrayList<>(MOST_FRAMES) : libraries;
                libraries.add(frame);
            }
        }
        return frames.isEmpty() && libraries.isEmpty()
                ? UNKNOWN
                : new Origin(frames, libraries, null);
    }

    /**
     * Whether it isn't the user's code that has made something, but a library of the JDK's, for
     * purposes of its own, or the initialiser of a class.
     *
     * @return whether a test isn't to be blamed for it
     */
    public boolean isNobodys() {
        for (StackFrame frame : libraries) {
            // how a stage of the user's comes to be of a class of the JDK's
            String method = frame.getMethodName();
            if (!method.equals("<init>") && !method.equals("newIncompleteFuture")) {
                return true;
            }
        }
        for (StackFrame frame : frames) {
            if (frame.getMethodName().equals("<clinit>")) {
                return true;
            }
        }
        return told != null && told.getMethodName().equals("<clinit>");
    }

    /**
     * As if whoever called a library of the JDK's had made by himself what that has made for him.
     *
     * @return the same without the library's frames
     */
    public Origin ofCaller() {
        return new Origin(frames, List.of(), told);
    }

    /**
     * The frames, innermost first.
     *
     * @return at most five, none when unknown
     */
    public List<StackTraceElement> frames() {
        if (told != null) {
            return List.of(told);
        }
        List<StackTraceElement> elements = new ArrayList<>(frames.size());
        for (StackFrame frame : frames) {
            elements.add(frame.toStackTraceElement());
        }
        return elements;
    }
}
