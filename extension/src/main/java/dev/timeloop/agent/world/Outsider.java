package dev.timeloop.agent.world;

import dev.timeloop.agent.boot.Resident;
import org.jspecify.annotations.Nullable;

/** Marks a thread that is in no world and does something for Timeloop: nothing is asked of it. */
final class Outsider extends Resident {
    Outsider() {
        inside = 1;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public long currentTimeMillis() {
        return System.currentTimeMillis();
    }

    @Override
    public long nanoTimeAdjustment(long offsetInSeconds) {
        return -1;
    }

    @Override
    public boolean park(@Nullable Object blocker, long nanos) {
        return false;
    }

    @Override
    public boolean parkUntil(@Nullable Object blocker, long epochMillis) {
        return false;
    }

    @Override
    public boolean sleep(long nanos) {
        return false;
    }

    @Override
    public boolean yieldNow() {
        return false;
    }

    @Override
    public boolean join(Thread thread, long nanos) {
        return false;
    }

    @Override
    public void enter(Object monitor) {}

    @Override
    public void exit(Object monitor) {}

    @Override
    public boolean wait(Object monitor, long nanos) {
        return false;
    }

    @Override
    public Object standIn(Object pool) {
        return pool;
    }

    @Override
    public Object ending(Object pool, boolean now) {
        return pool;
    }

    @Override
    public void changing(Object pool) {}

    @Override
    public void made(Object pool) {}

    @Override
    public void idle(Object pool, boolean begins) {}

    @Override
    public void seeded() {}
}
