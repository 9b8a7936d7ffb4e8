package dev.timeloop.agent.rewrite;

import static dev.timeloop.agent.rewrite.Action.AFTER_CALL;
import static dev.timeloop.agent.rewrite.Action.EPILOGUE;
import static dev.timeloop.agent.rewrite.Action.REPLACE_CALL;
import static dev.timeloop.agent.rewrite.Action.REPLACE_CALL_AFTER_INIT;
import static dev.timeloop.agent.rewrite.Rows.APPLICATION;

/** Clocks: who reads them. */
final class TimeHooks {
    private static final String JUC = "java/util/concurrent/";
    private static final String NANOS = "java/lang/System.nanoTime()J";
    private static final String MILLIS = "java/lang/System.currentTimeMillis()J";

    private TimeHooks() {}

    static void addTo(Rows rows) {
        rows.means("Application code reads real clocks.");
        // What a class reads first serves all worlds, and threads outside: it has to be real.
        rows.all(APPLICATION, NANOS, REPLACE_CALL_AFTER_INIT, "nanoTime()J");
        rows.all(APPLICATION, MILLIS, REPLACE_CALL, "currentTimeMillis()J");

        rows.means("This class computes time-outs from the real clock: they come early or late.");
        nanos(rows, 0, NEWEST, JUC + "AbstractExecutorService");
        nanos(rows, 0, NEWEST, JUC + "CompletableFuture");
        nanos(rows, 0, NEWEST, JUC + "CompletableFuture$Signaller");
        nanos(rows, 25, NEWEST, JUC + "DelayScheduler");
        nanos(rows, 0, NEWEST, JUC + "Exchanger");
        nanos(rows, 0, NEWEST, JUC + "ForkJoinPool");
        nanos(rows, 0, NEWEST, JUC + "ForkJoinTask");
        nanos(rows, 0, NEWEST, JUC + "FutureTask");
        nanos(rows, 0, 20, JUC + "LinkedTransferQueue");
        nanos(rows, 21, NEWEST, JUC + "LinkedTransferQueue$DualNode");
        nanos(rows, 0, NEWEST, JUC + "Phaser$QNode");
        nanos(rows, 0, NEWEST, JUC + "ScheduledThreadPoolExecutor");
        nanos(rows, 0, NEWEST, JUC + "ScheduledThreadPoolExecutor$ScheduledFutureTask");
        nanos(rows, 0, NEWEST, JUC + "SubmissionPublisher$BufferedSubscription");
        nanos(rows, 0, 20, JUC + "SynchronousQueue$TransferQueue");
        nanos(rows, 0, 20, JUC + "SynchronousQueue$TransferStack");
        nanos(rows, 21, NEWEST, JUC + "ThreadPerTaskExecutor");
        nanos(rows, 0, NEWEST, JUC + "locks/AbstractQueuedLongSynchronizer");
        nanos(rows, 0, NEWEST, JUC + "locks/AbstractQueuedLongSynchronizer$ConditionObject");
        nanos(rows, 0, NEWEST, JUC + "locks/AbstractQueuedSynchronizer");
        nanos(rows, 0, NEWEST, JUC + "locks/AbstractQueuedSynchronizer$ConditionObject");
        nanos(rows, 0, NEWEST, JUC + "locks/StampedLock");
        nanos(rows, 0, NEWEST, "java/lang/Process");
        nanos(rows, 0, 20, "java/lang/ProcessImpl");
        nanos(rows, 21, NEWEST, "jdk/internal/misc/ThreadFlock");

        millis(rows, JUC + "ForkJoinPool");
        millis(rows, JUC + "locks/AbstractQueuedLongSynchronizer$ConditionObject");
        millis(rows, JUC + "locks/AbstractQueuedSynchronizer$ConditionObject");
        millis(rows, "java/util/Timer");
        millis(rows, "java/util/TimerThread");

        rows.means("Dates made in a test show real time.");
        millis(rows, "java/time/Clock$SystemClock");
        millis(rows, "java/time/Clock$SystemInstantSource");
        millis(rows, "java/time/Clock");
        millis(rows, "java/util/Date");
        millis(rows, "java/util/GregorianCalendar");
        millis(rows, "java/util/JapaneseImperialCalendar");
        millis(rows, "sun/util/locale/provider/CalendarProviderImpl");
        String adjustment = "jdk/internal/misc/VM.getNanoTimeAdjustment(J)J";
        rows.all("java/time/Clock", adjustment, AFTER_CALL, "nanoTimeAdjustment(JJ)J");

        rows.means("ThreadLocalRandom differs from run to run.");
        String random = JUC + "ThreadLocalRandom";
        rows.all(random, "localInit()V", EPILOGUE, "seeded()V");
        String id = "randomId(Ljava/lang/Thread;)J"; // it counts on from test to test
        rows.until(18, random, "java/lang/Thread.getId()J", REPLACE_CALL, id);
        rows.since(19, random, "java/lang/Thread.threadId()J", REPLACE_CALL, id);
    }

    private static final int NEWEST = Integer.MAX_VALUE;

    private static void nanos(Rows rows, int from, int to, String type) {
        rows.range(from, to, type, NANOS, REPLACE_CALL_AFTER_INIT, "nanoTime()J");
    }

    private static void millis(Rows rows, String type) {
        rows.all(type, MILLIS, REPLACE_CALL_AFTER_INIT, "currentTimeMillis()J");
    }
}
