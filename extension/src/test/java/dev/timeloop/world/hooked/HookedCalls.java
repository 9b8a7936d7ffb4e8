package dev.timeloop.world.hooked;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Application code that is run with a world that only takes notes. */
@SuppressWarnings({"JavaUtilDate", "WaitNotInLoop", "NakedNotify", "ThreadPriorityCheck"})
public final class HookedCalls {
    private static final Object LOCK = new Object();
    private static final long BORN_NANOS = System.nanoTime();
    private static final ForkJoinPool COMMON = ForkJoinPool.commonPool();

    private HookedCalls() {}

    /** A call, by a name. */
    public record Call(String name, Body body) {}

    /** What a call does: its answer is a note of its own. */
    @FunctionalInterface
    public interface Body {
        /** Runs. */
        Object run() throws Exception;
    }

    private static Call call(String name, Body body) {
        return new Call(name, body);
    }

    private static Call run(String name, Runs body) {
        return new Call(
                name,
                () -> {
                    body.run();
                    return "-";
                });
    }

    private interface Runs {
        void run() throws Exception;
    }

    /** All calls. */
    public static List<Call> all() {
        return List.of(
                call("nanoTime", System::nanoTime),
                call("nanoTime in a lambda", () -> System.nanoTime()),
                call("nanoTime at birth", () -> BORN_NANOS == 42),
                call("currentTimeMillis", System::currentTimeMillis),
                call("a supplier of nanoTime", () -> supplier().getAsLong()),
                call("Instant.now", Instant::now),
                call("LocalDateTime.now", () -> LocalDateTime.now(ZoneOffset.UTC)),
                call("new Date", () -> new Date().getTime()),
                call("Calendar", () -> Calendar.getInstance().getTimeInMillis()),
                run("Thread.sleep", () -> Thread.sleep(5)),
                run("Thread.sleep nanos", () -> Thread.sleep(5, 999_999)),
                run("TimeUnit.sleep", () -> TimeUnit.SECONDS.sleep(1)),
                run("sleep of a subclass", Sleeper::nap),
                run("Thread.yield", Thread::yield),
                run("Thread.onSpinWait", Thread::onSpinWait),
                run("park", LockSupport::park),
                run("park on", () -> LockSupport.park("blocker")),
                run("parkNanos", () -> LockSupport.parkNanos(7)),
                run("parkNanos on", () -> LockSupport.parkNanos("blocker", 7)),
                run("parkUntil", () -> LockSupport.parkUntil(9)),
                run("parkUntil on", () -> LockSupport.parkUntil("blocker", 9)),
                run("unpark", () -> LockSupport.unpark(Thread.currentThread())),
                run("interrupt", () -> Thread.currentThread().interrupt()),
                run("start and join", HookedCalls::startAndJoin),
                run("start a virtual thread", HookedCalls::startVirtual),
                run("join with a limit", HookedCalls::joinBriefly),
                run("block", HookedCalls::block),
                run("method", new Locked()::method),
                run("static method", Locked::staticMethod),
                run("wait", HookedCalls::waitForever),
                run("wait a while", HookedCalls::waitAWhile),
                run("notify", HookedCalls::notifyOne),
                run("notify by reference", HookedCalls::notifyByReference),
                run("pool", HookedCalls::usePool),
                run("timer", () -> new java.util.Timer(true).cancel()),
                run("common pool", () -> COMMON.execute(() -> {})),
                run("future", () -> CompletableFuture.runAsync(() -> {})),
                run("random", HookedCalls::seed));
    }

    /** A class with synchronized methods. */
    public static Class<?> lockedClass() {
        return Locked.class;
    }

    private static LongSupplier supplier() {
        return System::nanoTime;
    }

    private static void startAndJoin() throws InterruptedException {
        Thread thread = new Thread(() -> {}, "started");
        thread.start();
        thread.join();
    }

    /** Only from JDK 21 on. */
    private static void startVirtual() throws Exception {
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        Class<?> type = Class.forName("java.lang.Thread$Builder");
        type.getMethod("name", String.class).invoke(builder, "started");
        Thread thread =
                (Thread)
                        type.getMethod("start", Runnable.class)
                                .invoke(builder, (Runnable) () -> {});
        thread.join();
    }

    private static void joinBriefly() throws InterruptedException {
        new Thread(() -> {}, "never").join(30);
    }

    private static void block() {
        synchronized (LOCK) {
            LOCK.notifyAll();
        }
    }

    private static void waitForever() throws InterruptedException {
        synchronized (LOCK) {
            LOCK.wait();
        }
    }

    private static void waitAWhile() throws InterruptedException {
        synchronized (LOCK) {
            LOCK.wait(3);
        }
    }

    private static void notifyOne() {
        synchronized (LOCK) {
            LOCK.notify();
        }
    }

    private static void notifyByReference() {
        Locked lock = new Locked();
        Runnable all = lock::notifyAll;
        synchronized (lock) {
            all.run();
        }
    }

    private static void usePool() {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        pool.purge();
        pool.setMaximumPoolSize(2);
        pool.shutdown();
        pool.shutdownNow();
    }

    private static void seed() {
        ThreadLocalRandom.current().nextInt();
    }

    /** Synchronized methods. */
    private static final class Locked {
        synchronized void method() {}

        static synchronized void staticMethod() {}

        @Override
        public String toString() {
            return "lock";
        }
    }

    /** A subclass of Thread names itself as the owner of what it inherits. */
    private static final class Sleeper extends Thread {
        static void nap() throws InterruptedException {
            sleep(11);
        }
    }
}
