package dev.timeloop.junit;

import dev.timeloop.EventLoop;
import dev.timeloop.LooseEnd;
import dev.timeloop.LooseEndsError;
import dev.timeloop.internal.engine.LoopAccess;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Shows what happened in a test that fails. */
final class Timelines {
    private static final String LANES = "\n\nTimeline (";

    private static final Set<String> ABORTED =
            Set.of(
                    "org.opentest4j.TestAbortedException",
                    "org.junit.internal.AssumptionViolatedException");

    private Timelines() {}

    /** Another test begins in a loop; on its thread. */
    static void begins(EventLoop loop) {
        LoopAccess.shared().begins(loop);
    }

    /** What fails in a loop from now on has lanes of its own: a dynamic test, or who goes on. */
    static void tellAnew(EventLoop loop) {
        LoopAccess.shared().tellAnew(loop);
    }

    /** Nobody will see an error: what it shows of the loop is for the one in its place. */
    static void replaced(EventLoop loop, LooseEndsError error) {
        String message = error.getMessage();
        if (message != null && !message.equals(withoutLanes(message))) {
            tellAnew(loop);
        }
    }

    /** A message without what it shows of a loop. */
    static String withoutLanes(String message) {
        int lanes = message.indexOf(LANES);
        return lanes < 0 ? message : message.substring(0, lanes);
    }

    /** A part of a test has thrown something. */
    static void failed(EventLoop loop, Throwable thrown) {
        LoopAccess access = LoopAccess.shared();
        if (access.engine(loop).isOnStrand() && !isAborted(thrown)) {
            access.fails(loop, thrown);
        }
    }

    /** The error of a test that has no other. */
    static Throwable looseEnds(EventLoop loop, List<LooseEnd> found) {
        return LoopAccess.shared().looseEnds(loop, found);
    }

    /**
     * Shows what happened: before a failure, as text, where its message doesn't; and as a page.
     *
     * @param loop after it was finished
     * @param failure what the test fails with, null if it passes
     */
    static void tell(EventLoop loop, ContextState state, @Nullable Throwable failure) {
        TimelinePage page = new TimelinePage(loop, state, state.context);
        if (failure == null) {
            String unused = page.publish(null);
        } else {
            tell(loop, () -> page.publish(failure), failure);
        }
    }

    /**
     * Shows what happened up to the failure of a dynamic test, and before it in its factory.
     *
     * @param state the factory's
     * @param context the dynamic test's
     */
    static void tellPart(
            EventLoop loop, ContextState state, ExtensionContext context, Throwable failure) {
        TimelinePage page = new TimelinePage(loop, state, context);
        tell(loop, () -> state.worldUse().takePageForPart() ? page.publish(failure) : "", failure);
    }

    private static void tell(EventLoop loop, Supplier<String> publishing, Throwable failure) {
        if (!isAborted(failure)) {
            try {
                attach(loop, publishing.get(), failure);
            } catch (RuntimeException | Error broken) { // a picture must not hide the failure
                if (broken != failure) {
                    failure.addSuppressed(broken);
                }
            }
        }
    }

    private static void attach(EventLoop loop, String page, Throwable failure) {
        String lanes = lanes(loop);
        String text = lanes.isEmpty() || page.isEmpty() ? lanes + page : lanes + "\n" + page;
        if (!text.isEmpty()) {
            failure.addSuppressed(new TimelineNote(text));
        }
    }

    /** A test that isn't to run; JUnit's classes for that aren't on the module path. */
    private static boolean isAborted(Throwable thrown) {
        for (Class<?> type = thrown.getClass(); type != null; type = type.getSuperclass()) {
            if (ABORTED.contains(type.getName())) {
                return true;
            }
        }
        return false;
    }

    private static String lanes(EventLoop loop) {
        try {
            return LoopAccess.shared().timeline(loop).stripLeading();
        } catch (ConcurrentModificationException stillAtIt) {
            return ""; // a strand that was given up: the failure names it
        }
    }
}
