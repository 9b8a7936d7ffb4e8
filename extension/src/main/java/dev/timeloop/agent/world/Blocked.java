package dev.timeloop.agent.world;

import dev.timeloop.internal.engine.Awaited;
import dev.timeloop.internal.engine.Wait;
import dev.timeloop.internal.text.Spans;
import dev.timeloop.internal.text.ThreadNames;
import dev.timeloop.internal.timer.TimerHeap;
import java.util.concurrent.Future;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.function.Supplier;
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
    private final VirtualWorld world;

    /** Whether a thread outside held it when last seen. */
    private boolean isOutside;

    /**
     * Creates a wait.
     *
     * @param on the thread that is joined, or what the JDK calls the blocker
     */
    Blocked(VirtualWorld world, How how, long due, @Nullable Object on) {
        this.world = world;
        this.how = how;
        this.due = due;
        this.on = on;
        if (on != null && Names.isLock(on)) {
            world.locks.note(on, Names.ofBlocker(on));
        }
    }

    How how() {
        return how;
    }

    boolean isPark() {
        return how == How.PARK || how == How.IDLE;
    }

    @Override
    public @Nullable Thread holder() {
        if (on instanceof Thread joined) {
            return joined;
        }
        return on == null ? null : LockOwners.holderOf(on);
    }

    /** A lock that a thread outside holds is released in real time. */
    @Override
    public boolean needsOutside() {
        if (!(on instanceof AbstractOwnableSynchronizer)) {
            return false;
        }
        Thread holder = holder();
        if (holder != null && !holder.isAlive()) {
            isOutside = holder() != holder; // it has let go and ended meanwhile, or never will
        } else if (holder != null) { // else who has just released it is about to wake somebody
            ResidentThread resident = Directory.residentOf(holder);
            isOutside = resident == null || resident.world != world;
        } else if (Names.isLock(on) && LockOwners.isFreeWithoutOwner(on)) {
            isOutside = true; // and who is about to isn't a strand: those have done so by now
        }
        return isOutside;
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
    public Awaited awaited() {
        return switch (how) {
            case JOIN -> Awaited.THREAD;
            case PARK -> Names.awaited(on);
            default -> Awaited.OTHER;
        };
    }

    @Override
    public String describe() {
        Thread holder = holder();
        return describe(holder == null ? "a thread" : ThreadNames.describe(holder));
    }

    @Override
    public String describe(String holder) {
        return switch (how) {
            case BIRTH -> "about to begin";
            case YIELD -> "letting others run";
            case SLEEP -> "sleeping" + until();
            case IDLE -> "waiting for work";
            case JOIN -> "waiting for " + holder + " to end" + until();
            case PARK -> on == null ? "parked" + until() : blocker(on, holder) + until();
        };
    }

    /** Without what a recording says anyway, and without going through text for it. */
    @Override
    public Object label() {
        return switch (how) {
            case SLEEP -> "sleeping";
            case PARK -> on == null ? "parked" : late(on, "");
            default -> describe();
        };
    }

    @Override
    public Object label(String holder) {
        return how == How.PARK && on != null && Names.isLock(on)
                ? late(on, ", held by " + holder + until())
                : describe(holder);
    }

    private Object late(Object on, String rest) {
        String name = Names.ofBlocker(on);
        if (!Names.isLock(on)) {
            return "waiting for " + name + rest;
        }
        Supplier<String> number = world.locks.suffixLater(on, name);
        return new LateWords(() -> "waiting for " + name + number.get() + rest);
    }

    @Override
    public long endsAt() {
        return how == How.SLEEP || how == How.PARK ? due : TimerHeap.NEVER;
    }

    private String blocker(Object on, String holder) {
        String verb = on instanceof Future ? ", run by " : ", held by ";
        return "waiting for " + name(on) + (holder() == null ? "" : verb + holder);
    }

    private String name(Object on) {
        String name = Names.ofBlocker(on);
        return Names.isLock(on) ? name + world.locks.suffix(on, name) : name;
    }

    private String until() {
        return due == TimerHeap.NEVER ? "" : " until " + Spans.instant(due);
    }
}
