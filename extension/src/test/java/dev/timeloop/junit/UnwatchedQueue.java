package dev.timeloop.junit;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * A queue whose worker waits for work in {@code Object.wait}, in a package that no hook reaches.
 */
public final class UnwatchedQueue {
    private final Queue<Runnable> jobs = new ArrayDeque<>();

    /** Adds a job, and tells nobody. */
    public synchronized void add(Runnable job) {
        jobs.add(job);
    }

    /** Waits for a job. */
    public synchronized Runnable take() throws InterruptedException {
        while (jobs.isEmpty()) {
            wait();
        }
        return jobs.remove();
    }
}
