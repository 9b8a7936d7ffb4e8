package dev.timeloop.tck.executor;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What somebody asks of an executor, step by step: jobs, cancellations, perhaps a shutdown.
 *
 * @param limit how many jobs may run at a time
 * @param steps in the order of their instants
 */
record Program(int limit, List<Step> steps) {
    /** Something that is asked for at an instant, in nanoseconds. */
    sealed interface Step {
        long at();
    }

    /** How often a job runs. */
    enum Way {
        ONCE,
        FIXED_RATE,
        FIXED_DELAY
    }

    /**
     * A job that is handed in.
     *
     * @param id the number of the job, from 0
     * @param delay until its first run
     * @param period of a periodic one
     * @param duration how long a run sleeps; with 0 it doesn't block
     * @param fails the number of the run that throws, from 1; 0 for none
     */
    record Submit(long at, int id, Way way, long delay, long period, long duration, int fails)
            implements Step {}

    /** The job's future is cancelled. */
    record Cancel(long at, int id, boolean mayInterrupt) implements Step {}

    /** Nothing new from here on. */
    record Shutdown(long at) implements Step {}

    /** When the last step comes. */
    long end() {
        return steps.get(steps.size() - 1).at();
    }

    /**
     * Makes up a program.
     *
     * @param grain the unit of all times: coarse ones make many things fall on one instant
     */
    static Program random(Random random, int limit, long grain) {
        List<Step> steps = new ArrayList<>();
        long at = 0;
        int jobs = 0;
        int count = 5 + random.nextInt(25);
        for (int i = 0; i < count; i++) {
            at += random.nextInt(4) * time(random, grain);
            int dice = random.nextInt(100);
            if (dice < 70 || jobs == 0) {
                steps.add(job(random, at, jobs++, grain));
            } else if (dice < 98) {
                steps.add(new Cancel(at, random.nextInt(jobs), random.nextBoolean()));
            } else {
                steps.add(new Shutdown(at));
            }
        }
        return new Program(limit, steps);
    }

    private static Submit job(Random random, long at, int id, long grain) {
        Way[] ways = {Way.ONCE, Way.ONCE, Way.FIXED_RATE, Way.FIXED_DELAY};
        Way way = ways[random.nextInt(ways.length)];
        long delay = random.nextInt(3) == 0 ? 0 : time(random, grain);
        long period = way == Way.ONCE ? 0 : time(random, grain);
        long duration = random.nextInt(3) == 0 ? 0 : time(random, grain);
        int fails = random.nextInt(4) == 0 ? 1 + random.nextInt(4) : 0;
        return new Submit(at, id, way, delay, period, duration, fails);
    }

    /** From 1 to 8 grains; with grains of 1000 or more any nanosecond within. */
    private static long time(Random random, long grain) {
        return grain < 1000 ? grain * (1 + random.nextInt(8)) : 1 + random.nextLong(8 * grain);
    }
}
