package dev.timeloop;

import dev.timeloop.internal.engine.Strand;
import dev.timeloop.internal.timer.TimerHeap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** The end of the threads that user code has made, where an agent lets them live on the loop. */
final class Threads {
    /** How many timers clean-up code may follow before it is left behind. */
    private static final int MOST_TIMERS = 1_000;

    private final EventLoop loop;

    Threads(EventLoop loop) {
        this.loop = loop;
    }

    /** Those that are left, and the pools whose workers wait for work. */
    List<LooseEnd> takeStock() {
        List<LooseEnd> found = new ArrayList<>();
        IdentityHashMap<Object, Integer> idle = new IdentityHashMap<>();
        List<Strand> workers = new ArrayList<>();
        for (Strand strand : loop.engine.blockedStrands()) {
            if (!strand.isThread() || strand.isHousekeeper()) {
                continue;
            }
            Object pool = strand.pool();
            if (pool == null) {
                found.add(busy(strand));
            } else if (idle.merge(pool, 1, Integer::sum) == 1) {
                workers.add(strand);
            }
        }
        for (Strand worker : workers) {
            Object pool = worker.pool();
            found.add(pool(worker, pool == null ? worker : pool, idle.getOrDefault(pool, 1)));
        }
        return found;
    }

    private LooseEnd busy(Strand strand) {
        return new LooseEnd(
                LooseEnd.Kind.BUSY_THREAD,
                strand.describe(),
                "still lives: " + BodyTask.whereabouts(strand),
                Duration.ofNanos(strand.madeAt()),
                age(strand),
                strand.origin().frames(),
                null,
                List.of(),
                "end or join it before the test ends; shut down its pool and await termination");
    }

    private LooseEnd pool(Strand worker, Object pool, int workers) {
        boolean hasJobs =
                pool instanceof ScheduledThreadPoolExecutor scheduler
                        && !scheduler.getQueue().isEmpty();
        String type = pool.getClass().getSimpleName();
        String name = type.isEmpty() ? "pool" : type;
        return new LooseEnd(
                hasJobs ? LooseEnd.Kind.LIVE_TIMER : LooseEnd.Kind.IDLE_POOL,
                name + " of " + worker.describe(),
                hasJobs
                        ? "still has jobs that are due later"
                        : "was never shut down: "
                                + workers
                                + (workers == 1 ? " thread waits" : " threads wait")
                                + " for work",
                Duration.ofNanos(worker.madeAt()),
                age(worker),
                worker.origin().frames(),
                null,
                List.of(),
                hasJobs ? "cancel them, or shut it down" : "shut it down: pool.shutdown()");
    }

    private Duration age(Strand strand) {
        return Duration.ofNanos(loop.engine.now() - strand.madeAt());
    }

    /** Whether any is left that isn't merely waiting for work. */
    boolean areBusy() {
        for (Strand strand : loop.engine.blockedStrands()) {
            if (isBusy(strand)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBusy(Strand strand) {
        return strand.isThread() && strand.pool() == null && !strand.isHousekeeper();
    }

    /** Interrupts those that are busy, and lets them clean up in virtual time, within bounds. */
    void unwind() {
        loop.engine.unwinds();
        for (Strand strand : loop.engine.blockedStrands()) {
            if (isBusy(strand)) {
                loop.engine.interrupt(strand);
            }
        }
        boolean runs = loop.engine.settle() == null;
        for (int timers = 0; runs && timers < MOST_TIMERS && areBusy(); timers++) {
            long due = loop.engine.nextDue();
            if (due == TimerHeap.NEVER) {
                return;
            }
            runs = loop.engine.advanceTo(due) == null;
        }
    }
}
