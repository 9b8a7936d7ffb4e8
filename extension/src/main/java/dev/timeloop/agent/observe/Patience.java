package dev.timeloop.agent.observe;

import java.util.concurrent.TimeUnit;

/** How long, in real time, something may take before it is called a loose end. */
enum Patience {
    /** It waits, and will for long. */
    NONE(0),

    /** It runs, and may be about to end. */
    TO_END(100),

    /** A pool's thread has taken it, and is about to run it: on a busy machine, some time. */
    TO_BEGIN(2_000);

    final long nanos;

    Patience(long millis) {
        nanos = TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
