package dev.timeloop.agent.pools;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;

/**
 * What was scheduled in the fork-join pools of a world, on JDKs whose pools can do that: they keep
 * it where nobody gets at it.
 */
public final class Delayed {
    private static final int FEW = 64;

    private final List<WeakReference<Future<?>>> jobs = new ArrayList<>(0);
    private int many = FEW;

    /** Whether something that was made is such a job. */
    public static boolean isOne(Object made) {
        return made instanceof Future<?>;
    }

    /** A job was made. */
    public void add(Object job) {
        if (jobs.size() >= many) {
            jobs.removeIf(Delayed::isOver);
            many = Math.max(FEW, jobs.size() * 2);
        }
        jobs.add(new WeakReference<>((Future<?>) job));
    }

    private static boolean isOver(WeakReference<Future<?>> job) {
        Future<?> left = job.get();
        return left == null || left.isDone();
    }

    /** Cancels what a pool has still to do. */
    public void cancel(ForkJoinPool pool) {
        for (WeakReference<Future<?>> job : jobs) {
            Future<?> left = job.get();
            if (left != null && Fields.getIfAny(left, left.getClass(), "pool") == pool) {
                boolean unused = left.cancel(false);
            }
        }
    }
}
