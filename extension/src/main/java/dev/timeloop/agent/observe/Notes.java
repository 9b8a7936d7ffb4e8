package dev.timeloop.agent.observe;

import dev.timeloop.Task;
import dev.timeloop.agent.boot.FutureHooks;
import dev.timeloop.internal.origin.Origin;
import java.lang.ref.WeakReference;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** Takes down what the hooks tell of futures and tasks, for the test to which that belongs. */
final class Notes extends ScopeNotes {
    private static final Notes NOTES = new Notes();

    /** What the first of several completes. */
    private static final WeakIdentityMap<Object, WeakReference<CompletableFuture<?>>> RACES =
            new WeakIdentityMap<>();

    private static int open;

    private Notes() {}

    static synchronized void opened(Observation observation) {
        open++;
        began(observation);
        FutureHooks.tell(NOTES);
    }

    static synchronized void closed(Observation observation) {
        if (--open == 0) {
            FutureHooks.tell(null);
        }
        ended(observation);
        Births.ALL.forget(observation);
    }

    @Override
    public void at(int site) {
        Work mine = site == 0 ? Work.mine() : Owners.work();
        if (mine != null) {
            mine.at(site);
        }
    }

    // --- CompletableFuture ---

    @Override
    public void made(Object future) {
        Observation mine = Owners.current();
        if (mine == null || future instanceof Task) { // the loop keeps books of its own
            return;
        }
        Birth birth = Birth.of(future, mine, Places.ofFuture(mine));
        Births.ALL.add(future, birth);
        if (Outcomes.of((CompletableFuture<?>) future) != null) {
            completed(future, true);
        }
    }

    @Override
    public void async(Object future) {
        Birth birth = Births.ALL.get(future);
        if (birth != null) {
            birth.isAsync = true;
        }
    }

    @Override
    public void consumed(Object future) {
        Birth birth = Births.ALL.get(future);
        if (birth != null) {
            birth.isConsumer = true;
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
        Observation mine = Owners.current();
        if (mine != null) { // its birth is forgotten if it was done before
            Births.ALL.add(future, Birth.of(future, mine, Origin.here()));
            completed(future, false);
        }
    }

    /** Also for one that was completed a moment ago by a thread that hasn't told yet. */
    static void completed(Object future, boolean isBorn) {
        if (future instanceof Task) {
            return;
        }
        Birth birth = Births.ALL.get(future);
        CompletableFuture<?> done = (CompletableFuture<?>) future;
        Object outcome = Outcomes.of(done);
        Throwable error = outcome == null ? null : Outcomes.failure(outcome);
        if (outcome != null && error != null) {
            boolean isNew = !Failures.isKnown(outcome);
            Failures.happened(Failures.of(outcome, error), birth, isBorn && isNew);
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
        Birth unused = Births.ALL.remove(future); // last: until then, whoever takes stock sees it
    }

    @Override
    public void passedOn(Object from, Object to) {
        Throwable error = Outcomes.failure(from);
        if (error != null) {
            Failures.passedOn(from, error, to);
        }
    }

    @Override
    public void askedFor(Object outcome) {
        Throwable error = Outcomes.failure(outcome);
        if (error != null) {
            Failures.askedFor(outcome, error);
        }
    }

    @Override
    public void askedForFailure(Object future) {
        Object outcome = Outcomes.of((CompletableFuture<?>) future);
        if (outcome != null) {
            looked(future);
            askedFor(outcome);
        }
    }

    @Override
    public void saidToHaveFailed(Object future) {
        if (Callers.isAssertion()) { // else it may be asked for a log, or a metric
            askedForFailure(future);
        }
    }

    @Override
    public void told(Object future, Object outcome, Object action) {
        boolean isUsers = !isJdksOwn(action) && !Libraries.has(action); // as orTimeout has one
        Throwable error = isUsers ? Outcomes.failure(outcome) : null;
        if (error != null) {
            Failures.of(outcome, error).retrieve();
            looked(future);
        }
    }

    @Override
    public void given(Throwable error, Object dependent) {
        Failures.given(error, Libraries.made(dependent));
    }

    @Override
    public void handedOut(Object future) {
        Observation mine = Owners.current();
        if (mine != null) {
            Births.ALL.add(future, Birth.of(future, mine, Origin.here().ofCaller()));
            completed(future);
        }
    }

    // --- futures of several others ---

    @Override
    public void joined(Object future, Object[] others, boolean isAny) {
        CompletableFuture<?> joint = (CompletableFuture<?>) future;
        Birth birth = Births.ALL.get(future);
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
        joinedTo(joint, others);
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
        Failure failure = Failures.of(its, error);
        failure.passedOn();
        Throwable whole = Outcomes.failure(outcome);
        if (whole != null) {
            failure.joinTo(Failures.of(outcome, whole));
        } else {
            failure.retrieve(); // another one has won
        }
    }

    // --- FutureTask ---

    @Override
    public void taskMade(Object task) {
        Observation mine = Owners.current();
        if (mine == null) {
            return;
        }
        Origin origin = Places.ofTask(mine);
        if (origin == Origin.REFUSED) { // but what it makes is the test's
            given(task, new Given(mine, Origin.UNKNOWN, false));
        } else {
            Births.ALL.add(task, Birth.of(task, mine, origin));
        }
    }

    @Override
    public void taskDone(Object task) {
        Birth unused = Births.ALL.remove(task);
    }

    @Override
    public void taskFailed(Object task, Throwable error) {
        Birth birth = Births.ALL.get(task);
        if (birth != null
                && !((Future<?>) task).isDone()
                && !(Outcomes.isInterruption(error) && Jobs.isStopped(task, birth.executor()))) {
            Failures.happened(Failures.ofTask(task, error), birth, false);
        }
    }

    @Override
    public void taskAskedFor(Object task) {
        Failure failure = Failures.ofTask(task);
        if (failure != null && !Callers.isInvokeAll()) {
            failure.retrieve();
        }
    }
}
