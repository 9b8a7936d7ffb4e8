package dev.timeloop.junit;

import dev.timeloop.EventLoop;
import dev.timeloop.internal.engine.LoopAccess;
import dev.timeloop.internal.timeline.Recording;
import dev.timeloop.junit.timeline.TimelinePages;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ConcurrentModificationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Publishes the page that shows what happened in a test. */
final class TimelinePage {
    private static final String OURS = "dev.timeloop.";

    private final EventLoop loop;
    private final ContextState state;
    private final ExtensionContext context;

    /**
     * Of a test, or of a part of one.
     *
     * @param state the test's
     * @param context the part's
     */
    TimelinePage(EventLoop loop, ContextState state, ExtensionContext context) {
        this.loop = loop;
        this.state = state;
        this.context = context;
    }

    /**
     * Publishes it, if it is wanted.
     *
     * @param failure what the test fails with, null if it passes
     * @return where it is, in words; empty if there is none
     */
    String publish(@Nullable Throwable failure) {
        TimelineMode mode = state.configuration.timeline();
        boolean isWanted = failure == null ? mode == TimelineMode.ALWAYS : mode != TimelineMode.OFF;
        Recording recording = isWanted ? recording() : null;
        if (recording == null) {
            return "";
        }
        Recording named = recording.of(name(), state.context.getRequiredTestClass().getName());
        try {
            Path page =
                    TimelinePages.of(context)
                            .publish(
                                    failure == null ? named : named.failedWith(text(failure)),
                                    context);
            return page == null ? "" : "Timeline: " + page.toUri();
        } catch (IOException unwritable) {
            return "Timeline: its page can't be written: " + unwritable;
        }
    }

    private @Nullable Recording recording() {
        try {
            return LoopAccess.shared().recording(loop);
        } catch (ConcurrentModificationException stillAtIt) {
            return null; // a strand that was given up: the failure names it
        }
    }

    /** As reports show it, with its method where they show that above. */
    private String name() {
        String name = state.context.getDisplayName();
        if (context != state.context) {
            return name + " \"" + context.getDisplayName() + '"';
        }
        return name.startsWith("[")
                ? state.context.getTestMethod().map(Method::getName).orElse("") + " " + name
                : name;
    }

    /** What the failure says, and what we have put on top; the page shows the lanes better. */
    private static String text(Throwable failure) {
        StringBuilder text = new StringBuilder(withoutLanes(failure));
        for (Throwable suppressed : failure.getSuppressed()) {
            if (suppressed.getClass().getName().startsWith(OURS)) {
                text.append("\nand ").append(withoutLanes(suppressed));
            }
        }
        return text.toString();
    }

    private static @Nullable String message(Throwable failure) {
        try {
            return failure.getMessage();
        } catch (RuntimeException | StackOverflowError broken) {
            return null; // it is the user's
        }
    }

    private static String withoutLanes(Throwable failure) {
        String name = failure.getClass().getSimpleName();
        String message = message(failure);
        return message == null ? name : name + ": " + Timelines.withoutLanes(message);
    }
}
