package dev.timeloop.agent.rewrite;

import static dev.timeloop.agent.rewrite.Action.AFTER_CALL;
import static dev.timeloop.agent.rewrite.Action.EPILOGUE;
import static dev.timeloop.agent.rewrite.Action.PROLOGUE;
import static dev.timeloop.agent.rewrite.Action.REPLACE_CALL;
import static dev.timeloop.agent.rewrite.Rows.APPLICATION;

/** Threads: what they wait for, and where they begin and end. */
final class ThreadHooks {
    private static final String THREAD = "java/lang/Thread";
    private static final String VIRTUAL = "java/lang/VirtualThread";
    private static final String LOCK_SUPPORT = "java/util/concurrent/locks/LockSupport";
    private static final String JUC = "java/util/concurrent/";
    private static final String CONTAINER = "(Ljdk/internal/vm/ThreadContainer;)V";

    private ThreadHooks() {}

    static void addTo(Rows rows) {
        park(rows);
        life(rows);
        sleep(rows);
        join(rows);
    }

    private static void park(Rows rows) {
        String type = LOCK_SUPPORT;
        rows.means("Locks, queues and futures wait in real time.");
        rows.all(type, "park()V", PROLOGUE, "park()Z");
        rows.all(type, "park(Ljava/lang/Object;)V", PROLOGUE, "park(Ljava/lang/Object;)Z");
        rows.all(type, "parkNanos(J)V", PROLOGUE, "parkNanos(J)Z");
        rows.all(type, "parkUntil(J)V", PROLOGUE, "parkUntil(J)Z");
        String nanos = "parkNanos(Ljava/lang/Object;J)";
        rows.all(type, nanos + "V", PROLOGUE, nanos + "Z");
        String until = "parkUntil(Ljava/lang/Object;J)";
        rows.all(type, until + "V", PROLOGUE, until + "Z");
        rows.all(type, "unpark(Ljava/lang/Thread;)V", PROLOGUE, "unpark(Ljava/lang/Thread;)Z");

        rows.means("Workers of fork-join pools and their timers wait in real time.");
        String unsafePark = "unsafePark(Ljava/lang/Object;ZJ)V";
        String unsafeUnpark = "unsafeUnpark(Ljava/lang/Object;Ljava/lang/Object;)V";
        String park = "jdk/internal/misc/Unsafe.park(ZJ)V";
        String unpark = "jdk/internal/misc/Unsafe.unpark(Ljava/lang/Object;)V";
        rows.since(22, JUC + "ForkJoinPool", park, REPLACE_CALL, unsafePark);
        rows.since(22, JUC + "ForkJoinPool", unpark, REPLACE_CALL, unsafeUnpark);
        rows.since(25, JUC + "DelayScheduler", park, REPLACE_CALL, unsafePark);
        rows.since(25, JUC + "DelayScheduler", unpark, REPLACE_CALL, unsafeUnpark);
    }

