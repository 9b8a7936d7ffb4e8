package dev.timeloop.junit;

import dev.timeloop.EventLoop;
import dev.timeloop.internal.origin.UserFrames;
import dev.timeloop.internal.text.Spans;
import org.jspecify.annotations.Nullable;

/** A part of a test that doesn't come back, told by its harness. */
final class StuckBodyError extends AssertionError {
    private static final long serialVersionUID = 1L;
    private static final int FRAMES = 8;
    private static final String LOOP_ADVICE =
            "wait through the loop: loop.await(future); if a thread outside completes it,"
                    + " loop.await(loop.track(name, future))";
    private static final String WORLD_ADVICE =
            "let what it waits for happen in the test's own world, give it more realTimeout, or"
                    + " declare @RealTime on the test";

    private StuckBodyError(String message) {
        super(message);
        setStackTrace(new StackTraceElement[0]); // it would be that of the harness
    }

    static StuckBodyError blockedOutside(World world, Thread thread, StackTraceElement[] stack) {
        EventLoop loop = world.loop;
        return new StuckBodyError(
                loop.owner()
                        + " has been blocked for "
                        + Spans.text(world.settings.realTimeoutOrStandard())
                        + " of real time where its loop can't see it, at +"
                        + Spans.text(loop.elapsed())
                        + ": it was interrupted.\nThread \""
                        + thread.getName()
                        + "\" is"
                        + frames(stack)
                        + "\n-> "
                        + (world.settings.isWorld() ? WORLD_ADVICE : LOOP_ADVICE));
    }

    static StuckBodyError stillRunning(EventLoop loop, Thread thread) {
        return new StuckBodyError(
                loop.owner()
                        + " has ended, but a part of it still runs.\nThread \""
                        + thread.getName()
                        + "\" is"
                        + frames(thread.getStackTrace())
                        + "\n-> let it end when it is interrupted");
    }

    static StuckBodyError stillDriving(EventLoop loop) {
        return new StuckBodyError(
                "The loop of "
                        + loop.owner()
                        + " can't be checked: another thread still drives it."
                        + "\n-> join the threads that use the loop before the test ends");
    }

    /**
     * What of the JDK the user's code called, such as {@code CompletableFuture.join}, and from
     * where.
     */
    private static String frames(StackTraceElement[] stack) {
        StringBuilder text = new StringBuilder();
        @Nullable StackTraceElement called = null;
        int shown = 0;
        for (StackTraceElement frame : stack) {
            if (OurFrames.isOurs(frame) || shown == FRAMES) {
                break; // what follows is the harness
            }
            if (UserFrames.isUser(frame.getClassName())) {
                if (shown++ == 0 && called != null) {
                    text.append("\n    in ").append(call(called));
                }
                text.append("\n    at ").append(UserFrames.text(frame));
            }
            if (!frame.getClassName().startsWith("dev.timeloop.")) {
                called = frame; // not a hook of ours in between
            }
        }
        return shown == 0 ? " about to end" : text.toString();
    }

    private static String call(StackTraceElement frame) {
        String type = frame.getClassName();
        return type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethodName();
    }
}
