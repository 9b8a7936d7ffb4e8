package dev.timeloop.world.verdicts.initialised;

/** Takes a second to be initialised, and may be initialised anew by each {@link FreshClasses}. */
public final class Slow {
    static {
        Pause.second();
    }

    private Slow() {}
}
