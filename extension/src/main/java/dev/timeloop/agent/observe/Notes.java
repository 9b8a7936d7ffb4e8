package dev.timeloop.agent.observe;

import dev.timeloop.Task;
import dev.timeloop.agent.boot.FutureHooks;
import dev.timeloop.agent.boot.Hooks;
import dev.timeloop.agent.boot.Observer;
import dev.timeloop.agent.boot.Resident;
import dev.timeloop.agent.world.Makers;
import dev.timeloop.internal.origin.Origin;
import java.lang.ref.WeakReference;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Takes down what the hooks tell, for the test to which it belongs. */
final class Notes extends Observer {
    private static final Notes NOTES = new Notes();
    private static final String JDKS_OWN = "java.util.concurrent.CompletableFuture$";
    private static final Births BIRTHS = new Births();

    /** By what stands for an outcome; of a {@code FutureTask}, by that itself. */
    private static final WeakIdentityMap<Object, Failure> FAILURES = new WeakIdentityMap<>();

    /** By the exception as callbacks are given it. It must not be kept by what it leads to. */
    private static final WeakIdentityMap<Throwable, WeakReference<Failure>> BY_ERROR =
            new WeakIdentityMap<>();

    /** A callback was given an exception before anybody had told that it came out of a future. */
    private static final WeakReference<Failure> GIVEN_EARLY = new WeakReference<>(null);

    /** What the first of several completes. */
    private static final WeakIdentityMap<Object, WeakReference<CompletableFuture<?>>> RACES =
            new WeakIdentityMap<>();

    private static final WeakIdentityMap<Thread, WeakReference<Observation>> STARTED_BY =
            new WeakIdentityMap<>();
    private static final WeakIdentityMap<Object, WeakReference<Observation>> POOL_MADE_BY =
            new WeakIdentityMap<>();
    private static final WeakIdentityMap<Object, Given> GIVEN = new WeakIdentityMap<>();
    private static int open;

    private Notes() {}

    // --- which test something belongs to ---

    static synchronized void opened() {
        open++;
        FutureHooks.tell(NOTES);
    }

    static synchronized void closed(Observation observation) {
        if (--open == 0) {
            FutureHooks.tell(null);
        }
        BIRTHS.forget(observation);
    }

    static Births births() {
        return BIRTHS;
    }

    static @Nullable Observation enter(Observation observation) {
        return work().change(observation);
    }

    static void restore(@Nullable Observation before) {
        Observation unused = work().change(before);
    }

    private static @Nullable Observation current() {
        Resident me = Hooks.current();
        Observation mine = me == null ? work().observation() : (Observation) me.observation;
        return mine == null || mine.isClosed() ? null : mine;
    }

