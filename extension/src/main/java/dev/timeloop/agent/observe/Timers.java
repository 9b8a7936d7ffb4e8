package dev.timeloop.agent.observe;

import dev.timeloop.internal.origin.Origin;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;

/** The jobs that a test has given to {@code java.util.Timer}s, and where. */
final class Timers {
    private static final int FIRST_SWEEP = 64;

    /** As {@code TimerTask} has it. */
    private static final int SCHEDULED = 1;

    private static final Field STATE = field("java.util.TimerTask", "state");
    private static final Field THREAD = field("java.util.Timer", "thread");
    private static final Field IS_OPEN = field("java.util.TimerThread", "newTasksMayBeScheduled");

    /** A job, and who is to run it. */
    private record Job(Object timer, Birth birth) {
        boolean isScheduled() {
            Object thread = Outcomes.get(THREAD, timer);
            return thread != null
                    && Boolean.TRUE.equals(Outcomes.get(IS_OPEN, thread))
                    && Integer.valueOf(SCHEDULED).equals(Outcomes.get(STATE, birth.future));
        }
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
        jobs.add(new Job(timer, birth));
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
