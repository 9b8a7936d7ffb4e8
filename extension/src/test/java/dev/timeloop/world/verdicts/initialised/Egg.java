package dev.timeloop.world.verdicts.initialised;

/** Needs {@link Chicken}. */
public final class Egg {
    static final String NAME = named();

    private Egg() {}

    private static String named() {
        Pause.second();
        return "of " + Chicken.NAME;
    }
}
