package dev.timeloop.agent.rewrite;

import static dev.timeloop.agent.rewrite.Action.EPILOGUE;
import static dev.timeloop.agent.rewrite.Action.PROLOGUE;

/** Fork-join tasks: where they are given to a pool, run, done and asked. */
final class ForkHooks {
    private static final String JUC = "java/util/concurrent/";
    private static final String TASK = JUC + "ForkJoinTask";
    private static final String POOL = JUC + "ForkJoinPool";
    private static final String HOOKS = "ForkHooks.";
    private static final String OBJECT = "Ljava/lang/Object;";
    private static final String THROWABLE = "Ljava/lang/Throwable;";
    private static final String ONE = "(" + OBJECT + ")V";
    private static final String TWO = "(" + OBJECT + OBJECT + ")V";

    private ForkHooks() {}

    static void addTo(Rows rows) {
        rows.means("Failures of fork-join tasks go unnoticed, or blame the wrong test.");
        given(rows);
        awaited(rows);
        life(rows);
        retrieval(rows);
        scopes(rows);
    }

    private static void given(Rows rows) {
        rows.all(TASK, "fork", PROLOGUE, HOOKS + "forked" + ONE);
        rows.all(TASK, "quietlyInvoke", PROLOGUE, HOOKS + "forked" + ONE);
        rows.until(18, POOL, "externalSubmit", PROLOGUE, HOOKS + "given" + TWO);
        rows.until(18, POOL, "externalSubmit", EPILOGUE, HOOKS + "accepted" + TWO);
        String three = "(" + OBJECT + "Z" + OBJECT + ")V";
        rows.since(19, POOL, "poolSubmit", PROLOGUE, HOOKS + "given" + three);
        rows.since(19, POOL, "poolSubmit", EPILOGUE, HOOKS + "accepted" + three);
        rows.since(25, POOL, "scheduleDelayedTask", PROLOGUE, HOOKS + "given" + TWO);
        rows.since(25, POOL, "scheduleDelayedTask", EPILOGUE, HOOKS + "accepted" + TWO);
    }

    private static void awaited(Rows rows) {
        rows.all(TASK, "invoke", PROLOGUE, HOOKS + "invoked" + ONE);
        String task = "L" + TASK + ";";
        rows.all(TASK, "invokeAll(" + task + task + ")V", PROLOGUE, HOOKS + "invokedAll" + TWO);
        rows.all(TASK, "invokeAll([" + task + ")V", PROLOGUE, HOOKS + "invokedAll" + ONE);
        String some = "Ljava/util/Collection;";
        String collection = "invokeAll(" + some + ")" + some;
        rows.all(TASK, collection, PROLOGUE, HOOKS + "invokedAll" + ONE);
    }

    private static void life(Rows rows) {
        rows.all(TASK, "doExec", PROLOGUE, HOOKS + "running" + ONE);
        rows.all(TASK, "doExec", EPILOGUE, HOOKS + "ran" + ONE);
        rows.all(TASK, "setDone", EPILOGUE, HOOKS + "done" + ONE);
        rows.all(TASK, "trySetCancelled", EPILOGUE, HOOKS + "done" + ONE);
        String failing = HOOKS + "failing(" + OBJECT + THROWABLE + ")V";
        rows.all(TASK, "trySetThrown", PROLOGUE, failing);
        rows.all(TASK, "trySetThrown", EPILOGUE, HOOKS + "done" + ONE);
    }

    private static void retrieval(Rows rows) {
        String asked = HOOKS + "askedFor" + ONE;
        rows.until(21, TASK, "getThrowableException", PROLOGUE, asked);
        rows.since(22, TASK, "getException(Z)" + THROWABLE, PROLOGUE, asked);
        rows.since(19, TASK, "resultNow", PROLOGUE, asked);
    }

    /** A preview, and another one in each JDK. */
    private static void scopes(Rows rows) {
        rows.means("Failures of subtasks of structured scopes go unnoticed.");
        String scope = JUC + "StructuredTaskScopeImpl";
        String subtask = scope + "$SubtaskImpl";
        scope(rows, subtask, "<init>", EPILOGUE, "subtaskMade" + ONE);
        scope(rows, scope, "onComplete", PROLOGUE, "subtaskDone" + TWO);
        String asked = "subtaskAskedFor" + ONE;
        scope(rows, subtask, "state", PROLOGUE, asked);
        scope(rows, subtask, "get", PROLOGUE, asked);
        scope(rows, subtask, "exception", PROLOGUE, asked);
    }

    private static void scope(Rows rows, String type, String method, Action action, String hook) {
        rows.range(25, 25, type, method, action, HOOKS + hook);
    }
}
