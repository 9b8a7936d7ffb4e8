package dev.timeloop.agent.rewrite;

import static dev.timeloop.agent.rewrite.Action.ANSWER;
import static dev.timeloop.agent.rewrite.Action.EPILOGUE;
import static dev.timeloop.agent.rewrite.Action.MADE;
import static dev.timeloop.agent.rewrite.Action.PROLOGUE;
import static dev.timeloop.agent.rewrite.Action.STAND_IN_STATIC;
import static dev.timeloop.agent.rewrite.Action.STAND_IN_THIS;

import java.util.Set;

/** Pools and timers: a world has its own in place of those that were made elsewhere. */
final class PoolHooks {
    private static final String JUC = "java/util/concurrent/";
    private static final String POOL = JUC + "ThreadPoolExecutor";
    private static final String SCHEDULED = JUC + "ScheduledThreadPoolExecutor";
    private static final String FORK_JOIN = JUC + "ForkJoinPool";
    private static final String TIMER = "java/util/Timer";
    private static final String STAND_IN = "standIn(Ljava/lang/Object;)Ljava/lang/Object;";
    private static final String ENDING = "ending(Ljava/lang/Object;)Ljava/lang/Object;";
    private static final String ENDING_NOW = "endingNow(Ljava/lang/Object;)Ljava/lang/Object;";
    private static final String MADE_HOOK = "made(Ljava/lang/Object;)V";

    private PoolHooks() {}

    static void addTo(Rows rows) {
        threadPool(rows);
        scheduledPool(rows);
        forkJoinPool(rows);
        timer(rows);
        statics(rows);
        parallelism(rows);
        idle(rows);
        workers(rows);
    }

    private static void threadPool(Rows rows) {
        rows.means("Thread pools made outside a test's world don't work in it.");
        // Submitting and invoking come down to execute.
        enter(rows, POOL, "execute(Ljava/lang/Runnable;)V");
        enter(rows, POOL, "remove(Ljava/lang/Runnable;)Z");
        enter(rows, POOL, "purge()V");
        enter(rows, POOL, "getQueue()Ljava/util/concurrent/BlockingQueue;");
        ending(rows, POOL, "shutdown()V", ENDING);
        ending(rows, POOL, "shutdownNow()Ljava/util/List;", ENDING_NOW);
        enter(rows, POOL, "isShutdown()Z");
        enter(rows, POOL, "isTerminating()Z");
        enter(rows, POOL, "isTerminated()Z");
        enter(rows, POOL, "awaitTermination(JLjava/util/concurrent/TimeUnit;)Z");
        enter(rows, POOL, "prestartCoreThread()Z");
        enter(rows, POOL, "prestartAllCoreThreads()I");
        enter(rows, POOL, "allowsCoreThreadTimeOut()Z");
        changing(rows, POOL, "allowCoreThreadTimeOut(Z)V");
        enter(rows, POOL, "getCorePoolSize()I");
        changing(rows, POOL, "setCorePoolSize(I)V");
        enter(rows, POOL, "getMaximumPoolSize()I");
        changing(rows, POOL, "setMaximumPoolSize(I)V");
        enter(rows, POOL, "getKeepAliveTime(Ljava/util/concurrent/TimeUnit;)J");
        changing(rows, POOL, "setKeepAliveTime(JLjava/util/concurrent/TimeUnit;)V");
        enter(rows, POOL, "getThreadFactory()Ljava/util/concurrent/ThreadFactory;");
        changing(rows, POOL, "setThreadFactory(Ljava/util/concurrent/ThreadFactory;)V");
        String handler = "Ljava/util/concurrent/RejectedExecutionHandler;";
        enter(rows, POOL, "getRejectedExecutionHandler()" + handler);
        changing(rows, POOL, "setRejectedExecutionHandler(" + handler + ")V");
        enter(rows, POOL, "getPoolSize()I");
        enter(rows, POOL, "getActiveCount()I");
        enter(rows, POOL, "getLargestPoolSize()I");
        enter(rows, POOL, "getTaskCount()J");
        enter(rows, POOL, "getCompletedTaskCount()J");
        rows.all(POOL, "", MADE, MADE_HOOK);
    }

