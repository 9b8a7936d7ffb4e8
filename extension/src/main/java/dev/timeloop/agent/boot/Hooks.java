package dev.timeloop.agent.boot;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What rewritten code calls instead of, or before, the JDK's own.
 *
 * <p>It is on the boot loader, where the JDK's classes see it, and has no logic: it finds out
 * whether the calling thread is a {@link Resident} and asks that, or lets the JDK proceed. Methods
 * that return a boolean are prologues: true means done, so that the hooked method returns at once.
 * The table of hooks says which method of the JDK calls which of these.
 */
@SuppressWarnings({"WaitNotInLoop", "ThreadPriorityCheck"}) // callers keep the rules, or not
public final class Hooks {
    /** Whether any world is open in this JVM. The first thing that every hook looks at. */
    private static volatile boolean active;

    /** Whether threads that run already have been made residents and don't know it yet. */
    private static volatile boolean expecting;

    private static volatile @Nullable Worlds worlds;
    private static final ThreadLocal<@Nullable Resident> RESIDENT = new ThreadLocal<>();

    private Hooks() {}

    // --- for Timeloop ---

    /** Sets what answers for all worlds; once. */
    public static void install(Worlds all) {
        worlds = all;
    }

    /** Switches the hooks on with the first world, and off after the last. */
    public static void activate(boolean on) {
        active = on;
    }

    /** Says whether outside threads may have become residents. */
    public static void expect(boolean any) {
        expecting = any;
    }

    /** Makes the calling thread a resident; null makes it an outside thread. */
    public static void reside(@Nullable Resident resident) {
        if (resident == null) {
            RESIDENT.remove();
        } else {
            RESIDENT.set(resident);
        }
    }

    /** The calling thread's resident, also while Timeloop's own code runs on it. */
    public static @Nullable Resident current() {
        return RESIDENT.get();
    }

    /** What answers for all worlds; null before the agent has been installed. */
    static @Nullable Worlds worlds() {
        return worlds;
    }

    /** Whether outside threads may have become residents. */
    static boolean isExpecting() {
        return expecting;
    }

    /** Whether any world is open. */
    public static boolean isActive() {
        return active;
    }

    /** The calling thread's resident, when hooks apply to it. */
    private static @Nullable Resident resident() {
        if (!active) {
            return null;
        }
        Resident me = here();
        return me == null || me.inside > 0 ? null : me;
    }

    private static @Nullable Resident here() {
        Resident me = RESIDENT.get();
        if (me == null && expecting) {
            begin();
            me = RESIDENT.get();
        }
        return me;
    }

    // --- clocks ---

    /** The number by which a thread's random numbers differ from others'; those have seeds, too. */
    public static long randomId(Thread thread) {
        return current() == null ? thread.getId() : 0;
    }

    public static long nanoTime() {
        Resident me = resident();
        return me == null ? System.nanoTime() : me.nanoTime();
    }

    public static long currentTimeMillis() {
        Resident me = resident();
        return me == null ? System.currentTimeMillis() : me.currentTimeMillis();
    }

    /** After {@code VM.getNanoTimeAdjustment}, with its argument and its answer. */
    public static long nanoTimeAdjustment(long offsetInSeconds, long real) {
        Resident me = resident();
        return me == null ? real : me.nanoTimeAdjustment(offsetInSeconds);
    }

    // --- park ---

    public static boolean park() {
        Resident me = resident();
        return me != null && me.park(null, -1);
    }

    public static boolean park(@Nullable Object blocker) {
        Resident me = resident();
        return me != null && me.park(blocker, -1);
    }

    public static boolean parkNanos(long nanos) {
        Resident me = resident();
        return me != null && me.park(null, Math.max(0, nanos));
    }

    public static boolean parkNanos(@Nullable Object blocker, long nanos) {
        Resident me = resident();
        return me != null && me.park(blocker, Math.max(0, nanos));
    }

