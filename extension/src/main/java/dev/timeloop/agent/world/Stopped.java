package dev.timeloop.agent.world;

import dev.timeloop.internal.engine.Debugging;
import dev.timeloop.internal.engine.RealBlock;
import dev.timeloop.internal.engine.Strand;
import dev.timeloop.internal.origin.UserFrames;
import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether the JVM has stopped a thread of a world at something that another thread of the
 * same world has, and can only give up when it runs.
 *
 * <p>That other one can't run while the first one holds the baton, so what is seen here doesn't
 * change under our eyes. A thread that is stopped by one outside, or on its way, is left alone.
 */
final class Stopped {
    /** How often in a row the same must be seen, where the JVM doesn't say who holds what. */
    private static final int SURE = 5;

    private static final int MOST_HOPS = 1_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final boolean TELLS_CPU_TIME = THREADS.isThreadCpuTimeSupported();

    private final VirtualWorld world;

    /** Who runs the class initialiser at which a thread was stopped. */
    private final Map<Strand, Initialiser> initialisers = new ConcurrentHashMap<>();

    // what the watchdog saw last
    private StackTraceElement[] seen = {};
    private @Nullable Strand seenOf;
    private long seenCpuTime;
    private int times;

    Stopped(VirtualWorld world) {
        this.world = world;
    }

    /** A class initialiser that has begun and not ended. */
    private record Initialiser(Thread thread, String type) {
        boolean isRunning() {
            for (StackTraceElement frame : thread.getStackTrace()) {
                if (isOf(frame)) {
                    return true;
                }
            }
            return false;
        }

        private boolean isOf(StackTraceElement frame) {
            return frame.getMethodName().equals("<clinit>") && frame.getClassName().equals(type);
        }
    }

    /** For the watchdog: null as long as it isn't sure. */
    @Nullable RealBlock at(Strand strand) {
        Thread thread = strand.thread();
        if (thread == null) {
            return null;
        }
        return switch (thread.getState()) {
            case BLOCKED -> atMonitor(strand, thread);
            case RUNNABLE -> atInitialiser(strand, thread);
            default -> {
                forget();
                yield null;
            }
        };
    }

    /** With the baton held, so that none of the others runs. */
    boolean isStill(Strand strand) {
        Thread thread = strand.thread();
        if (thread == null) {
            return false;
        }
        Initialiser initialiser = initialisers.get(strand);
        if (initialiser != null) {
            if (thread.getState() == Thread.State.RUNNABLE && initialiser.isRunning()) {
                return true;
            }
            if (isAtInitialiser(strand, thread)) {
                return true; // of a subclass: that of its superclass has ended
            }
            initialisers.remove(strand);
        }
        return thread.getState() == Thread.State.BLOCKED && isHeldUp(thread);
    }

    // --- monitors ---

    private @Nullable RealBlock atMonitor(Strand strand, Thread thread) {
        ThreadInfo info = THREADS.getThreadInfo(thread.getId());
        boolean isKnown = info != null && info.getLockOwnerId() >= 0;
        boolean isStopped = isKnown ? isHeldUp(thread) : isSeenAgain(strand, thread, 0);
        StackTraceElement[] stack = thread.getStackTrace();
        if (!isStopped || isOurs(stack) || thread.getState() != Thread.State.BLOCKED) {
            return null;
        }
        ResidentThread holder = isKnown ? Directory.residentOf(info.getLockOwnerId()) : null;
        String type = info == null ? null : info.getLockInfo().getClassName();
        return new RealBlock(
                type == null ? "a monitor" : "the monitor of " + Names.some(type),
                holder == null ? null : holder.thread);
    }

