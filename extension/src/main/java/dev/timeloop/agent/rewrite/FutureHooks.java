package dev.timeloop.agent.rewrite;

import static dev.timeloop.agent.rewrite.Action.AFTER_CALL;
import static dev.timeloop.agent.rewrite.Action.ANSWER;
import static dev.timeloop.agent.rewrite.Action.EPILOGUE;
import static dev.timeloop.agent.rewrite.Action.LAST_ARGUMENT;
import static dev.timeloop.agent.rewrite.Action.MADE;
import static dev.timeloop.agent.rewrite.Action.PROLOGUE;

/** Futures: where they are made, completed, passed on and asked; nothing of that is changed. */
final class FutureHooks {
    private static final String JUC = "java/util/concurrent/";
    private static final String FUTURE = JUC + "CompletableFuture";
    private static final String TASK = JUC + "FutureTask";
    private static final String THREAD = "java/lang/Thread";
    private static final String HOOKS = "FutureHooks.";
    private static final String OBJECT = "Ljava/lang/Object;";
    private static final String THROWABLE = "Ljava/lang/Throwable;";
    private static final String CF = "L" + FUTURE + ";";

    private FutureHooks() {}

    static void addTo(Rows rows) {
        life(rows);
        dependents(rows);
        retrieval(rows);
        tasks(rows);
        threads(rows);
        pools(rows);
        jobs(rows);
        libraries(rows);
        ForkHooks.addTo(rows);
        BranchHooks.addTo(rows);
    }

    private static void life(Rows rows) {
        rows.means("Failures of CompletableFutures that nobody looks at go unnoticed.");
        String made = HOOKS + "made(" + OBJECT + ")V";
        rows.all(FUTURE, "<init>()V", EPILOGUE, made);
        rows.all(FUTURE, "<init>(" + OBJECT + ")V", EPILOGUE, made);
        String completed = HOOKS + "completed(Z" + OBJECT + ")Z";
        rows.all(FUTURE, "internalComplete(" + OBJECT + ")Z", ANSWER, completed);
        rows.all(FUTURE, "completeNull()Z", ANSWER, completed);
        rows.all(FUTURE, "completeValue(" + OBJECT + ")Z", ANSWER, completed);
        rows.all(FUTURE, "completeRelay(" + OBJECT + ")Z", ANSWER, completed);
        rows.all(FUTURE, "completeThrowable(" + THROWABLE + ")Z", ANSWER, completed);
        rows.all(FUTURE, "completeThrowable(" + THROWABLE + OBJECT + ")Z", ANSWER, completed);
        String async = HOOKS + "async(" + CF + ")" + CF;
        rows.all(FUTURE, "asyncSupplyStage", ANSWER, async);
        rows.all(FUTURE, "asyncRunStage", ANSWER, async);
        String supplier = "(Ljava/util/function/Supplier;L" + JUC + "Executor;)";
        rows.all(FUTURE, "completeAsync" + supplier + CF, ANSWER, async);
        String forced = HOOKS + "forced(" + OBJECT + ")V";
        rows.all(FUTURE, "obtrudeValue(" + OBJECT + ")V", EPILOGUE, forced);
        rows.all(FUTURE, "obtrudeException(" + THROWABLE + ")V", EPILOGUE, forced);
    }

