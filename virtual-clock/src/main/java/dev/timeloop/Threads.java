package dev.timeloop;

import dev.timeloop.internal.engine.Strand;
import dev.timeloop.internal.engine.Verdict;
import dev.timeloop.internal.origin.UserFrames;
import dev.timeloop.internal.text.Spans;
import dev.timeloop.internal.timer.TimerHeap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/** The end of the threads that user code has made, where an agent lets them live on the loop. */
final class Threads {
    /** How many timers clean-up code may follow before it is left behind. */
    private static final int MOST_TIMERS = 1_000;

    private static final String TIMER = "java.util.TimerThread";

    /** The JDK's own for futures with time-outs, on newer JDKs. */
    private static final String DELAYER = "java.util.concurrent.DelayScheduler";

    private final EventLoop loop;

    Threads(EventLoop loop) {
        this.loop = loop;
    }

    // --- taking stock ---

    /** Those that are left, and the pools whose workers wait for work. */
    List<LooseEnd> takeStock() {
        List<LooseEnd> found = new ArrayList<>();
        Map<Object, List<Strand>> pools = new LinkedHashMap<>();
        for (Strand strand : loop.engine.blockedStrands()) {
            if (!strand.isThread()) {
                continue;
            }
            Object pool = strand.pool();
            if (pool != null) {
                pools.computeIfAbsent(new Same(pool), key -> new ArrayList<>()).add(strand);
            } else if (isIdleTimer(strand)) {
                addTimer(strand, found);
            } else if (!strand.isHousekeeper()) {
                found.add(busy(strand));
            }
        }
        pools.forEach((key, idle) -> addPool(((Same) key).pool, idle, found));
        return found;
    }

    /** A pool as a key; the user's own may define {@code equals}. */
    private record Same(Object pool) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Same same && same.pool == pool;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(pool);
        }
    }

    private LooseEnd busy(Strand strand) {
        return looseEnd(
                LooseEnd.Kind.BUSY_THREAD,
                strand,
                strand.describe(),
                "still lives: " + BodyTask.whereabouts(strand),
                "end or join it before the test ends; shut down its pool and await termination");
    }

    private void addPool(Object pool, List<Strand> idle, List<LooseEnd> found) {
        Strand first = idle.get(0);
        String type = pool.getClass().getSimpleName();
        String name = (type.isEmpty() ? "pool" : type) + " of " + first.describe();
        int jobs = pool instanceof ScheduledThreadPoolExecutor scheduler ? jobsOf(scheduler) : 0;
        if (jobs > 0) { // also where the pool itself isn't this test's
            found.add(
                    looseEnd(
                            LooseEnd.Kind.LIVE_TIMER,
                            first,
                            name,
                            jobs == 1
                                    ? "still has a job that is due later"
                                    : "still has " + jobs + " jobs that are due later",
                            first.isHousekeeper()
                                    ? "cancel what it still has to do; it isn't this test's own"
                                    : "cancel what it still has to do, or shut it down:"
                                            + " pool.shutdownNow()"));
        } else if (!first.isHousekeeper()) {
            int threads = idle.size();
            found.add(
                    looseEnd(
                            LooseEnd.Kind.IDLE_POOL,
                            first,
                            name,
                            "was never shut down: "
                                    + (threads == 1 ? "1 thread waits" : threads + " threads wait")
                                    + " for work",
                            "shut it down: pool.shutdown()"));
        }
    }

    /** Cancelled ones stay in the queue until they are due. */
    private static int jobsOf(ScheduledThreadPoolExecutor scheduler) {
        int jobs = 0;
        for (Runnable job : scheduler.getQueue()) {
            if (!(job instanceof Future<?> future && future.isCancelled())) {
                jobs++;
            }
        }
        return jobs;
    }

    private static boolean isIdleTimer(Strand strand) {
        Thread thread = strand.thread();
        String type = thread == null ? "" : thread.getClass().getName();
        return (type.equals(TIMER) || type.equals(DELAYER))
                && UserFrames.of(strand.stack(), 1).isEmpty();
    }

    private void addTimer(Strand strand, List<LooseEnd> found) {
        boolean isTimer = strand.thread() != null && isOfType(strand, TIMER);
        long due = loop.engine.timers().dueOf(strand);
        String name = isTimer ? "Timer of " + strand.describe() : strand.describe();
        if (due != TimerHeap.NEVER) {
            found.add(
                    looseEnd(
                            LooseEnd.Kind.LIVE_TIMER,
                            strand,
                            name,
                            "still has something to do at " + Spans.instant(due),
                            isTimer
                                    ? "cancel its tasks, or all of it: timer.cancel()"
                                    : "complete or cancel the futures that have a time-out or a"
                                            + " delay"));
        } else if (isTimer && !strand.isHousekeeper()) {
            found.add(
                    looseEnd(
                            LooseEnd.Kind.IDLE_POOL,
                            strand,
                            name,
                            "was never cancelled",
                            "cancel it: timer.cancel()"));
        }
    }

    private static boolean isOfType(Strand strand, String type) {
        Thread thread = strand.thread();
        return thread != null && thread.getClass().getName().equals(type);
    }

    private LooseEnd looseEnd(
            LooseEnd.Kind kind, Strand strand, String name, String state, String advice) {
        return new LooseEnd(
                kind,
                name,
                state,
                Duration.ofNanos(strand.madeAt()),
                Duration.ofNanos(loop.engine.now() - strand.madeAt()),
                strand.origin().frames(),
                null,
                List.of(),
                advice);
    }

    // --- unwinding ---

    /** Whether any is left that isn't merely waiting for work. */
    boolean areBusy() {
        for (Strand strand : loop.engine.blockedStrands()) {
            if (isBusy(strand)) {
                return true;
            }
        }
        return false;
    }

    /** Whether any is left, busy or not. */
    boolean areLeft() {
        for (Strand strand : loop.engine.blockedStrands()) {
            if (strand.isThread()) {
                return true;
            }
        }
        return false;
    }

    /** Follows the timers for a while: threads that wait for work may set new ones for ever. */
    @Nullable Verdict followTimers() {
        Verdict failed = loop.engine.settle();
        for (int timers = 0; failed == null && timers < MOST_TIMERS; timers++) {
            long due = loop.engine.nextDue();
            if (due == TimerHeap.NEVER) {
                return null;
            }
            failed = loop.engine.advanceTo(due);
        }
        return failed;
    }

    private static boolean isBusy(Strand strand) {
        return strand.isThread()
                && strand.pool() == null
                && !strand.isHousekeeper()
                && !isIdleTimer(strand);
    }

    /**
     * Interrupts those that are busy, and lets them clean up in virtual time, within bounds.
     *
     * @return what went wrong with that, or null
     */
    @Nullable Verdict unwind() {
        loop.engine.unwinds();
        for (Strand strand : loop.engine.blockedStrands()) {
            if (isBusy(strand)) {
                loop.engine.interrupt(strand);
            }
        }
        Verdict failed = loop.engine.settle();
        for (int timers = 0; failed == null && timers < MOST_TIMERS && areBusy(); timers++) {
            long due = loop.engine.nextDue();
            if (due == TimerHeap.NEVER) {
                return null;
            }
            failed = loop.engine.advanceTo(due);
        }
        return failed;
    }
}