    private static void scheduledPool(Rows rows) {
        rows.means("Schedulers made outside a test's world don't work in it.");
        String later = "Ljava/lang/Runnable;JLjava/util/concurrent/TimeUnit;)";
        String callLater = "Ljava/util/concurrent/Callable;JLjava/util/concurrent/TimeUnit;)";
        String periodic = "(Ljava/lang/Runnable;JJLjava/util/concurrent/TimeUnit;)";
        String future = "Ljava/util/concurrent/ScheduledFuture;";
        for (String type : SCHEDULERS) {
            int from = type.equals(FORK_JOIN) ? 25 : 0;
            enter(rows, from, type, "schedule(" + later + future);
            enter(rows, from, type, "schedule(" + callLater + future);
            enter(rows, from, type, "scheduleAtFixedRate" + periodic + future);
            enter(rows, from, type, "scheduleWithFixedDelay" + periodic + future);
        }
        String result = "Ljava/util/concurrent/Future;";
        enter(rows, SCHEDULED, "execute(Ljava/lang/Runnable;)V");
        enter(rows, SCHEDULED, "submit(Ljava/lang/Runnable;)" + result);
        enter(rows, SCHEDULED, "submit(Ljava/lang/Runnable;Ljava/lang/Object;)" + result);
        enter(rows, SCHEDULED, "submit(Ljava/util/concurrent/Callable;)" + result);
        enter(rows, SCHEDULED, "getQueue()Ljava/util/concurrent/BlockingQueue;");
        enter(rows, SCHEDULED, "getRemoveOnCancelPolicy()Z");
        changing(rows, SCHEDULED, "setRemoveOnCancelPolicy(Z)V");
        enter(rows, SCHEDULED, "getContinueExistingPeriodicTasksAfterShutdownPolicy()Z");
        changing(rows, SCHEDULED, "setContinueExistingPeriodicTasksAfterShutdownPolicy(Z)V");
        enter(rows, SCHEDULED, "getExecuteExistingDelayedTasksAfterShutdownPolicy()Z");
        changing(rows, SCHEDULED, "setExecuteExistingDelayedTasksAfterShutdownPolicy(Z)V");
    }

    private static final String[] SCHEDULERS = {SCHEDULED, FORK_JOIN};

    private static void forkJoinPool(Rows rows) {
        rows.means("Fork-join pools made outside a test's world don't work in it.");
        String task = "Ljava/util/concurrent/ForkJoinTask;";
        String callable = "Ljava/util/concurrent/Callable;";
        String some = "Ljava/util/Collection;";
        String within = "JLjava/util/concurrent/TimeUnit;";
        enter(rows, FORK_JOIN, "invoke(" + task + ")Ljava/lang/Object;");
        enter(rows, FORK_JOIN, "execute(" + task + ")V");
        enter(rows, FORK_JOIN, "execute(Ljava/lang/Runnable;)V");
        enter(rows, FORK_JOIN, "submit(" + task + ")" + task);
        enter(rows, FORK_JOIN, "submit(" + callable + ")" + task);
        enter(rows, FORK_JOIN, "submit(Ljava/lang/Runnable;Ljava/lang/Object;)" + task);
        enter(rows, FORK_JOIN, "submit(Ljava/lang/Runnable;)" + task);
        enter(rows, FORK_JOIN, "invokeAll(" + some + ")Ljava/util/List;");
        enter(rows, FORK_JOIN, "invokeAll(" + some + within + ")Ljava/util/List;");
        enter(rows, FORK_JOIN, "invokeAny(" + some + ")Ljava/lang/Object;");
        enter(rows, FORK_JOIN, "invokeAny(" + some + within + ")Ljava/lang/Object;");
        enter(rows, 19, FORK_JOIN, "externalSubmit(" + task + ")" + task);
        enter(rows, 19, FORK_JOIN, "lazySubmit(" + task + ")" + task);
        enter(rows, 22, FORK_JOIN, "invokeAllUninterruptibly(" + some + ")Ljava/util/List;");
        String timeout = within + "Ljava/util/function/Consumer;)";
        enter(rows, 25, FORK_JOIN, "submitWithTimeout(" + callable + timeout + task);
        // What other classes of the package use; with the pool as an argument on newer JDKs.
        String delayed = "Ljava/util/concurrent/DelayScheduler$ScheduledForkJoinTask;";
        String queue = "Ljava/util/concurrent/ForkJoinPool$WorkQueue;";
        enter(rows, 25, FORK_JOIN, "scheduleDelayedTask(" + delayed + ")" + delayed);
        rows.until(18, FORK_JOIN, "externalQueue()" + queue, STAND_IN_THIS, STAND_IN);
        String external = "externalQueue(Ljava/util/concurrent/ForkJoinPool;)" + queue;
        enter(rows, 22, FORK_JOIN, external);
        enter(rows, 22, FORK_JOIN, "helpQuiescePool(Ljava/util/concurrent/ForkJoinPool;JZ)I");

        ending(rows, FORK_JOIN, "shutdown()V", ENDING);
        ending(rows, FORK_JOIN, "shutdownNow()Ljava/util/List;", ENDING_NOW);
        rows.since(19, FORK_JOIN, "close()V", STAND_IN_THIS, ENDING);
        enter(rows, FORK_JOIN, "awaitTermination(" + within + ")Z");
        enter(rows, FORK_JOIN, "awaitQuiescence(" + within + ")Z");
        enter(rows, FORK_JOIN, "isShutdown()Z");
        enter(rows, FORK_JOIN, "isTerminating()Z");
        enter(rows, FORK_JOIN, "isTerminated()Z");
        enter(rows, FORK_JOIN, "isQuiescent()Z");
        enter(rows, FORK_JOIN, "getPoolSize()I");
        enter(rows, FORK_JOIN, "getRunningThreadCount()I");
        enter(rows, FORK_JOIN, "getActiveThreadCount()I");
        enter(rows, FORK_JOIN, "getStealCount()J");
        enter(rows, FORK_JOIN, "getQueuedTaskCount()J");
        enter(rows, FORK_JOIN, "getQueuedSubmissionCount()I");
        enter(rows, FORK_JOIN, "hasQueuedSubmissions()Z");
        enter(rows, FORK_JOIN, "pollSubmission()" + task);
        enter(rows, FORK_JOIN, "drainTasksTo(" + some + ")I");
        enter(rows, FORK_JOIN, "getParallelism()I");
        enter(rows, 19, FORK_JOIN, "setParallelism(I)I");
        enter(rows, 25, FORK_JOIN, "cancelDelayedTasksOnShutdown()V");
        enter(rows, 25, FORK_JOIN, "getDelayedTaskCount()J");
        rows.all(FORK_JOIN, "", MADE, MADE_HOOK);
        rows.means("What a test leaves scheduled in a fork-join pool runs in a later one.");
        rows.since(25, JUC + "DelayScheduler$ScheduledForkJoinTask", "", MADE, MADE_HOOK);
    }

