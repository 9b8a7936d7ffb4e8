package dev.timeloop.world.loop;

import java.util.concurrent.atomic.AtomicReference;

/** What a class is to do while it is initialised: nothing else can be given to it. */
public final class WhileInitialising {
    static final AtomicReference<Runnable> ACTION = new AtomicReference<>();

    private WhileInitialising() {}

    /** Does it. */
    public static void run() {
        ACTION.get().run();
    }
}
