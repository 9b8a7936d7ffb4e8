package dev.timeloop;

import dev.timeloop.internal.engine.Engine;
import dev.timeloop.internal.engine.Strand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts tasks until enough of them are done. */
final class Tally implements TaskWaiter {
    private final Engine engine;
    private final List<? extends Task<?>> tasks;
    private final @Nullable ReturnWhen when;
    private int left;
    private boolean over;
    private @Nullable Strand strand;

    /** For {@code gather}, without a {@code when}: over at the first failure or cancellation. */
    Tally(Engine engine, List<? extends Task<?>> tasks, @Nullable ReturnWhen when) {
        this.engine = engine;
        this.tasks = tasks;
        this.when = when;
        left = tasks.size();
        for (Task<?> task : tasks) {
            if (task.isDone()) {
                count(task);
            }
        }
        over |= left == 0;
    }

    boolean isOver() {
        return over;
    }

    void attach(Strand waiting) {
        strand = waiting;
        for (Task<?> task : tasks) {
            if (!task.isDone()) {
                task.addWaiter(this);
            }
        }
    }

    void detach() {
        for (Task<?> task : tasks) {
            if (!task.isDone()) {
                task.removeWaiter(this);
            }
        }
    }

    @Override
    public void taskDone(Task<?> task) {
        count(task);
        if (over && strand != null) {
            engine.wake(strand);
        }
    }

    private void count(Task<?> task) {
        left--;
        boolean enough =
                when == null
                        ? task.hasFailed() || task.hasBeenCancelled()
                        : when == ReturnWhen.FIRST_COMPLETED
                                || (when == ReturnWhen.FIRST_EXCEPTION && task.hasFailed());
        over |= enough || left == 0;
    }
}
