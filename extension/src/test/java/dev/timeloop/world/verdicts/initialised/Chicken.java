package dev.timeloop.world.verdicts.initialised;

/** Needs {@link Egg}. */
public final class Chicken {
    static final String NAME = named();

    private Chicken() {}

    private static String named() {
        Pause.second();
        return "of " + Egg.NAME;
    }
}
