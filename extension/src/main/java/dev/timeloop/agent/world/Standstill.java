package dev.timeloop.agent.world;

import java.util.List;

/**
 * The threads outside that look as if they ran, and use no processor, since that was seen.
 *
 * <p>One that waits for input does so, and one that waits for another's class initialiser, it may
 * be for ever: they shall delay no second world.
 */
final class Standstill {
    private static final CpuTimes SEEN = new CpuTimes();

    private Standstill() {}

    static void remember(List<Thread> threads) {
        synchronized (SEEN) {
            SEEN.prune();
            threads.forEach(SEEN::renew);
        }
    }

    /** Whether it was seen, and has not gone on since. */
    static boolean isIn(Thread thread) {
        synchronized (SEEN) {
            return SEEN.since(thread) == 0;
        }
    }
}
