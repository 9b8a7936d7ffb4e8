package dev.timeloop.world.verdicts.initialised;

import dev.timeloop.world.verdicts.Joined;

/** Waits for another thread while it is initialised. */
public final class Joins {
    static {
        Joined.await();
    }

    private Joins() {}
}