    private static Work work() {
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

    private static Birth birth(Object future, Observation observation, Origin origin) {
        return new Birth(
                future, observation, origin, observation.elapsed(), observation.nextNumber());
    }

    // --- CompletableFuture ---

    @Override
    public void made(Object future) {
        Observation mine = current();
        if (mine == null || future instanceof Task) { // the loop keeps books of its own
            return;
        }
        Birth birth = birth(future, mine, Origin.here());
        BIRTHS.add(future, birth);
        if (Outcomes.of((CompletableFuture<?>) future) != null) {
            completed(future, true);
        }
    }

    @Override
    public void async(Object future) {
        Birth birth = BIRTHS.get(future);
        if (birth != null) {
            birth.isAsync = true;
        }
    }

    @Override
    public void completed(Object future) {
        if (Outcomes.of((CompletableFuture<?>) future) != null) {
            completed(future, false);
        }
    }

    @Override
    public void forced(Object future) {
        Observation mine = current();
        if (mine != null) { // its birth is forgotten if it was done before
            BIRTHS.add(future, birth(future, mine, Origin.here()));
            completed(future, false);
        }
    }

    /** Also for one that was completed a moment ago by a thread that hasn't told yet. */
    static void completed(Object future, boolean isBorn) {
        if (future instanceof Task) {
            return;
        }
        Birth birth = BIRTHS.get(future);
        CompletableFuture<?> done = (CompletableFuture<?>) future;
        Object outcome = Outcomes.of(done);
        Throwable error = outcome == null ? null : Outcomes.failure(outcome);
        if (outcome != null && error != null) {
            boolean isNew = FAILURES.get(outcome) == null;
            happened(failure(outcome, error), birth, isBorn && isNew);
        }
        Object[] others = birth == null ? null : birth.others;
        if (others != null) {
            takeOver(done, others);
        }
        WeakReference<CompletableFuture<?>> race = error == null ? null : RACES.get(future);
        CompletableFuture<?> winner = race == null ? null : race.get();
        if (winner != null) {
            takeOver(winner, done);
        }
        Birth unused = BIRTHS.remove(future); // last: until then, whoever takes stock sees it
    }

    private static void happened(Failure failure, @Nullable Birth birth, boolean isBorn) {
        if (birth != null && !birth.origin.isNobodys() && failure.happenedTo(birth, isBorn)) {
            birth.observation.owes(failure);
        }
    }

    /** The failure that an outcome stands for, whoever is the first to tell of it. */
    private static Failure failure(Object outcome, Throwable error) {
        Failure known = FAILURES.get(outcome);
        if (known != null) {
            return known;
        }
        Failure failure = FAILURES.putIfAbsent(outcome, new Failure(Outcomes.unwrapped(error)));
        if (BY_ERROR.get(error) == GIVEN_EARLY) {
            failure.retrieve();
        }
        BY_ERROR.put(error, new WeakReference<>(failure));
        return failure;
    }

    @Override
    public void passedOn(Object from, Object to) {
        Throwable error = Outcomes.failure(from);
        if (error == null) {
            return;
        }
        Failure failure = failure(from, error);
        failure.passedOn();
        Throwable wrapped = to == from ? null : Outcomes.failure(to);
        if (wrapped != null) {
            Failure unused = FAILURES.putIfAbsent(to, failure);
            if (wrapped != error) {
                BY_ERROR.put(wrapped, new WeakReference<>(failure));
            }
        }
    }

    @Override
    public void askedFor(Object outcome) {
        Throwable error = Outcomes.failure(outcome);
        if (error != null) {
            failure(outcome, error).retrieve();
        }
    }

    @Override
    public void askedForFailure(Object future) {
        Object outcome = Outcomes.of((CompletableFuture<?>) future);
        if (outcome != null) {
            askedFor(outcome);
        }
    }

    @Override
    public void told(Object outcome, Object action) {
        if (!action.getClass().getName().startsWith(JDKS_OWN)) { // as orTimeout has
            askedFor(outcome);
        }
    }

    @Override
    public void given(Throwable error) {
        WeakReference<Failure> known = BY_ERROR.putIfAbsent(error, GIVEN_EARLY);
        Failure failure = known.get();
        if (failure != null) {
            failure.retrieve();
        }
    }

    // --- futures of several others ---

    @Override
    public void joined(Object future, Object[] others, boolean isAny) {
        CompletableFuture<?> joint = (CompletableFuture<?>) future;
        Birth birth = BIRTHS.get(future);
        if (birth != null) {
            birth.others = others.clone();
        }
        if (isAny) {
            for (Object other : others) {
                if (other != null) {
                    RACES.put(other, new WeakReference<>(joint));
                }
            }
        }
        takeOver(joint, others); // it may be done, now or since
    }

    /** Whoever looks at a future has looked at all that it was made of. */
    private static void takeOver(CompletableFuture<?> joint, Object[] others) {
        for (Object other : others) {
            if (other instanceof CompletableFuture<?> part) {
                takeOver(joint, part);
            }
        }
    }

    private static void takeOver(CompletableFuture<?> joint, CompletableFuture<?> part) {
        Object its = Outcomes.of(part);
        Throwable error = its == null ? null : Outcomes.failure(its);
        Object outcome = Outcomes.of(joint);
        if (its == null || error == null || outcome == null) {
            return;
        }
        Failure failure = failure(its, error);
        failure.passedOn();
        Throwable whole = Outcomes.failure(outcome);
        if (whole != null) {
            failure.joinTo(failure(outcome, whole));
        } else {
            failure.retrieve(); // another one has won
        }
    }

    // --- FutureTask ---

    @Override
    public void taskMade(Object task) {
        Observation mine = current();
        if (mine == null) {
            return;
        }
        Origin origin = Origin.hereUnless(Callers::owesNothing);
        if (origin == Origin.REFUSED) { // but what it makes is the test's
            GIVEN.put(task, new Given(mine, Origin.UNKNOWN));
        } else {
            BIRTHS.add(task, birth(task, mine, origin));
        }
    }

    @Override
    public void taskDone(Object task) {
        Birth unused = BIRTHS.remove(task);
    }

    @Override
    public void taskFailed(Object task, Throwable error) {
        Birth birth = BIRTHS.get(task);
        if (birth != null
                && !((Future<?>) task).isDone()
                && !(Outcomes.isInterruption(error) && Jobs.isStopped(task, birth.executor()))) {
            happened(FAILURES.putIfAbsent(task, new Failure(error)), birth, false);
        }
    }

    @Override
    public void taskAskedFor(Object task) {
        Failure failure = FAILURES.get(task);
        if (failure != null && !Callers.isInvokeAll()) {
            failure.retrieve();
        }
    }

    // --- threads and pools ---

    @Override
    public void starting(Thread thread) {
        Observation mine = current();
        if (mine != null && thread.getState() == Thread.State.NEW) {
            STARTED_BY.put(thread, mine.self());
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
        Observation mine = current();
        if (mine != null && !Callers.hasHandler(thread)) {
            Failure failure = new Failure(error);
            happened(failure, birth(thread, mine, Origin.UNKNOWN), false);
        }
    }

    @Override
    public void poolMade(Object pool) {
        Observation mine = current();
        if (mine != null
                && !mine.isInWorld()
                && pool instanceof ExecutorService executor
                && !Makers.ownPool()
                && !Callers.isOfFuture()) {
            Origin origin = Origin.here();
            if (!origin.isNobodys()) {
                mine.pools().add(executor, mine, origin);
                POOL_MADE_BY.put(pool, mine.self());
            }
        }
    }

    @Override
    public void submitted(Object executor, Object task) {
        Birth birth = BIRTHS.get(task);
        if (birth != null) {
            birth.setExecutor((Executor) executor);
        } else if (!(task instanceof Future) && Dependents.completedBy(task) == task) {
            given(task, current());
        }
    }

    private static void given(Object job, @Nullable Observation by) {
        synchronized (GIVEN) {
            Given known = GIVEN.get(job);
            if ((known == null || !known.again(by)) && by != null && !by.isInWorld()) {
                GIVEN.put(job, new Given(by, Origin.here()));
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
        Birth birth = future == null ? null : BIRTHS.get(future);
        Given given = birth == null ? GIVEN.get(job) : null;
        Observation of = birth != null ? birth.observation : given == null ? null : given.take();
        boolean isRaw = given != null && of != null && !(job instanceof Future);
        if (given != null && of != null && isRaw) {
            of.started().begin(thread, given, of);
        }
        if (of == null) {
            WeakReference<Observation> maker = POOL_MADE_BY.get(pool);
            of = maker == null ? null : maker.get();
        }
        work().next(of, isRaw);
    }

    @Override
    public void idle(boolean hasFailed) {
        Work mine = Hooks.current() == null ? Work.mine() : null;
        if (mine == null) {
            return;
        }
        Observation of = mine.isRaw() ? mine.observation() : null;
        if (of != null) {
            of.started().end(Thread.currentThread());
        }
        if (!hasFailed) {
            mine.next(null, false);
        }
    }

    @Override
    public void running(Object job) {
        Object future = Hooks.current() == null ? Dependents.completedBy(job) : null;
        Birth birth = future == null ? null : BIRTHS.get(future);
        if (birth != null) {
            work().enter(job, birth.observation);
        }
    }

    @Override
    public void ran(Object job) {
        Work mine = Work.mine();
        if (mine != null) {
            mine.leave(job);
        }
    }

    @Override
    public void scheduled(Object timer, Object task) {
        Observation mine = current();
        if (mine != null && !mine.isInWorld()) {
            Origin origin = Origin.here();
            if (!origin.isNobodys()) {
                mine.timers().add(timer, task, mine, origin);
            }
        }
    }
}