    private static void dependents(Rows rows) {
        rows.means("A failure that was passed on is taken for one that nobody has looked at.");
        String encode = "encodeThrowable(" + THROWABLE + OBJECT + ")" + OBJECT;
        String encoded = HOOKS + "encoded(" + OBJECT + THROWABLE + OBJECT + ")" + OBJECT;
        rows.all(FUTURE, encode, ANSWER, encoded);
        String relay = FUTURE + ".encodeRelay(" + OBJECT + ")" + OBJECT;
        rows.all(FUTURE, relay, AFTER_CALL, HOOKS + "relayed(" + OBJECT + OBJECT + ")" + OBJECT);
        String dependent = HOOKS + "dependent(" + CF + ")" + CF;
        String[] stages = {
            "uniApplyNow",
            "uniAcceptNow",
            "uniRunNow",
            "uniWhenCompleteStage",
            "uniHandleStage",
            "uniExceptionallyStage",
            "uniComposeExceptionallyStage",
            "uniComposeStage",
            "uniCopyStage",
            "andTree"
        };
        for (String stage : stages) {
            rows.all(FUTURE, stage, ANSWER, dependent);
        }
        String array = "[" + CF;
        String joined = "(" + CF + array + ")" + CF;
        rows.all(FUTURE, "allOf(" + array + ")" + CF, ANSWER, HOOKS + "all" + joined);
        rows.all(FUTURE, "anyOf(" + array + ")" + CF, ANSWER, HOOKS + "any" + joined);
        String two = "(L" + JUC + "Executor;L" + JUC + "CompletionStage;";
        String hook = two.replace("(", "(" + CF + OBJECT) + ")" + CF;
        rows.all(FUTURE, "biApplyStage", ANSWER, HOOKS + "both" + hook);
        rows.all(FUTURE, "biAcceptStage", ANSWER, HOOKS + "both" + hook);
        rows.all(FUTURE, "biRunStage", ANSWER, HOOKS + "both" + hook);
        rows.all(FUTURE, "orApplyStage", ANSWER, HOOKS + "either" + hook);
        rows.all(FUTURE, "orAcceptStage", ANSWER, HOOKS + "either" + hook);
        rows.all(FUTURE, "orRunStage", ANSWER, HOOKS + "either" + hook);
    }

    private static void retrieval(Rows rows) {
        rows.means("A failure that was looked at is reported all the same.");
        String reported = HOOKS + "reported(" + OBJECT + ")V";
        rows.all(FUTURE, "reportGet", PROLOGUE, reported);
        rows.all(FUTURE, "reportJoin", PROLOGUE, reported);
        String asked = HOOKS + "askedForFailure(" + OBJECT + ")V";
        rows.since(19, FUTURE, "exceptionNow()" + THROWABLE, PROLOGUE, asked);
        rows.since(19, FUTURE, "resultNow()" + OBJECT, PROLOGUE, asked);
        String asserted = HOOKS + "saidToHaveFailed(Z" + OBJECT + ")Z";
        rows.all(FUTURE, "isCompletedExceptionally()Z", ANSWER, asserted);
        String given = HOOKS + "given(" + OBJECT + OBJECT + ")" + OBJECT;
        String functions = "java/util/function/";
        String apply = "apply(" + OBJECT + ")" + OBJECT;
        rows.all(FUTURE, functions + "Function." + apply, LAST_ARGUMENT, given);
        String two = "(" + OBJECT + OBJECT + ")";
        rows.all(FUTURE, functions + "BiFunction.apply" + two + OBJECT, LAST_ARGUMENT, given);
        String consumer = OBJECT + "L" + functions + "BiConsumer;";
        rows.all(
                FUTURE,
                "uniWhenComplete(" + consumer + "L" + FUTURE + "$UniWhenComplete;)Z",
                ANSWER,
                HOOKS + "told(Z" + OBJECT + consumer + ")Z");
        String inner = FUTURE + "$UniComposeExceptionally";
        rows.all(inner, functions + "Function." + apply, LAST_ARGUMENT, given);
    }

    private static void tasks(Rows rows) {
        rows.means("Failures of submitted and scheduled tasks go unnoticed.");
        String made = HOOKS + "taskMade(" + OBJECT + ")V";
        rows.all(TASK, "<init>(L" + JUC + "Callable;)V", EPILOGUE, made);
        rows.all(TASK, "<init>(Ljava/lang/Runnable;" + OBJECT + ")V", EPILOGUE, made);
        rows.all(TASK, "finishCompletion()V", EPILOGUE, HOOKS + "taskDone(" + OBJECT + ")V");
        String failed = HOOKS + "taskFailed(" + OBJECT + THROWABLE + ")V";
        rows.all(TASK, "setException(" + THROWABLE + ")V", PROLOGUE, failed);
        String asked = HOOKS + "taskAskedFor(" + OBJECT + ")V";
        rows.all(TASK, "report(I)" + OBJECT, PROLOGUE, asked);
        rows.since(19, TASK, "exceptionNow()" + THROWABLE, PROLOGUE, asked);
        rows.since(19, TASK, "resultNow()" + OBJECT, PROLOGUE, asked);
    }

