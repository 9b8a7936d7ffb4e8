package dev.timeloop.junit;

import dev.timeloop.internal.engine.Debugging;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Looks now and then whether a part of a test is blocked for real where its loop can't see it.
 *
 * <p>When it has been for the real time-out, it is interrupted. When that doesn't help, for example
 * because it joins a future that was made from a task of the loop, the loop is finished under its
 * feet: then the future is cancelled.
 */
final class Watch implements Runnable {
    private static final Duration OFTENEST = Duration.ofMillis(10);
    private static final Duration RAREST = Duration.ofSeconds(1);
    private static final int LOOKS_PER_TIMEOUT = 8;
    private static final Duration LONG = RAREST.multipliedBy(LOOKS_PER_TIMEOUT);
    private static final StackTraceElement[] NOTHING = {};

    private final World world;
    private final Thread thread;
    private final Duration realTimeout;

    // guarded by this, so that nobody is interrupted who has ended
    private StackTraceElement[] seen = NOTHING;
    private long seenSince;
    private @Nullable StuckBodyError verdict;
    private @Nullable Thread rescue;
    private boolean ended;

    Watch(World world, Thread thread) {
        this.world = world;
        this.thread = thread;
        realTimeout = world.settings.realTimeoutOrStandard();
        world.rounds.begin(this);
    }

    /** How often to look. */
    static Duration period(Duration realTimeout) {
        if (realTimeout.compareTo(LONG) >= 0) {
            return RAREST;
        }
        Duration period = realTimeout.dividedBy(LOOKS_PER_TIMEOUT);
        return period.compareTo(OFTENEST) < 0 ? OFTENEST : period;
    }

    @Override
    public synchronized void run() {
        if (ended || rescue != null) {
            return;
        }
        if (Debugging.isOn()) {
            seen = NOTHING; // it may stand at a breakpoint
            return;
        }
        StackTraceElement[] stack = thread.getStackTrace();
        boolean blocked = isWaiting(thread) && isOutside(stack);
        if (!blocked || !Arrays.equals(stack, seen)) {
            seen = blocked ? stack : NOTHING;
            seenSince = System.nanoTime();
        } else if (verdict != null) {
            rescue = world.finishFromOutside();
        } else if (System.nanoTime() - seenSince >= realTimeout.toNanos()) {
            verdict = StuckBodyError.blockedOutside(world, thread, stack);
            System.err.println(verdict.getMessage());
            thread.interrupt();
        }
    }

    private static boolean isWaiting(Thread thread) {
        return switch (thread.getState()) {
            case BLOCKED, WAITING, TIMED_WAITING -> true;
            default -> false;
        };
    }

    /**
     * In a call of the user's own: what blocks in a drive is the loop's affair, and calls of JUnit
     * have time-outs of their own.
     */
    static boolean isOutside(StackTraceElement[] stack) {
        boolean isUsers = false;
        for (StackTraceElement frame : stack) {
            String type = frame.getClassName();
            if (OurFrames.isOurs(frame)) {
                break; // what follows is the harness
            }
            if (isLoop(type)) {
                return false;
            }
            if (!type.startsWith("java.") && !type.startsWith("jdk.") && !type.startsWith("sun.")) {
                if (!isUsers && type.startsWith("org.junit.")) {
                    return false;
                }
                isUsers = true;
            }
        }
        return isUsers;
    }

    private static boolean isLoop(String type) {
        return type.startsWith("dev.timeloop.internal.")
                || type.startsWith("dev.timeloop.agent.world.")
                || (type.startsWith("dev.timeloop.")
                        && type.lastIndexOf('.') == "dev.timeloop".length());
    }

    /** Ends the watch, and returns what the part failed with. */
    @Nullable Throwable end(@Nullable Throwable failure) {
        Thread rescuer;
        StuckBodyError found;
        synchronized (this) {
            ended = true;
            rescuer = rescue;
            found = verdict;
        }
        world.rounds.end(this);
        if (found == null) {
            return failure;
        }
        Thread.interrupted(); // that was us
        if (rescuer != null) {
            World.join(rescuer, world.patience());
        }
        if (failure == null) {
            return found;
        }
        failure.addSuppressed(found);
        return failure;
    }
}
