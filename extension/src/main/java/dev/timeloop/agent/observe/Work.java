package dev.timeloop.agent.observe;

import dev.timeloop.agent.rewrite.CallSites;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** For which test a thread works: since it runs that, since that started it, or job by job. */
final class Work {
    private static final ThreadLocal<@Nullable Work> MINE = new ThreadLocal<>();
    private static final WeakIdentityMap<Thread, Work> WORKERS = new WeakIdentityMap<>();
    private static final WeakIdentityMap<Thread, Work> BUSY = new WeakIdentityMap<>();
    private static final WeakReference<Observation> NOBODY = new WeakReference<>(null);

    /** A job within a job: what it interrupts. */
    private record Outer(Object job, WeakReference<Observation> before, @Nullable Outer next) {}

    /** Other threads ask, when they take stock. */
    private volatile WeakReference<Observation> current;

    private @Nullable Outer jobs;

    /** Where its thread calls the JDK to make something, until that is made; 0 if unknown. */
    private int site;

    /** The fork-join task that its thread runs. */
    private @Nullable Forked task;

    /** A job with which its thread is at the moment, that stands for a future or completes one. */
    private @Nullable Object job;

    /** That future; null unless it is charged to a test. */
    private volatile @Nullable Birth busyWith;

    private boolean isWorker;
    private boolean isBusyKnown;
    private volatile boolean isRaw;

    private Work(@Nullable Observation first) {
        current = ref(first);
    }

    private static WeakReference<Observation> ref(@Nullable Observation observation) {
        return observation == null ? NOBODY : observation.self();
    }

    /** The calling thread's; null when it hasn't been asked for yet. */
    static @Nullable Work mine() {
        return MINE.get();
    }

    /** Begins it for the calling thread. */
    static Work begin(@Nullable Observation first) {
        Work mine = new Work(first);
        MINE.set(mine);
        return mine;
    }

    /** Whether a thread of a pool is at a job of somebody else's. */
    static boolean isForAnother(Thread thread, Observation observation) {
        Work its = WORKERS.get(thread);
        return its != null && its.current.get() != observation;
    }

    /** Whether a thread of a pool is at a job that isn't a future. */
    static boolean isAtRawJob(Thread thread) {
        Work its = WORKERS.get(thread);
        return its != null && its.isRaw;
    }

    /** The threads that are at jobs for futures of a test, with those. */
    static Map<Thread, Birth> busyFor(Observation observation) {
        Map<Thread, Birth> busy = new HashMap<>();
        BUSY.forEach(
                (thread, work) -> {
                    Birth future = work.busyWith;
                    if (future != null && future.observation == observation) {
                        busy.put(thread, future);
                    }
                });
        return busy;
    }

    /** Its thread begins a job, perhaps within another one. */
    void begin(Object its, Birth future) {
        if (job != null) {
            return;
        }
        job = its;
        busyWith = future;
        if (!isBusyKnown) {
            isBusyKnown = true;
            BUSY.put(Thread.currentThread(), this);
        }
    }

    void end(Object its) {
        if (job == its) {
            job = null;
            busyWith = null;
        }
    }

    void at(int place) {
        site = place;
    }

    /** Returns where its thread makes something of a kind, once; 0 if that is unknown. */
    int takeSite(int kind) {
        int taken = site;
        if (taken == 0 || CallSites.kind(taken) != kind) {
            return 0;
        }
        site = 0;
        return taken;
    }

    @Nullable Forked task() {
        return task;
    }

    void setTask(@Nullable Forked to) {
        task = to;
    }

    @Nullable Observation observation() {
        return current.get();
    }

    /** Returns what it was before. */
    @Nullable Observation change(@Nullable Observation to) {
        Observation before = current.get();
        current = ref(to);
        return before;
    }

    /** A pool's thread turns to its next job. */
    void next(@Nullable Observation of, boolean isRawJob) {
        jobs = null;
        job = null; // one that broke off
        busyWith = null;
        isRaw = isRawJob;
        current = ref(of);
        if (!isWorker) {
            isWorker = true;
            WORKERS.put(Thread.currentThread(), this);
        }
    }

    /** Whether its job isn't a future. */
    boolean isRaw() {
        return isRaw;
    }

    void enter(Object job, @Nullable Observation of) {
        WeakReference<Observation> before = current;
        if (before.get() != of) {
            jobs = new Outer(job, before, jobs);
            current = ref(of);
        }
    }

    /** Without effect if it never entered that job; jobs that broke off within it end with it. */
    void leave(Object job) {
        for (Outer each = jobs; each != null; each = each.next) {
            if (each.job == job) {
                current = each.before;
                jobs = each.next;
                return;
            }
        }
    }
}
