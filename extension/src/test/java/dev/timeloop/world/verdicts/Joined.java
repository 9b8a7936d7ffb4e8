package dev.timeloop.world.verdicts;

/** The thread that a class initialiser waits for. */
public final class Joined {
    private static volatile Thread thread = Thread.currentThread();

    private Joined() {}

    static void is(Thread other) {
        thread = other;
    }

    /** Waits until it has ended. */
    public static void await() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