    public static boolean parkUntil(long epochMillis) {
        Resident me = resident();
        return me != null && me.parkUntil(null, epochMillis);
    }

    public static boolean parkUntil(@Nullable Object blocker, long epochMillis) {
        Resident me = resident();
        return me != null && me.parkUntil(blocker, epochMillis);
    }

    public static boolean unpark(@Nullable Thread thread) {
        Worlds all = worlds;
        if (!active || all == null || thread == null) {
            return false;
        }
        Resident me = here();
        return (me == null || me.inside == 0) && all.unpark(me, thread);
    }

    /** In place of {@code Unsafe.park}, where the JDK calls that directly. */
    public static void unsafePark(Object unsafe, boolean absolute, long time) {
        if (absolute) {
            LockSupport.parkUntil(time);
        } else if (time == 0) {
            LockSupport.park();
        } else {
            LockSupport.parkNanos(time);
        }
    }

    /** In place of {@code Unsafe.unpark}. */
    public static void unsafeUnpark(Object unsafe, Object thread) {
        LockSupport.unpark((Thread) thread);
    }

    // --- sleep, yield, join ---

    /** In place of {@code Thread.sleep} on JDKs where that is native. */
    public static void sleep(long millis) throws InterruptedException {
        Resident me = resident();
        if (me == null || millis < 0 || !me.sleep(nanos(millis, 0))) {
            Thread.sleep(millis);
        }
    }

    public static boolean sleepNanos(long nanos) throws InterruptedException {
        Resident me = resident();
        return me != null && me.sleep(nanos);
    }

    /** In place of {@code Thread.yield} on JDKs where that is native. */
    public static void yieldNow() {
        if (!yielded()) {
            Thread.yield();
        }
    }

    public static boolean yielded() {
        Resident me = resident();
        return me != null && me.yieldNow();
    }

    /** In place of {@code Thread.onSpinWait}, in application classes. */
    public static void onSpinWait() {
        if (!yielded()) {
            Thread.onSpinWait();
        }
    }

    /** In place of {@code Thread.join}, where that would take the thread's monitor first. */
    public static void join(Thread thread, long millis) throws InterruptedException {
        Resident me = resident();
        if (me == null || millis < 0 || !me.join(thread, millis == 0 ? -1 : nanos(millis, 0))) {
            thread.join(millis);
        }
    }

    /** As {@link #join(Thread, long)}, without a limit. */
    public static void join(Thread thread) throws InterruptedException {
        join(thread, 0);
    }

    public static boolean joined(Thread thread, long millis) throws InterruptedException {
        Resident me = resident();
        return me != null && millis >= 0 && me.join(thread, millis == 0 ? -1 : nanos(millis, 0));
    }

    // --- threads ---

    public static void starting(Thread thread) {
        Worlds all = worlds;
        Resident me = resident();
        if (me != null && all != null) {
            all.starting(me, thread);
        }
    }

    public static void begin() {
        Worlds all = worlds;
        if (active && all != null && RESIDENT.get() == null) {
            all.begin(Thread.currentThread());
        }
    }

    /** Its thread-locals are gone already. */
    public static void ended(Thread thread) {
        Worlds all = worlds;
        if (active && all != null) {
            all.ended(thread);
        }
    }

    public static boolean interrupt(Thread thread) {
        Worlds all = worlds;
        if (!active || all == null) {
            return false;
        }
        Resident me = here();
        return (me == null || me.inside == 0) && all.interrupt(me, thread);
    }

    /** In place of {@code Thread.isInterrupted}. */
    public static boolean isInterrupted(Thread thread) {
        Worlds all = worlds;
        return thread.isInterrupted() || (active && all != null && all.isInterrupted(thread));
    }

    // --- monitors ---

    public static void enter(Object monitor) {
        Resident me = resident();
        if (me != null && monitor != null) {
            me.enter(monitor);
        }
    }

