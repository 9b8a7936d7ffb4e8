package dev.timeloop.agent.world;

import dev.timeloop.internal.engine.Awaited;
import dev.timeloop.internal.engine.Wait;
import dev.timeloop.internal.text.Spans;
import dev.timeloop.internal.timer.TimerHeap;
import java.util.function.Supplier;

/** The wait of a thread in {@code Object.wait}: it can't go on before it has the monitor again. */
final class Waiting implements Wait {
    final ResidentThread thread;
    boolean isNotified;
    private final Monitor monitor;
    private final long due;
    private final boolean isIdle;

    /**
     * Creates a wait.
     *
     * @param isIdle whether a worker made elsewhere has nothing to do
     */
    Waiting(Monitor monitor, ResidentThread thread, long due, boolean isIdle) {
        this.monitor = monitor;
        this.thread = thread;
        this.due = due;
        this.isIdle = isIdle;
    }

    @Override
    public boolean isIdle() {
        return isIdle;
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
    public Awaited awaited() {
        return Awaited.NOTIFICATION;
    }

    @Override
    public String describe() {
        return isIdle ? "waiting for work" : label().toString();
    }

    @Override
    public Object label() {
        if (isIdle) {
            return describe();
        }
        Supplier<String> object = monitor.ofObjectLater();
        String until = due == TimerHeap.NEVER ? "" : " until " + Spans.instant(due);
        return new LateWords(() -> "waiting to be notified on " + object.get() + until);
    }
}
