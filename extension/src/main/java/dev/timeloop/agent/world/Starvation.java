package dev.timeloop.agent.world;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import org.jspecify.annotations.Nullable;

/**
 * Finds pools that can't begin what waits in their queue, since all their threads are blocked in
 * earlier jobs. It reads fields past the pool's lock, which a strand may hold.
 */
final class Starvation {
    private static final @Nullable VarHandle WORKERS = field("workers", HashSet.class);
    private static final @Nullable VarHandle QUEUE = field("workQueue", BlockingQueue.class);

    private Starvation() {}

    private static @Nullable VarHandle field(String name, Class<?> type) {
        try {
            return MethodHandles.privateLookupIn(ThreadPoolExecutor.class, MethodHandles.lookup())
                    .findVarHandle(ThreadPoolExecutor.class, name, type);
        } catch (ReflectiveOperationException closed) {
            return null;
        }
    }

    /** A sentence for each of them, when nothing can go on. */
    static List<String> among(List<Object> pools) {
        List<String> found = new ArrayList<>();
        for (Object pool : pools) {
            if (pool instanceof ThreadPoolExecutor threads && WORKERS != null && QUEUE != null) {
                Set<?> workers = (HashSet<?>) WORKERS.get(threads);
                BlockingQueue<?> queue = (BlockingQueue<?>) QUEUE.get(threads);
                int jobs = queue.size();
                if (jobs > 0 && !workers.isEmpty() && areBusy(workers)) {
                    found.add(sentence(pool, workers.size(), jobs));
                }
            }
        }
        return found;
    }

    /** A worker holds itself while it runs a job. */
    private static boolean areBusy(Set<?> workers) {
        for (Object worker : workers) {
            if (worker instanceof AbstractQueuedSynchronizer lock
                    && LockOwners.stateOf(lock) != 1) {
                return false;
            }
        }
        return true;
    }

    private static String sentence(Object pool, int threads, int jobs) {
        return "A "
                + Names.simple(pool.getClass().getName())
                + " has "
                + (jobs == 1 ? "1 job" : jobs + " jobs")
                + " in its queue that can't begin, since "
                + (threads == 1 ? "its only thread is" : "all its " + threads + " threads are")
                + " blocked in earlier ones.";
    }
}
