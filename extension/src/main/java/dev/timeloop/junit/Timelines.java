package dev.timeloop.junit;

import dev.timeloop.EventLoop;
import dev.timeloop.LooseEnd;
import dev.timeloop.internal.engine.LoopAccess;
import java.util.ConcurrentModificationException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Shows what happened in a test that fails. */
final class Timelines {
    private Timelines() {}

    /** Another test begins in a loop, or a part of one that fails by itself; on its thread. */
    static void begins(EventLoop loop) {
        LoopAccess.shared().begins(loop);
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
            tell(loop, page, failure);
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
        tell(loop, new TimelinePage(loop, state, context), failure);
    }

    private static void tell(EventLoop loop, TimelinePage page, Throwable failure) {
        if (!isAborted(failure)) {
            try {
                attach(loop, page, failure);
            } catch (RuntimeException broken) {
                failure.addSuppressed(broken); // a picture that fails must not hide the failure
            }
        }
    }

    private static void attach(EventLoop loop, TimelinePage timeline, Throwable failure) {
        String page = timeline.publish(failure);
        String lanes = lanes(loop);
        String text = lanes.isEmpty() || page.isEmpty() ? lanes + page : lanes + "\n" + page;
        if (!text.isEmpty()) {
            failure.addSuppressed(new TimelineNote(text));
        }
    }

    /** A test that isn't to run; JUnit's class for that isn't on the module path. */
    private static boolean isAborted(Throwable thrown) {
        return thrown.getClass().getSimpleName().equals("TestAbortedException");
    }

    private static String lanes(EventLoop loop) {
        try {
            return LoopAccess.shared().timeline(loop).stripLeading();
        } catch (ConcurrentModificationException stillAtIt) {
            return ""; // a strand that was given up: the failure names it
        }
    }
}
