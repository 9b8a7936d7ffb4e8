package dev.timeloop.world.verdicts.initialised;

import dev.timeloop.world.loop.WhileInitialising;

/** Does in its initialiser what it is told. */
public final class Does {
    static {
        WhileInitialising.run();
    }

    private Does() {}
}
