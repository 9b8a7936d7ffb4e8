package dev.timeloop;

import dev.timeloop.internal.engine.Wait;
import java.util.concurrent.CancellationException;

/** The wait of a strand for one task. */
final class OnTask implements Wait {
    private final Task<?> task;
    private final boolean interruptible;
    private final boolean owns;

    OnTask(Task<?> task, boolean interruptible, boolean owns) {
        this.task = task;
        this.interruptible = interruptible;
        this.owns = owns;
    }

    @Override
    public String describe() {
        return "waiting for " + task.describe();
    }

    @Override
    public boolean isInterruptible() {
        return interruptible;
    }

    @Override
    public boolean needsOutside() {
        return task.isFedFromOutside();
    }

    @Override
    public boolean passOn(CancellationException cancellation) {
        return owns && task.takeCancellation(cancellation);
    }
}
