package dev.timeloop;

import dev.timeloop.internal.engine.Wait;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

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
    public Object label() {
        return task.isForeign() ? describe() : new Awaited(task.name, task.via);
    }

    @Override
    public int awaitedLane() {
        return task.awaitedLane();
    }

    /** Words for a recording, which must not keep the task's value alive. */
    private record Awaited(String name, @Nullable String via) {
        @Override
        public String toString() {
            return "waiting for task \"" + (via == null ? name : name + "." + via) + '"';
        }
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
