package dev.timeloop.agent.observe;

import dev.timeloop.internal.origin.Origin;

/** Takes down what the hooks tell of the subtasks of structured scopes. */
abstract class ScopeNotes extends BranchNotes {
    @Override
    public void subtaskMade(Object subtask) {
        Observation mine = Owners.current();
        if (mine != null) {
            Births.ALL.add(subtask, Birth.of(subtask, mine, Origin.here()));
        }
    }

    @Override
    public void subtaskDone(Object scope, Object subtask) {
        Birth birth = Births.ALL.remove(subtask);
        Throwable error = birth == null ? null : Scopes.failure(subtask);
        if (error != null && !Outcomes.isCancellation(error) && !Scopes.throwsFailures(scope)) {
            Failures.happened(Failures.ofTask(subtask, error), birth, false);
        }
    }

    @Override
    public void subtaskAskedFor(Object subtask) {
        Failure failure = Failures.ofTask(subtask);
        if (failure != null && !Scopes.isJdkAsking()) {
            failure.retrieve();
        }
    }
}
