package dev.timeloop.agent.world;

import dev.timeloop.internal.engine.Wait;
import dev.timeloop.internal.text.Spans;
import dev.timeloop.internal.timer.TimerHeap;

/** The wait of a thread in {@code Object.wait}: it can't go on before it has the monitor again. */
final class Waiting implements Wait {
    final ResidentThread thread;
    boolean isNotified;
    private final Monitor monitor;
    private final long due;

    Waiting(Monitor monitor, ResidentThread thread, long due) {
        this.monitor = monitor;
        this.thread = thread;
        this.due = due;
    }

    @Override
    public boolean mayResume() {
        if (monitor.owner == thread) {
            return true;
        }
        monitor.waiters.remove(this);
        if (monitor.owner == null) {
            monitor.owner = thread;
            return true;
        }
        if (!monitor.entrants.contains(thread)) {
            monitor.entrants.add(thread);
        }
        return false;
    }

    @Override
    public String describe() {
        return "waiting to be notified on "
                + Names.some(monitor.object.getClass().getName())
                + (due == TimerHeap.NEVER ? "" : " until " + Spans.instant(due));
    }
}