    private static void life(Rows rows) {
        rows.means("Threads that a test starts may stay outside its world, or start too early.");
        String starting = "starting(Ljava/lang/Thread;)V";
        rows.all(THREAD, "start()V", PROLOGUE, starting);
        rows.since(21, THREAD, "start" + CONTAINER, PROLOGUE, starting);
        rows.since(21, VIRTUAL, "start" + CONTAINER, PROLOGUE, starting);

        // Subclasses of the JDK that override run(); all others are found when they are loaded or
        // started. A virtual thread of JDK 21 becomes the current thread only in its run method.
        String begin = "begin()V";
        rows.all(THREAD, "run()V", PROLOGUE, begin);
        rows.all(JUC + "ForkJoinWorkerThread", "run()V", PROLOGUE, begin);
        rows.since(25, JUC + "DelayScheduler", "run()V", PROLOGUE, begin);
        rows.all("java/util/TimerThread", "run()V", PROLOGUE, begin);
        rows.range(21, 22, VIRTUAL, VIRTUAL + ".notifyJvmtiStart()V", AFTER_CALL, begin);
        rows.since(23, VIRTUAL, "run(Ljava/lang/Runnable;)V", PROLOGUE, begin);

        rows.means(
                "The end of a thread goes unnoticed: a test may fail for a thread that has gone.");
        String ended = "ended(Ljava/lang/Thread;)V";
        rows.all(THREAD, "exit()V", EPILOGUE, ended);
        rows.since(21, VIRTUAL, "afterDone(Z)V", EPILOGUE, ended);

        rows.means("Interrupting a thread doesn't end its virtual wait.");
        String interrupt = "interrupt(Ljava/lang/Thread;)Z";
        rows.all(THREAD, "interrupt()V", PROLOGUE, interrupt);
        rows.since(21, VIRTUAL, "interrupt()V", PROLOGUE, interrupt);
        String is = "isInterrupted(Ljava/lang/Thread;)Z";
        rows.all(APPLICATION, THREAD + ".isInterrupted()Z", REPLACE_CALL, is);
        // It interrupts its workers until it sees their flags.
        rows.until(21, JUC + "ForkJoinPool", THREAD + ".isInterrupted()Z", REPLACE_CALL, is);
        rows.all(JUC + "ThreadPoolExecutor", THREAD + ".isInterrupted()Z", REPLACE_CALL, is);
    }

    private static void sleep(Rows rows) {
        rows.means("Thread.sleep sleeps in real time.");
        String sleep = THREAD + ".sleep(J)V";
        rows.until(21, APPLICATION, sleep, REPLACE_CALL, "sleep(J)V");
        rows.until(20, THREAD, sleep, REPLACE_CALL, "sleep(J)V");
        rows.since(22, THREAD, "sleepNanos(J)V", PROLOGUE, "sleepNanos(J)Z");

        rows.means("Code that spins with Thread.yield is stopped as a runaway.");
        String yield = THREAD + ".yield()V";
        rows.until(20, APPLICATION, yield, REPLACE_CALL, "yieldNow()V");
        rows.until(20, JUC + "Exchanger", yield, REPLACE_CALL, "yieldNow()V");
        rows.until(20, JUC + "ForkJoinPool", yield, REPLACE_CALL, "yieldNow()V");
        rows.until(20, JUC + "ForkJoinPool$WorkQueue", yield, REPLACE_CALL, "yieldNow()V");
        rows.until(20, JUC + "FutureTask", yield, REPLACE_CALL, "yieldNow()V");
        rows.until(20, JUC + "LinkedTransferQueue", yield, REPLACE_CALL, "yieldNow()V");
        rows.until(20, JUC + "PriorityBlockingQueue", yield, REPLACE_CALL, "yieldNow()V");
        rows.until(20, JUC + "SynchronousQueue$TransferQueue", yield, REPLACE_CALL, "yieldNow()V");
        rows.until(20, JUC + "SynchronousQueue$TransferStack", yield, REPLACE_CALL, "yieldNow()V");
        rows.since(21, THREAD, "yield()V", PROLOGUE, "yielded()Z");
        rows.all(APPLICATION, THREAD + ".onSpinWait()V", REPLACE_CALL, "onSpinWait()V");
    }

    private static void join(Rows rows) {
        rows.means("Thread.join waits in real time.");
        // Up to JDK 18 these take the thread's monitor: better block before that.
        String forever = "join(Ljava/lang/Thread;)V";
        String limited = "join(Ljava/lang/Thread;J)V";
        rows.until(18, APPLICATION, THREAD + ".join()V", REPLACE_CALL, forever);
        rows.until(18, APPLICATION, THREAD + ".join(J)V", REPLACE_CALL, limited);
        rows.until(18, THREAD, THREAD + ".join(J)V", REPLACE_CALL, limited);
        rows.all(THREAD, "join(J)V", PROLOGUE, "joined(Ljava/lang/Thread;J)Z");
    }
}
