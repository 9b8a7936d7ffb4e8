package dev.timeloop.agent.observe;

import dev.timeloop.agent.boot.BranchHooks;
import java.util.concurrent.CompletableFuture;

/** Takes down which branches of a failure somebody has looked at, where a test asks for that. */
abstract class BranchNotes extends ForkNotes {
    private static final String[] JDKS_OWN = {
        "java.util.concurrent.CompletableFuture$", "java.util.concurrent.SubmissionPublisher$"
    };

    /** How many tests ask. */
    private static int asking;

    private static volatile boolean isOn;

    static synchronized void began(Observation observation) {
        if (observation.isStrict() && asking++ == 0) {
            turn(true);
        }
    }

    static synchronized void ended(Observation observation) {
        if (observation.isStrict() && --asking == 0) {
            turn(false);
        }
    }

    private static void turn(boolean on) {
        isOn = on;
        BranchHooks.turn(on);
    }

    /** Whether the JDK is told of how a future ends, and not the user. */
    static boolean isJdksOwn(Object action) {
        String type = action.getClass().getName();
        return type.startsWith(JDKS_OWN[0]) || type.startsWith(JDKS_OWN[1]);
    }

    @Override
    public void branching(Object future) {
        Branch.of(future).passOn();
    }

    @Override
    public void watched(Object dependent, Object future, Object action) {
        if (isJdksOwn(action)) { // as of orTimeout
            madeInside(dependent);
        } else {
            branching(future);
        }
    }

    @Override
    public void madeInside(Object future) {
        Branch.of(future).setJdksOwn(true);
    }

    @Override
    public void asking(Object future, boolean waits) {
        Object outcome = Outcomes.of((CompletableFuture<?>) future);
        if (outcome == null ? waits : Outcomes.failure(outcome) != null) {
            Branch.of(future).lookAt();
        }
    }

    static void looked(Object future) {
        if (isOn) {
            Branch.of(future).lookAt();
        }
    }

    static void joinedTo(Object joint, Object[] others) {
        if (!isOn) {
            return;
        }
        Branch.of(joint).setJdksOwn(false);
        for (Object other : others) {
            if (other instanceof CompletableFuture) {
                Branch.of(other).passOn();
            }
        }
    }
}
