package dev.timeloop;

import dev.timeloop.internal.engine.Verdict;
import dev.timeloop.internal.engine.Wait;
import dev.timeloop.internal.origin.UserFrames;
import dev.timeloop.internal.text.Spans;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts what went wrong in a drive into words. */
final class Verdicts {
    private static final int FRAMES = 8;
    private static final int LISTED = 20;

    private Verdicts() {}

    /** The exception for a verdict; an interrupt becomes an InterruptedException. */
    static RuntimeException exception(EventLoop loop, Verdict verdict, @Nullable Wait wait) {
        String at = "at " + Spans.instant(loop.engine.now());
        String headline = headline(verdict.kind());
        if (headline != null) {
            loop.timeline.fails(headline);
        }
        return switch (verdict.kind()) {
            case DEADLOCK ->
                    new DeadlockException(
                            new DeadlockText(loop, wait).write(at) + loop.timeline.text(wait));
            case RUNAWAY ->
                    new RunawayException(
                            "More than "
                                    + loop.limits.steps()
                                    + " steps "
                                    + at
                                    + " without time moving: "
                                    + verdict.culprit()
                                    + " was the last, and keeps going."
                                    + "\n-> let it wait for some time, or end"
                                    + pending(loop)
                                    + loop.timeline.text(wait));
            case TIME_LIMIT ->
                    new RunawayException(
                            "Virtual time would go more than "
                                    + Spans.text(loop.limits.virtualNanos())
                                    + " ahead in one call ("
                                    + at
                                    + "): next is "
                                    + verdict.culprit()
                                    + "."
                                    + "\n-> cancel it, use advance(duration), or raise"
                                    + " EventLoop.builder().virtualTimeLimit(duration)"
                                    + pending(loop)
                                    + loop.timeline.text(wait));
            case INTERRUPTED -> throw Sneaky.rethrow(interrupted(loop, at, verdict));
            case STUCK -> new StuckException(stuck(loop, at, verdict) + loop.timeline.text(wait));
            case NO_THREAD ->
                    new TimeloopException(
                            "No thread could be made for "
                                    + verdict.culprit()
                                    + " ("
                                    + at
                                    + ")."
                                    + "\n-> let the loop's thread factory make one, or run fewer"
                                    + " bodies at a time"
                                    + pending(loop)
                                    + loop.timeline.text(wait));
            case BUSY ->
                    throw new IllegalStateException(
                            "Thread \""
                                    + Thread.currentThread().getName()
                                    + "\" called the loop while another thread drives the loop.");
            case NOTHING_READY ->
                    throw new IllegalArgumentException("That nothing was ready is no failure.");
            case REAL_TIMEOUT ->
                    new StuckException(overdue(loop, at, verdict, wait) + loop.timeline.text(wait));
        };
    }

    /** What stopped the test, in a word; null for misuse. */
    private static @Nullable String headline(Verdict.Kind kind) {
        return switch (kind) {
            case DEADLOCK -> "deadlock";
            case RUNAWAY -> "runaway";
            case TIME_LIMIT -> "out of virtual time";
            case REAL_TIMEOUT -> "out of real time";
            case STUCK -> "stuck";
            case INTERRUPTED -> "interrupted";
            case NO_THREAD -> "no thread";
            case BUSY, NOTHING_READY -> null;
        };
    }

    private static InterruptedException interrupted(EventLoop loop, String at, Verdict verdict) {
        Thread.interrupted(); // the exception says it now
        return new InterruptedException(
                "The test body was interrupted while it drove the loop "
                        + at
                        + "."
                        + stack(verdict)
                        + pending(loop));
    }

    private static String stuck(EventLoop loop, String at, Verdict verdict) {
        return Text.sentence(String.valueOf(verdict.culprit()), "has not come back for ")
                + Spans.text(loop.limits.realNanos())
                + " of real time ("
                + at
                + "); the loop gave it up."
                + stack(verdict)
                + "\n-> block through the loop (loop.sleep, task.get, loop.await), and let nothing"
                + " spin"
                + pending(loop);
    }

    private static String overdue(EventLoop loop, String at, Verdict verdict, @Nullable Wait wait) {
        return "The loop was not through after "
                + Spans.text(loop.limits.realNanos())
                + " of real time ("
                + at
                + ")"
                + (verdict.culprit() == null ? "" : "; it last ran " + verdict.culprit())
                + "."
                + (wait == null ? "" : "\nThe test body is " + wait.describe() + ".")
                + "\n-> if the work is that long, raise EventLoop.builder().realTimeout(duration)"
                + pending(loop);
    }

    private static String stack(Verdict verdict) {
        if (verdict.thread() == null) {
            return "";
        }
        StringBuilder text = new StringBuilder("\nThread \"" + verdict.thread() + "\" is at");
        for (String frame : UserFrames.withoutOurs(verdict.stack(), FRAMES)) {
            text.append("\n    ").append(frame);
        }
        return text.toString();
    }

    /** The open tasks, each with what it waits for. */
    static String pending(EventLoop loop) {
        List<Task<?>> open = loop.ledger.open();
        if (open.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("\nPending:");
        int shown = 0;
        for (Task<?> task : open) {
            if (shown++ == LISTED) {
                text.append("\n  ... and ").append(open.size() - LISTED).append(" more");
                break;
            }
            text.append("\n  ").append(task);
        }
        return text.toString();
    }
}
