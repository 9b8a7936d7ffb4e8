package dev.timeloop.agent.rewrite;

import static dev.timeloop.agent.rewrite.Action.EPILOGUE;
import static dev.timeloop.agent.rewrite.Action.PROLOGUE;
import static dev.timeloop.agent.rewrite.Action.STAND_IN_THIS;

/**
 * What Kotlin's coroutines run on: its pool and its timers are one for the whole JVM, and their
 * methods are hooked like those of the JDK's pools.
 */
final class CoroutineHooks {
    private static final String COROUTINES = "kotlinx/coroutines/";
    private static final String SCHEDULER = COROUTINES + "scheduling/CoroutineScheduler";
    private static final String LIMITED = COROUTINES + "internal/LimitedDispatcher";
    private static final String EVENT_LOOP = COROUTINES + "EventLoopImplBase";
    private static final String STAND_IN = "standIn(Ljava/lang/Object;)Ljava/lang/Object;";

    private CoroutineHooks() {}

    static void addTo(Rows rows) {
        rows.means("A delay that one test leaves disturbs the next.");
        enter(rows, EVENT_LOOP, "schedule");
        enter(rows, EVENT_LOOP, "enqueue(Ljava/lang/Runnable;)V");
        rows.means("Coroutines of tests that run at the same time get into each other's worlds.");
        enter(rows, SCHEDULER, "dispatch");
        enter(rows, LIMITED, "dispatch");
        enter(rows, LIMITED, "dispatchYield");
        rows.means("Idle workers of coroutines hide deadlocks: their time-outs count as timers.");
        String park = "park()V";
        rows.all(SCHEDULER + "$Worker", park, PROLOGUE, "idle(Ljava/lang/Object;)V");
        rows.all(SCHEDULER + "$Worker", park, EPILOGUE, "busy(Ljava/lang/Object;)V");
    }

    private static void enter(Rows rows, String type, String method) {
        rows.all(type, method, STAND_IN_THIS, STAND_IN);
    }
}
