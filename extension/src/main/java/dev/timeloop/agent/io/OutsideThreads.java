package dev.timeloop.agent.io;

/** Threads in no world, for what can only be waited for natively. */
final class OutsideThreads {
    private OutsideThreads() {}

    /** Runs something outside; called with the hooks off, or the thread would be taken in. */
    static void run(String name, Runnable job) {
        Thread thread = new Thread(job, "timeloop-" + name);
        thread.setDaemon(true);
        thread.start();
    }
}