    /** Whether those that hold what it waits for, and what they wait for, can't run. */
    private boolean isHeldUp(Thread thread) {
        Thread stopped = thread;
        Set<Thread> met = new HashSet<>();
        for (int hops = 0; hops < MOST_HOPS && met.add(stopped); hops++) {
            ThreadInfo info = THREADS.getThreadInfo(stopped.getId());
            if (info == null) {
                return true; // a virtual thread, of which we know no more
            }
            long owner = info.getLockOwnerId();
            ResidentThread holder = owner < 0 ? null : Directory.residentOf(owner);
            if (info.getThreadState() != Thread.State.BLOCKED
                    || holder == null
                    || holder.world != world
                    || isGivingUp(holder, info.getLockInfo())) {
                return false;
            }
            if (!holder.strand.isDetached()) {
                return true;
            }
            if (initialisers.containsKey(holder.strand)) {
                return isStill(holder.strand);
            }
            stopped = holder.thread;
        }
        return true; // they hold each other up
    }

    /**
     * Whether it is on its way to wait on that monitor for real: that can take long on a busy
     * machine.
     */
    private static boolean isGivingUp(ResidentThread holder, LockInfo lock) {
        Object object = holder.waitingOn;
        return object != null && System.identityHashCode(object) == lock.getIdentityHashCode();
    }

    // --- class initialisers ---

    /** Such a thread looks as if it ran, but takes no time of the processor. */
    private @Nullable RealBlock atInitialiser(Strand strand, Thread thread) {
        if (!TELLS_CPU_TIME || Debugging.isOn()) {
            return null; // a thread at a breakpoint looks the same
        }
        long cpuTime = THREADS.getThreadCpuTime(thread.getId());
        boolean isStopped =
                cpuTime >= 0
                        && isSeenAgain(strand, thread, cpuTime)
                        && !isOurs(seen)
                        && isAtInitialiser(strand, thread);
        Initialiser found = isStopped ? initialisers.get(strand) : null;
        return found == null
                ? null
                : new RealBlock(
                        "the initialiser of class " + Names.simple(found.type), found.thread);
    }

    /** Whether it is, as the JVM says, or else as it seems; notes who runs that initialiser. */
    private boolean isAtInitialiser(Strand strand, Thread thread) {
        List<Initialiser> running = running(thread);
        if (running.isEmpty()) {
            return false;
        }
        Initialiser found = running.get(0);
        ThreadDump dump = ThreadDump.take();
        if (dump != null && dump.has(thread)) {
            String awaited = dump.initialiserAwaitedBy(thread);
            if (awaited == null) {
                return false; // it is about to run, on a busy machine
            }
            for (Initialiser each : running) {
                found = each.type.equals(awaited) ? each : found;
            }
        }
        initialisers.put(strand, found);
        return true;
    }

    /** The initialisers that other threads of this world run, innermost first. */
    private List<Initialiser> running(Thread asking) {
        List<Initialiser> found = new ArrayList<>();
        for (ResidentThread other : Directory.residentsOf(world)) {
            if (other.thread != asking) {
                for (StackTraceElement frame : other.thread.getStackTrace()) {
                    if (frame.getMethodName().equals("<clinit>")) {
                        found.add(new Initialiser(other.thread, frame.getClassName()));
                    }
                }
            }
        }
        return found;
    }

    // --- what was seen before ---

    private boolean isSeenAgain(Strand strand, Thread thread, long cpuTime) {
        StackTraceElement[] stack = thread.getStackTrace();
        if (strand == seenOf && cpuTime == seenCpuTime && Arrays.equals(stack, seen)) {
            return ++times >= SURE;
        }
        seen = stack;
        seenOf = strand;
        seenCpuTime = cpuTime;
        times = 0;
        return false;
    }

    private void forget() {
        seenOf = null;
    }

    /** Whether it was Timeloop that called what stopped: then it must come back. */
    private static boolean isOurs(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            String type = frame.getClassName();
            if (type.startsWith("dev.timeloop.") && !UserFrames.isUser(type)) {
                return true;
            }
            if (!type.startsWith("java.") && !type.startsWith("jdk.") && !type.startsWith("sun.")) {
                return false;
            }
        }
        return true; // about to begin, or to end
    }
}