    private static void timer(Rows rows) {
        rows.means("Timers made outside a test's world don't work in it.");
        enter(rows, TIMER, "sched(Ljava/util/TimerTask;JJ)V");
        ending(rows, TIMER, "cancel()V", ENDING);
        enter(rows, TIMER, "purge()I");
        rows.all(TIMER, "", MADE, MADE_HOOK);
    }

    /**
     * Methods that hand out the common pool: the real one, since application classes keep it in
     * static fields, where it must serve all worlds. What they call on it finds the world's own.
     */
    static final Set<String> ACCESSORS = Set.of("commonPool", "asyncCommonPool", "defaultExecutor");

    private static void statics(Rows rows) {
        rows.means("Parallel streams and futures run on the JVM's common pool, in real time.");
        String common = FORK_JOIN + ".common";
        rows.all(FORK_JOIN, common, STAND_IN_STATIC, STAND_IN);
        rows.all(JUC + "ForkJoinTask", common, STAND_IN_STATIC, STAND_IN);
        String async = JUC + "CompletableFuture.ASYNC_POOL";
        rows.all(JUC + "CompletableFuture", async, STAND_IN_STATIC, STAND_IN);
        rows.since(25, JUC + "CompletableFuture$DelayedExecutor", async, STAND_IN_STATIC, STAND_IN);
        String delayer = JUC + "CompletableFuture$Delayer";
        rows.until(24, delayer, delayer + ".delayer", STAND_IN_STATIC, STAND_IN);
    }

    private static void parallelism(Rows rows) {
        rows.means("Parallel streams are split in other ways on machines with other processors.");
        String parallelism = "getCommonPoolParallelism()I";
        rows.all(FORK_JOIN, parallelism, ANSWER, "commonParallelism(I)I");
        rows.all("java/util/stream/AbstractTask", "getLeafTarget()I", ANSWER, "leafTarget(I)I");
    }

    private static void idle(Rows rows) {
        rows.means("Idle workers of a pool count as busy threads, and their time-outs as timers.");
        both(rows, POOL, "getTask()Ljava/lang/Runnable;");
        both(rows, FORK_JOIN, "awaitWork*");
    }

    /** A thread that was taken in where it waited for work begins to live there. */
    private static void workers(Rows rows) {
        rows.means("Workers of executors with queues of their own don't work in a test's world.");
        String lock = JUC + "locks/LockSupport";
        for (String park :
                new String[] {
                    "park()V",
                    "park(Ljava/lang/Object;)V",
                    "parkNanos(J)V",
                    "parkNanos(Ljava/lang/Object;J)V",
                    "parkUntil(J)V",
                    "parkUntil(Ljava/lang/Object;J)V"
                }) {
            rows.all(lock, park, EPILOGUE, "begin()V");
        }
    }

    private static void both(Rows rows, String type, String method) {
        rows.all(type, method, PROLOGUE, "idle(Ljava/lang/Object;)V");
        rows.all(type, method, EPILOGUE, "busy(Ljava/lang/Object;)V");
    }

    /** Settings reach the pool itself, and its double later: they must outlive a world. */
    private static void changing(Rows rows, String type, String method) {
        rows.all(type, method, PROLOGUE, "changing(Ljava/lang/Object;)V");
    }

    private static void ending(Rows rows, String type, String method, String hook) {
        rows.all(type, method, STAND_IN_THIS, hook);
    }

    private static void enter(Rows rows, String type, String method) {
        enter(rows, 0, type, method);
    }

    private static void enter(Rows rows, int from, String type, String method) {
        rows.since(from, type, method, STAND_IN_THIS, STAND_IN);
    }
}
