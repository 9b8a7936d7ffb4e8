package dev.timeloop;

import dev.timeloop.internal.engine.Wait;
import dev.timeloop.internal.timeline.Lane;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** The wait of a strand for several tasks. */
final class OnTasks implements Wait {
    private static final int NAMED = 5;

    private final List<? extends Task<?>> tasks;
    private final String why;
    private final boolean owns;
    private @Nullable CancellationException passedOn;

    OnTasks(List<? extends Task<?>> tasks, String why, boolean owns) {
        this.tasks = tasks;
        this.why = why;
        this.owns = owns;
    }

    @Override
    public String describe() {
        StringBuilder text = new StringBuilder("waiting (" + why + ") for ");
        int open = 0;
        for (Task<?> task : tasks) {
            if (!task.isDone()) {
                if (open < NAMED) {
                    text.append(open == 0 ? "" : ", ").append(task.describe());
                }
                open++;
            }
        }
        return open > NAMED
                ? text.append(" and ").append(open - NAMED).append(" more").toString()
                : text.toString();
    }

    /** As {@link #describe}, without going through all of a million. */
    @Override
    public Object label() {
        StringBuilder text = new StringBuilder("waiting (" + why + ") for ");
        int open = 0;
        for (Task<?> task : tasks) {
            if (task.isDone()) {
                continue;
            }
            if (open++ == NAMED) {
                return text.append(" and more").toString();
            }
            text.append(open == 1 ? "" : ", ").append(task.describe());
        }
        return text.toString();
    }

    /** The one that is left, if it is one. */
    @Override
    public int awaitedLane() {
        int lane = Lane.NONE;
        for (Task<?> task : tasks) {
            if (!task.isDone()) {
                if (lane != Lane.NONE) {
                    return Lane.NONE;
                }
                lane = task.awaitedLane();
            }
        }
        return lane;
    }

    @Override
    public boolean needsOutside() {
        return areFedFromOutside(tasks);
    }

    /** Whether a thread outside has to complete one of them. */
    static boolean areFedFromOutside(List<? extends Task<?>> tasks) {
        for (Task<?> task : tasks) {
            if (task.isFedFromOutside()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean passOn(CancellationException cancellation) {
        if (!owns) {
            return false;
        }
        boolean passed = false;
        for (Task<?> task : tasks) {
            passed |= task.takeCancellation(cancellation);
        }
        passedOn = passed ? cancellation : null;
        return passed;
    }

    /** As asyncio's gather: whatever the tasks made of it, the one who waited is cancelled. */
    void throwIfPassedOn() {
        if (passedOn != null) {
            throw passedOn;
        }
    }
}
