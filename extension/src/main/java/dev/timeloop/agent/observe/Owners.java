package dev.timeloop.agent.observe;

import dev.timeloop.agent.boot.Hooks;
import dev.timeloop.agent.boot.Resident;
import java.lang.ref.WeakReference;
import java.util.concurrent.ForkJoinWorkerThread;
import org.jspecify.annotations.Nullable;

/** Which test the calling thread works for. */
final class Owners {
    private static final WeakIdentityMap<Thread, WeakReference<Observation>> STARTED_BY =
            new WeakIdentityMap<>();
    private static final WeakIdentityMap<Object, WeakReference<Observation>> POOL_MADE_BY =
            new WeakIdentityMap<>();

    private Owners() {}

    /** The test that is charged with what the calling thread makes; null if none. */
    static @Nullable Observation current() {
        Resident me = Hooks.current();
        Observation mine = me == null ? work().observation() : (Observation) me.observation;
        return mine == null || mine.isClosed() ? null : mine;
    }

    static Work work() {
        Work known = Work.mine();
        return known == null ? Work.begin(starter(Thread.currentThread())) : known;
    }

    /** Threads of a {@code ForkJoinPool} work for whoever made that: anybody may start them. */
    private static @Nullable Observation starter(Thread thread) {
        WeakReference<Observation> by =
                thread instanceof ForkJoinWorkerThread worker
                        ? POOL_MADE_BY.get(worker.getPool())
                        : STARTED_BY.get(thread);
        return by == null ? null : by.get();
    }

    static void started(Thread thread, Observation by) {
        STARTED_BY.put(thread, by.self());
    }

    static void poolMade(Object pool, Observation by) {
        POOL_MADE_BY.put(pool, by.self());
    }

    /** Who has made a pool; null if nobody that is known. */
    static @Nullable Observation maker(Object pool) {
        WeakReference<Observation> maker = POOL_MADE_BY.get(pool);
        return maker == null ? null : maker.get();
    }
}