    public static void exit(Object monitor) {
        Resident me = resident();
        if (me != null) {
            me.exit(monitor);
        }
    }

    /** In place of {@code Object.wait}. */
    public static void wait(Object monitor) throws InterruptedException {
        Resident me = resident();
        if (me == null || !me.wait(monitor, -1)) {
            waitOutside(monitor, 0);
        }
    }

    /** In place of {@code Object.wait}. */
    public static void wait(Object monitor, long millis) throws InterruptedException {
        Resident me = resident();
        if (me == null || millis < 0 || !me.wait(monitor, millis == 0 ? -1 : nanos(millis, 0))) {
            waitOutside(monitor, millis);
        }
    }

    /** For real; a thread that lives in no world may be taken in by the one that notifies it. */
    private static void waitOutside(Object monitor, long millis) throws InterruptedException {
        if (RESIDENT.get() != null) {
            monitor.wait(millis);
            return;
        }
        OutsideWaits.begins(monitor);
        try {
            monitor.wait(millis);
        } finally {
            OutsideWaits.ends();
            Resident unused = here();
        }
    }

    /** In place of {@code Object.wait}. */
    public static void wait(Object monitor, long millis, int nanos) throws InterruptedException {
        wait(
                monitor,
                nanos > 0 && nanos <= 999_999 && millis < Long.MAX_VALUE ? millis + 1 : millis);
    }

    /** In place of {@code Object.notify}. */
    public static void notify(Object monitor) {
        if (!notified(monitor, false)) {
            monitor.notify();
        }
    }

    /** In place of {@code Object.notifyAll}. */
    public static void notifyAll(Object monitor) {
        if (!notified(monitor, true)) {
            monitor.notifyAll();
        }
    }

    private static boolean notified(Object monitor, boolean all) {
        Worlds everywhere = worlds;
        if (!active || everywhere == null) {
            return false;
        }
        Resident me = here();
        return (me == null || me.inside == 0) && everywhere.notify(me, monitor, all);
    }

    // --- pools ---

    /** Put in place of {@code this}, or of a static pool, wherever one is used. */
    public static Object standIn(Object pool) {
        Resident me = resident();
        return me == null || pool == null ? pool : me.standIn(pool);
    }

    /** Put in place of {@code this} where a pool is shut down, or a timer cancelled. */
    public static Object ending(Object pool) {
        Resident me = resident();
        return me == null ? pool : me.ending(pool, false);
    }

    /** As {@link #ending}, where queued work is dropped. */
    public static Object endingNow(Object pool) {
        Resident me = resident();
        return me == null ? pool : me.ending(pool, true);
    }

    public static void changing(Object pool) {
        Resident me = resident();
        if (me != null) {
            me.changing(pool);
        }
    }

    public static void made(Object pool) {
        Resident me = resident();
        if (me != null) {
            me.made(pool);
        }
    }

    public static void idle(Object pool) {
        Resident me = resident();
        if (me != null) {
            me.idle(pool, true);
        }
    }

    public static void busy(Object pool) {
        Resident me = resident();
        if (me != null) {
            me.idle(pool, false);
        }
    }

    /** {@code ForkJoinPool.getCommonPoolParallelism}: as many as the world's own has. */
    public static int commonParallelism(int real) {
        return resident() == null ? real : ForkJoinPool.commonPool().getParallelism();
    }

    /** Into how many parts a parallel stream is split: by the pool that works on them. */
    public static int leafTarget(int real) {
        return Thread.currentThread() instanceof ForkJoinWorkerThread
                ? real
                : commonParallelism(real >> 2) << 2;
    }

    public static void seeded() {
        Resident me = resident();
        if (me != null) {
            me.seeded();
        }
    }

    private static long nanos(long millis, int nanos) {
        long limit = Long.MAX_VALUE / 1_000_000 - 1;
        return millis > limit ? Long.MAX_VALUE : millis * 1_000_000 + nanos;
    }
}
