package dev.timeloop;

import dev.timeloop.internal.engine.Awaited;
import java.util.Set;

/** Says what to do about threads and tasks that wait for ever. */
final class DeadlockAdvice {
    private static final String SAME_ORDER =
            "take what they wait for in the same order everywhere, or ";

    private DeadlockAdvice() {}

    /** When some wait for each other. */
    static String onCircle(Set<Awaited> awaited) {
        if (awaited.contains(Awaited.LOCK)) {
            return SAME_ORDER + "give up after a time: lock.tryLock(time, unit)";
        }
        return awaited.contains(Awaited.MONITOR)
                ? SAME_ORDER
                        + "use locks, which can be given up after a time as monitors can't:"
                        + " ReentrantLock.tryLock(time, unit)"
                : "let one of them go on without the other";
    }

    /** When nobody will do what would end a wait. */
    static String on(Awaited awaited) {
        return switch (awaited) {
            case RESULT ->
                    "complete or cancel what is waited for; if a thread outside the loop completes"
                            + " it, bring it in: loop.track(name, future)";
            case LOCK ->
                    "release it in a finally block, or give up after a time:"
                            + " lock.tryLock(time, unit)";
            case MONITOR -> "let whoever holds it leave it";
            case THREAD -> "let that thread end, or give up after a time: thread.join(millis)";
            case COUNT_DOWN ->
                    "count it down on every path, in a finally block; or give up after a time:"
                            + " latch.await(time, unit)";
            case PERMIT ->
                    "release permits in a finally block, or give up after a time:"
                            + " semaphore.tryAcquire(time, unit)";
            case NOTIFICATION ->
                    "notify it once it waits: what is notified before is lost, so ask for the"
                            + " condition in a loop around wait()";
            case UNPARK -> "unpark it: LockSupport.unpark(thread)";
            case OTHER -> "let another thread bring it about, or give up after a time";
        };
    }
}
