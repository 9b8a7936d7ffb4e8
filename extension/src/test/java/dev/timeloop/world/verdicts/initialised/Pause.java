package dev.timeloop.world.verdicts.initialised;

/** Takes time in an initialiser. */
final class Pause {
    private Pause() {}

    static void second() {
        try {
            Thread.sleep(1_000);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