    private static void threads(Rows rows) {
        rows.means("Threads and their uncaught exceptions go unnoticed, or blame the wrong test.");
        String starting = HOOKS + "starting(L" + THREAD + ";)V";
        rows.all(THREAD, "start()V", PROLOGUE, starting);
        String container = "start(Ljdk/internal/vm/ThreadContainer;)V";
        rows.since(21, THREAD, container, PROLOGUE, starting);
        rows.since(21, "java/lang/VirtualThread", container, PROLOGUE, starting);
        String uncaught = HOOKS + "uncaught(L" + THREAD + ";" + THROWABLE + ")V";
        rows.all(THREAD, "dispatchUncaughtException(" + THROWABLE + ")V", PROLOGUE, uncaught);
    }

    private static void pools(Rows rows) {
        rows.means("Pools and timers that are left behind go unnoticed.");
        String made = HOOKS + "poolMade(" + OBJECT + ")V";
        rows.all(JUC + "ThreadPoolExecutor", "", MADE, made);
        rows.all(JUC + "ForkJoinPool", "", MADE, made);
        String submitted = HOOKS + "submitted(" + OBJECT + OBJECT + ")V";
        String execute = "execute(Ljava/lang/Runnable;)V";
        rows.all(JUC + "ThreadPoolExecutor", execute, PROLOGUE, submitted);
        rows.all(JUC + "ForkJoinPool", execute, PROLOGUE, submitted);
        String scheduled = HOOKS + "scheduled(" + OBJECT + OBJECT + ")V";
        String timer = "java/util/Timer";
        rows.all(timer, "", MADE, made);
        rows.all(timer, "sched(Ljava/util/TimerTask;JJ)V", EPILOGUE, scheduled);
    }

    /** For whom a thread works that several tests share. */
    private static void jobs(Rows rows) {
        rows.means("What a job makes on a thread that tests share is charged to none of them.");
        String pool = JUC + "ThreadPoolExecutor";
        String runnable = "Ljava/lang/Runnable;";
        rows.all(
                pool,
                pool + ".beforeExecute(L" + THREAD + ";" + runnable + ")V",
                LAST_ARGUMENT,
                HOOKS + "next(" + runnable + OBJECT + ")" + runnable);
        rows.all(
                pool,
                pool + ".afterExecute(" + runnable + THROWABLE + ")V",
                LAST_ARGUMENT,
                HOOKS + "idle(" + THROWABLE + OBJECT + ")" + THROWABLE);
        job(rows, TASK, "run()V");
        job(rows, TASK, "runAndReset()Z");
        job(rows, FUTURE + "$AsyncSupply", "run()V");
        job(rows, FUTURE + "$AsyncRun", "run()V");
        job(rows, FUTURE + "$Completion", "run()V");
        job(rows, FUTURE + "$Completion", "exec()Z");
    }

    private static void libraries(Rows rows) {
        rows.means("Failures of what HttpClient sends go unnoticed.");
        String client = "jdk/internal/net/http/HttpClientFacade";
        rows.all(client, "sendAsync", ANSWER, HOOKS + "handedOut(" + CF + ")" + CF);
        rows.means("Publishers that are never closed go unnoticed.");
        String publisher = JUC + "SubmissionPublisher";
        rows.all(publisher, "consume", ANSWER, HOOKS + "consumed(" + CF + ")" + CF);
    }

    private static void job(Rows rows, String type, String method) {
        rows.all(type, method, PROLOGUE, HOOKS + "running(" + OBJECT + ")V");
        rows.all(type, method, EPILOGUE, HOOKS + "ran(" + OBJECT + ")V");
    }
}
