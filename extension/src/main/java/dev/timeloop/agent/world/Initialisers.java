package dev.timeloop.agent.world;

/** Finds out whether a class initialiser runs: what that makes belongs to its class. */
final class Initialisers {
    /** So many frames are looked at: what makes a pool or a thread is near. */
    private static final int DEPTH = 128;

    private static final StackWalker WALKER = StackWalker.getInstance();

    private Initialisers() {}

    /** Whether the calling thread runs one. */
    static boolean isRunning() {
        return WALKER.walk(
                frames ->
                        frames.limit(DEPTH)
                                .anyMatch(frame -> frame.getMethodName().equals("<clinit>")));
    }
}
