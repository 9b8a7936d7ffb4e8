package dev.timeloop.agent.pools;

import java.util.Timer;

/** Doubles of {@link Timer}s. */
final class Timers {
    private Timers() {}

    /** Starts its thread, so the hooks must see it. */
    static Timer doubleOf(Timer timer) throws ReflectiveOperationException {
        Thread thread = (Thread) Fields.get(timer, Timer.class, "thread");
        Timer made = thread == null ? new Timer() : new Timer(thread.getName(), thread.isDaemon());
        if (thread != null && !accepts(thread)) {
            made.cancel();
        }
        return made;
    }

    private static boolean accepts(Thread thread) throws ReflectiveOperationException {
        Object accepts = Fields.get(thread, thread.getClass(), "newTasksMayBeScheduled");
        return Boolean.TRUE.equals(accepts);
    }
}
