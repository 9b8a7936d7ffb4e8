package dev.timeloop.world.io;

import java.util.concurrent.LinkedBlockingQueue;

/** A thread in no world: it is started before any of them. */
final class Outsiders {
    private static final LinkedBlockingQueue<Bytes.Body> JOBS = new LinkedBlockingQueue<>();

    static {
        Thread thread = new Thread(Outsiders::work, "outsider");
        thread.setDaemon(true);
        thread.start();
    }

    private Outsiders() {}

    /** To be called outside before a world uses it. */
    static void prepare() {}

    static void run(Bytes.Body job) {
        JOBS.add(job);
    }

    private static void work() {
        while (true) {
            try {
                JOBS.take().run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
