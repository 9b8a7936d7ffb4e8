package dev.timeloop.agent.world;

import dev.timeloop.agent.boot.OutsideWaits;
import dev.timeloop.internal.engine.Engine;
import dev.timeloop.internal.engine.Verdict;
import dev.timeloop.internal.timer.TimerHeap;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The monitors of one world.
 *
 * <p>A thread holds the real monitor for as long as it holds the virtual one, so that threads
 * outside and code that isn't rewritten are kept out, too. As one strand runs at a time, a monitor
 * only matters once the strand that holds it is blocked: only then is it entered into the books.
 */
@SuppressWarnings("WaitNotInLoop") // who calls looks again
final class Monitors {
    private static final long PATIENCE_MILLIS = 20;
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);

    /** A thread that only has to end gets no processor for long on a busy machine. */
    private static final long END_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final int MANY_ENDING = 100;

    private static final int LONGEST_CIRCLE = 10_000;

    private final VirtualWorld world;
    private final Engine engine;
    private final IdentityHashMap<Object, Monitor> known = new IdentityHashMap<>();

    /** Strands in {@code Object.wait}; read by threads outside. */
    private final AtomicInteger waiting = new AtomicInteger();

    /** Threads that have only their last steps in the JVM before them, or have ended. */
    private final Set<Thread> ending = ConcurrentHashMap.newKeySet();

    /** When a strand last gave a monitor up for threads outside, in real time. */
    private long lastGivenUp = System.nanoTime();

    Monitors(VirtualWorld world, Engine engine) {
        this.world = world;
        this.engine = engine;
    }

    /** Before a thread really enters a monitor. */
    void enter(ResidentThread me, Object object) {
        if (!known.isEmpty()) {
            Monitor monitor = known.get(object);
            if (monitor != null && monitor.owner != me) {
                if (monitor.owner == null) {
                    monitor.owner = me;
                } else {
                    monitor.entrants.add(me);
                    awaitTurn(me, monitor);
                }
            }
        }
        me.held.push(object);
    }

    private void awaitTurn(ResidentThread me, Monitor monitor) {
        Entering wait = new Entering(monitor, me);
        me.entering = monitor;
        try {
            while (monitor.owner != me) {
                Verdict failed = me.blockUninterruptibly(wait, TimerHeap.NEVER);
                if (failed != null) {
                    monitor.entrants.remove(me);
                    throw world.failed(failed, wait);
                }
                if (me.isOut()) {
                    breakCircle(me, monitor);
                    return;
                }
            }
        } finally {
            me.entering = null;
        }
    }

    /**
     * A thread whose world has ended enters the monitor for real. Those that wait for each other
     * would do so for ever, and so would later tests that want one of these monitors.
     */
    private static void breakCircle(ResidentThread me, Monitor monitor) {
        ResidentThread next = monitor.owner;
        for (int hops = 0; next != null && hops < LONGEST_CIRCLE; hops++) {
            if (next == me) {
                throw new DeadlockedError(monitor.name());
            }
            Monitor wanted = next.entering;
            next = wanted == null ? null : wanted.owner;
        }
    }

    /** A thread of this world has run its body; by that thread. */
    void ends(Thread thread) {
        if (ending.size() >= MANY_ENDING) {
            ending.removeIf(each -> !each.isAlive());
        }
        ending.add(thread);
    }

    /** After a thread has really left a monitor. */
    void exit(ResidentThread me, Object object) {
        if (me.held.pop(object) && !known.isEmpty()) {
            Monitor monitor = known.get(object);
            if (monitor != null && monitor.owner == me && !me.held.contains(object)) {
                passOn(monitor);
            }
        }
    }

    private void passOn(Monitor monitor) {
        ResidentThread next = monitor.entrants.poll();
        monitor.owner = next;
        if (next != null) {
            engine.wake(next.strand);
        } else if (monitor.waiters.isEmpty()) {
            known.remove(monitor.object);
        }
    }

    /** Before a thread blocks: from now on it matters what it holds, but for what it waits on. */
    void note(ResidentThread me) {
        for (int i = me.held.depth() - 1; i >= 0; i--) {
            Object object = me.held.get(i);
            if (object == me.waitingOn) {
                continue;
            }
            Monitor monitor = monitor(object);
            if (monitor.owner == null) {
                monitor.owner = me;
            }
        }
    }

    private Monitor monitor(Object object) {
        return known.computeIfAbsent(object, any -> new Monitor(any, world.locks));
    }

    /** {@code Object.wait}; the real monitor is held, and given up by waiting on it for real. */
    void await(ResidentThread me, Object object, long due) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (letThreadEnd(object)) {
            return;
        }
        letOutsidersIn(object);
        Monitor monitor = monitor(object);
        boolean isForWork = object == me.worksOn;
        Waiting wait = new Waiting(monitor, me, due, isForWork && due == TimerHeap.NEVER);
        monitor.waiters.add(wait);
        boolean wasHousekeeper = me.strand.isHousekeeper();
        me.strand.setHousekeeper(isForWork || wasHousekeeper);
        passOn(monitor);
        me.waitingOn = object;
        me.strand.waitsOn(object);
        waiting.incrementAndGet();
        boolean interrupted = false;
        Verdict failed = null;
        try {
            do {
                try {
                    failed = me.block(wait, due);
                } catch (InterruptedException e) {
                    interrupted = true;
                    takeBack(me, monitor, wait);
                }
            } while (monitor.owner != me && failed == null && !me.isOut());
        } finally {
            waiting.decrementAndGet();
            me.strand.setHousekeeper(wasHousekeeper);
            me.strand.waitsOn(null);
            me.waitingOn = null;
            monitor.waiters.remove(wait);
            if (!me.held.contains(object) && monitor.owner == me) {
                passOn(monitor);
            }
        }
        if (failed != null) {
            throw world.failed(failed, wait);
        }
        boolean unused = letThreadEnd(object);
        if (interrupted) {
            if (!wait.isNotified) {
                throw new InterruptedException();
            }
            Thread.currentThread().interrupt();
        } else if (me.isOut() && !wait.isNotified && !isForWork) {
            throw new InterruptedException("the world of this thread has ended");
        }
    }

    /**
     * The JVM needs a thread's monitor to end that thread: gives it up until that is done.
     *
     * @return whether the thread has ended only now
     */
    private boolean letThreadEnd(Object object) throws InterruptedException {
        if (!(object instanceof Thread thread) || !thread.isAlive()) {
            return false;
        }
        ResidentThread resident = Directory.residentOf(thread);
        if (resident != null && !resident.hasEnded()) {
            return false;
        }
        long since = System.nanoTime();
        do {
            thread.wait(PATIENCE_MILLIS);
        } while (thread.isAlive()
                && ending.contains(thread)
                && System.nanoTime() - since < END_NANOS);
        return !thread.isAlive();
    }

    /**
     * Time may jump so that a strand wakes before it has given the monitor up for real: threads
     * outside that want it must not starve.
     */
    private void letOutsidersIn(Object object) throws InterruptedException {
        long real = System.nanoTime();
        if (real - lastGivenUp > PATIENCE_NANOS) {
            object.wait(1);
            lastGivenUp = System.nanoTime();
        }
    }

    private void takeBack(ResidentThread me, Monitor monitor, Waiting wait) {
        if (!wait.mayResume()) {
            awaitTurn(me, monitor);
        }
    }

    /** {@code Object.notify} by a thread of this world; false if nobody of this world waits. */
    boolean notify(ResidentThread me, Object object, boolean all) {
        Monitor monitor = known.get(object);
        boolean isHeld = Thread.holdsLock(object);
        if (monitor == null || monitor.waiters.isEmpty() || !isHeld) {
            return isHeld && notifyOutsiders(me, object, all);
        }
        if (monitor.owner == null && me.held.contains(object)) {
            monitor.owner = me;
        }
        wakeWaiters(monitor, all);
        return !all;
    }

    /**
     * Nobody of this world waits: workers made elsewhere perhaps do. All are taken in, also where
     * one is notified: nobody knows which one the JVM would choose, and {@code wait} may return
     * without a reason.
     */
    private boolean notifyOutsiders(ResidentThread me, Object object, boolean all) {
        List<Thread> waiting = OutsideWaits.on(object);
        if (waiting.isEmpty()) {
            world.unreached.notified(object);
            return false;
        }
        waiting.sort(Comparator.comparingLong(Thread::getId));
        for (Thread thread : waiting) {
            ResidentThread guest = Workers.notified(me, thread, object);
            if (guest != null) {
                beginOnEntry(guest, object, me);
            }
        }
        if (all || waiting.size() == 1) {
            return false;
        }
        object.notifyAll();
        return true;
    }

    private void beginOnEntry(ResidentThread guest, Object object, ResidentThread holder) {
        if (holder.held.contains(object)) {
            Monitor monitor = monitor(object);
            monitor.owner = holder;
            monitor.entrants.add(guest);
            guest.held.push(object);
        } else { // a method whose end nobody tells; it is near
            engine.wake(guest.strand);
        }
    }

    private void wakeWaiters(Monitor monitor, boolean all) {
        for (Waiting wait; (wait = monitor.waiters.poll()) != null; ) {
            wait.isNotified = true;
            if (monitor.owner == null) {
                monitor.owner = wait.thread;
                engine.wake(wait.thread.strand);
            } else {
                monitor.entrants.add(wait.thread);
            }
            if (!all) {
                return;
            }
        }
    }

    /** Whether a thread outside that notifies must tell us. */
    boolean hasWaiters() {
        return waiting.get() > 0;
    }

    /** {@code Object.notify} by a thread outside, with the baton held. */
    void notifyFromOutside(Object object, boolean all) {
        Monitor monitor = known.get(object);
        if (monitor != null) {
            wakeWaiters(monitor, all);
        }
    }

    /** The thread that holds a monitor in this world. */
    @Nullable Thread ownerOf(Object object) {
        Monitor monitor = known.get(object);
        ResidentThread owner = monitor == null ? null : monitor.owner;
        return owner == null ? null : owner.thread;
    }
}
