package dev.timeloop.agent.observe;

import dev.timeloop.internal.origin.Origin;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Timer;
import org.jspecify.annotations.Nullable;

/** The jobs that a test has given to {@code java.util.Timer}s, and where. */
final class Timers {
    private static final int FIRST_SWEEP = 64;

    /** As {@code TimerTask} has it. */
    private static final int SCHEDULED = 1;

    private static final Field STATE = field("java.util.TimerTask", "state");
    private static final Field THREAD = field("java.util.Timer", "thread");
    private static final Field QUEUE = field("java.util.Timer", "queue");
    private static final Field IS_OPEN = field("java.util.TimerThread", "newTasksMayBeScheduled");
    private static final Field SIZE = field("java.util.TaskQueue", "size");

    /** A job, and the queue that it is in: its timer may become garbage, and still runs it. */
    private record Job(Object queue, Birth birth) {
        boolean isScheduled() {
            return !isEmpty(queue)
                    && Integer.valueOf(SCHEDULED).equals(Outcomes.get(STATE, birth.future));
        }
    }

    /** Those that are cancelled, and those whose thread has died, take everything out. */
    private static boolean isEmpty(Object queue) {
        synchronized (queue) { // as Timer does
            return Integer.valueOf(0).equals(Outcomes.get(SIZE, queue));
        }
    }

    private static Object queue(Object timer) {
        return Objects.requireNonNull(Outcomes.get(QUEUE, timer));
    }

    /** Its thread; null before it is made. */
    static @Nullable Thread thread(Object timer) {
        return (Thread) Outcomes.get(THREAD, timer);
    }

    /** Whether a timer wasn't cancelled, by itself or by what has come out of a job. */
    static boolean isOpen(Timer timer) {
        Thread thread = thread(timer);
        synchronized (queue(timer)) {
            return thread != null && Boolean.TRUE.equals(Outcomes.get(IS_OPEN, thread));
        }
    }

    /** Whether a timer has nothing left to do. */
    static boolean isIdle(Timer timer) {
        return isEmpty(queue(timer));
    }

    private final List<Job> jobs = new ArrayList<>();
    private int sweepAt = FIRST_SWEEP;

    private static Field field(String type, String name) {
        try {
            Field field = Class.forName(type).getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    synchronized void add(Object timer, Object task, Observation observation, Origin origin) {
        if (jobs.size() >= sweepAt) {
            jobs.removeIf(each -> !each.isScheduled());
            sweepAt = Math.max(FIRST_SWEEP, 2 * jobs.size());
        }
        long number = observation.nextNumber();
        Birth birth = new Birth(task, observation, origin, observation.elapsed(), number);
        jobs.add(new Job(queue(timer), birth));
    }

    /** Those that are still to run. */
    synchronized List<Birth> scheduled() {
        List<Birth> left = new ArrayList<>();
        for (Job job : jobs) {
            if (job.isScheduled()) {
                left.add(job.birth);
            }
        }
        return left;
    }

    synchronized void clear() {
        jobs.clear();
    }
}
