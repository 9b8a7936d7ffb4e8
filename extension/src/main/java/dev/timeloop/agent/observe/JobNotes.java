package dev.timeloop.agent.observe;

import dev.timeloop.agent.boot.Hooks;
import dev.timeloop.agent.boot.Observer;
import dev.timeloop.agent.world.Makers;
import dev.timeloop.internal.origin.Origin;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/** Takes down what the hooks tell of threads, pools and their jobs. */
abstract class JobNotes extends Observer {
    private static final WeakIdentityMap<Object, Given> GIVEN = new WeakIdentityMap<>();

    /** What isn't charged itself, but what it makes is. */
    static void given(Object job, Given by) {
        GIVEN.put(job, by);
    }

    /** Who gave a pool a job that isn't a future; null if nobody that is observed. */
    static @Nullable Given given(Object job) {
        return GIVEN.get(job);
    }

    // --- threads and pools ---

    @Override
    public void starting(Thread thread) {
        Observation mine = Owners.current();
        if (mine != null && thread.getState() == Thread.State.NEW) {
            Owners.started(thread, mine);
            Origin origin = Origin.here();
            if (!mine.isInWorld() && isCharged() && !origin.isNobodys()) {
                mine.started().add(thread, mine, origin);
            }
        }
    }

    private static boolean isCharged() {
        return !Makers.ownThread() && !Makers.ownHousekeeper() && !Callers.isOfFuture();
    }

    @Override
    public void uncaught(Thread thread, Throwable error) {
        Observation mine = Owners.current();
        if (mine != null && !Callers.hasHandler(thread)) {
            Birth given = mine.started().find(thread);
            Origin origin = given == null ? Origin.UNKNOWN : given.origin;
            long at = given == null ? mine.elapsed() : given.at;
            Birth birth = new Birth(thread, mine, origin, at, mine.nextNumber());
            Failures.happened(new Failure(error), birth, false);
        }
        Work its = Hooks.current() == null ? Work.mine() : null;
        if (its != null) {
            endRawJob(its);
        }
    }

    @Override
    public void poolMade(Object pool) {
        Observation mine = Owners.current();
        if (mine != null
                && !mine.isInWorld()
                && (pool instanceof ExecutorService || pool instanceof Timer)
                && !Makers.ownPool()
                && !Callers.isOfFuture()) {
            Origin origin = Origin.here();
            if (!origin.isNobodys()) {
                mine.pools().add(pool, mine, origin);
                Owners.poolMade(pool, mine);
            }
        }
    }

    @Override
    public void submitted(Object executor, Object task) {
        Birth birth = Births.ALL.get(task);
        if (birth != null) {
            birth.setExecutor((Executor) executor);
        } else if (!(task instanceof Future)
                && !(executor instanceof ForkJoinPool) // which makes a task of it
                && Dependents.completedBy(task) == task) {
            Observation mine = Owners.current();
            given(task, mine);
            if (mine != null && !mine.isInWorld() && executor instanceof ThreadPoolExecutor pool) {
                mine.rawJobs().givenTo(pool);
            }
        } else {
            begins(Dependents.completedBy(task));
        }
    }

    /** The function of a stage runs, or is about to. */
    private void begins(@Nullable Object stage) {
        if (stage instanceof CompletableFuture) {
            async(stage);
        }
    }

    private static void given(Object job, @Nullable Observation by) {
        synchronized (GIVEN) {
            Given known = GIVEN.get(job);
            if ((known == null || !known.again(by)) && by != null && !by.isInWorld()) {
                GIVEN.put(job, new Given(by, Origin.here(), true));
            }
        }
    }

    // --- jobs: threads of pools work for several tests, by turns ---

    @Override
    public void next(Object pool, Object job) {
        if (Hooks.current() != null) { // a world's threads have only that
            return;
        }
        Thread thread = Thread.currentThread();
        Object future = Dependents.completedBy(job);
        Birth birth = future == null ? null : Births.ALL.get(future);
        Given given = birth == null ? GIVEN.get(job) : null;
        Observation of = birth != null ? birth.observation : given == null ? null : given.owner();
        boolean isRaw = given != null && of != null && !(job instanceof Future);
        if (given != null && of != null && isRaw) {
            of.started().begin(thread, given, of);
        }
        if (of == null) {
            of = Owners.maker(pool);
        }
        Owners.work().next(of, isRaw);
        if (given != null) {
            given.begun();
        }
    }

    @Override
    public void idle(boolean hasFailed) {
        Work mine = Hooks.current() == null ? Work.mine() : null;
        if (mine == null) {
            return;
        }
        if (!hasFailed) { // else it goes on until that is told
            endRawJob(mine);
            mine.next(null, false);
        }
    }

    private static void endRawJob(Work mine) {
        Observation of = mine.isRaw() ? mine.observation() : null;
        if (of != null) {
            of.started().end(Thread.currentThread());
        }
    }

    @Override
    public void running(Object job) {
        Object future = Hooks.current() == null ? Dependents.completedBy(job) : null;
        Birth birth = future == null ? null : Births.ALL.get(future);
        if (birth != null) {
            begins(future);
            Work mine = Owners.work();
            mine.enter(job, birth.observation);
            mine.begin(job, birth);
        }
    }

    @Override
    public void ran(Object job) {
        Work mine = Work.mine();
        if (mine != null) {
            mine.end(job);
            mine.leave(job);
        }
        if (job instanceof CompletableFuture.AsynchronousCompletionTask) {
            Object future = Dependents.completedBy(job);
            Birth birth = future == null ? null : Births.ALL.get(future);
            if (birth != null) {
                birth.isAsync = false; // now it waits for the future that its function has returned
            }
        }
    }

    @Override
    public void scheduled(Object timer, Object task) {
        Observation mine = Owners.current();
        if (mine != null && !mine.isInWorld()) {
            Origin origin = Origin.here();
            if (!origin.isNobodys()) {
                mine.timers().add(timer, task, mine, origin);
            }
        }
    }
}
