package dev.timeloop.internal.engine;

import dev.timeloop.internal.timer.TimerEntry;

/** An event that can be scheduled. */
public abstract class TimedEvent extends TimerEntry implements Event {
    /** Creates an event that isn't scheduled. */
    protected TimedEvent() {}

    @Override
    public String toString() {
        return describe();
    }
}
