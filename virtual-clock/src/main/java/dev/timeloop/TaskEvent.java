package dev.timeloop;

import dev.timeloop.internal.engine.Event;

/** What a thread outside asked of a task; stages that run by it may block. */
final class TaskEvent implements Event {
    private final Task<?> task;
    private final String what;
    private final Runnable action;

    TaskEvent(Task<?> task, String what, Runnable action) {
        this.task = task;
        this.what = what;
        this.action = action;
    }

    @Override
    public void fire() {
        action.run();
    }

    @Override
    public boolean needsStrand() {
        return task.hasLinks() || task.isDone() || task.isForeign();
    }

    @Override
    public String describe() {
        return what + task.describe();
    }
}
