package dev.timeloop;

import dev.timeloop.internal.engine.TimedEvent;

/** A time-out of a task. */
final class Alarm extends TimedEvent {
    private final Task<?> task;
    private final Runnable action;

    Alarm(Task<?> task, Runnable action) {
        this.task = task;
        this.action = action;
    }

    @Override
    public void fire() {
        action.run();
    }

    @Override
    public boolean needsStrand() {
        return task.hasLinks();
    }

    @Override
    public String describe() {
        return "time-out of " + task.describe();
    }
}
