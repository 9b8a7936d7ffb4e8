package dev.timeloop.internal.engine;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler of a loop's virtual threads: they take turns on one platform thread.
 *
 * <p>Only one of them has the baton, so that a second thread would be of no use, and to wake one
 * costs more than all the rest of a hand-over. It is of use when one of them keeps its thread, as
 * it does in native code, in file I/O or in a class initialiser, while another is to go on: when
 * that is {@linkplain #look seen}, another thread takes its place.
 *
 * <p>What a virtual thread starts inherits its scheduler, also what isn't the loop's.
 */
final class LoopScheduler implements Executor {
    /** How often in a row nothing must have moved: on a busy machine any thread stands still. */
    private static final int SURE = 3;

    private final Queue<Runnable> steps = new ConcurrentLinkedQueue<>();

    /** Who runs them at present. */
    private final AtomicReference<@Nullable Turns> current = new AtomicReference<>();

    /** That one, and those whose place was taken and that aren't back yet. */
    private final AtomicInteger running = new AtomicInteger();

    private final SchedulerWatch watch = new SchedulerWatch(this);

    // what was seen last, by whoever looks
    private @Nullable Runnable seen;
    private int times;

    /** Lets a virtual thread go on up to where it parks; from any thread. */
    @Override
    public void execute(Runnable step) {
        steps.add(step); // and there it stays, if no thread can be made: the watch tries again
        if (current.get() == null) {
            take(null);
        }
    }

    private void take(@Nullable Turns from) {
        Turns turns = new Turns();
        running.incrementAndGet(); // first: it must not look idle meanwhile
        boolean isBegun = false;
        try {
            watch.begin();
            if (current.compareAndSet(from, turns)) {
                SchedulerThread.run(turns);
                isBegun = true;
            }
        } finally {
            if (!isBegun) {
                current.compareAndSet(turns, null); // the one before may have left by now
                running.decrementAndGet();
            }
        }
    }

    /** Looks whether one of them keeps others waiting; called by the watch now and then. */
    void look() {
        Runnable next = steps.peek();
        if (next == null || next != seen) {
            seen = next;
            times = 0;
        } else if (++times >= SURE) {
            times = 0;
            take(current.get());
        }
    }

    /** Whether none of them runs or is about to. */
    boolean isIdle() {
        return steps.isEmpty() && running.get() == 0;
    }

    /** Whether none of them runs or is about to, but for the calling one if it is one of them. */
    boolean isQuiet(boolean isCallerOne) {
        return steps.isEmpty() && running.get() == (isCallerOne ? 1 : 0);
    }

    /** One platform thread's turns. */
    private final class Turns implements Runnable {
        @Override
        public void run() {
            try {
                while (current.get() == this) {
                    Runnable step = steps.poll();
                    if (step != null) {
                        step.run();
                    } else if (current.compareAndSet(this, null)
                            && (steps.isEmpty() || !current.compareAndSet(null, this))) {
                        return;
                    }
                }
            } finally {
                try {
                    if (current.compareAndSet(this, null) && !steps.isEmpty()) { // a step failed
                        take(null);
                    }
                } finally {
                    running.decrementAndGet();
                }
            }
        }
    }
}
