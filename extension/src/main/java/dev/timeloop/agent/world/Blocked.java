package dev.timeloop.agent.world;

import dev.timeloop.internal.engine.Wait;
import dev.timeloop.internal.text.Spans;
import dev.timeloop.internal.timer.TimerHeap;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import org.jspecify.annotations.Nullable;

/** What a thread of a world is blocked in, of the JDK's ways to wait. */
final class Blocked implements Wait {
    /** The ways that need no state of their own. */
    enum How {
        BIRTH,
        PARK,
        IDLE,
        SLEEP,
        YIELD,
        JOIN
    }

    private final How how;
    private final long due;
    private final @Nullable Object on;

    Blocked(How how, long due, @Nullable Object on) {
        this.how = how;
        this.due = due;
        this.on = on;
    }

    How how() {
        return how;
    }

    boolean isPark() {
        return how == How.PARK || how == How.IDLE;
    }

    /** The thread that must do something before this wait ends, as far as one can tell. */
    @Nullable Thread holder() {
        if (on instanceof Thread joined) {
            return joined;
        }
        return on instanceof AbstractOwnableSynchronizer lock ? LockOwners.ownerOf(lock) : null;
    }

    @Override
    public boolean isInterruptible() {
        return how != How.BIRTH && how != How.YIELD;
    }

    @Override
    public boolean isIdle() {
        return how == How.IDLE;
    }

    @Override
    public String describe() {
        return switch (how) {
            case BIRTH -> "about to begin";
            case YIELD -> "letting others run";
            case SLEEP -> "sleeping" + until();
            case IDLE -> "waiting for work";
            case JOIN ->
                    "waiting for thread \"" + ((Thread) named()).getName() + "\" to end" + until();
            case PARK -> on == null ? "parked" + until() : "waiting for " + name(named()) + until();
        };
    }

    private Object named() {
        return on == null ? "something" : on;
    }

    private String name(Object blocker) {
        Thread holder = holder();
        String type = blocker.getClass().getName();
        String simple = type.substring(type.lastIndexOf('.') + 1).replace('$', '.');
        return simple + (holder == null ? "" : ", held by thread \"" + holder.getName() + '"');
    }

    private String until() {
        return due == TimerHeap.NEVER ? "" : " until " + Spans.instant(due);
    }
}
