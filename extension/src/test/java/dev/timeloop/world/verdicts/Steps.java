package dev.timeloop.world.verdicts;

/** What scenarios are made of. */
final class Steps {
    private Steps() {}

    /** Starts a thread; what interrupts it ends it. */
    static Thread thread(String name, OneWorld.Scenario body) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                body.run();
                            } catch (Exception ended) {
                                return; // that is how threads end here
                            }
                        },
                        name);
        thread.start();
        return thread;
    }

    static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
