package dev.timeloop.agent.world;

import dev.timeloop.internal.engine.Wait;

/** The wait of a thread that enters a monitor. */
final class Entering implements Wait {
    private final Monitor monitor;
    private final ResidentThread thread;

    Entering(Monitor monitor, ResidentThread thread) {
        this.monitor = monitor;
        this.thread = thread;
    }

    @Override
    public boolean isInterruptible() {
        return false;
    }

    @Override
    public boolean mayResume() {
        return monitor.owner == thread;
    }

    @Override
    public String describe() {
        return "waiting for " + monitor.describe();
    }
}
