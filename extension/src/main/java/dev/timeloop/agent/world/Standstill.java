package dev.timeloop.agent.world;

import java.util.List;

/**
 * The threads outside that were waited for in vain: they look as if they ran, and use no processor.
 *
 * <p>One that waits for another's class initialiser does so, it may be for ever, and shall delay no
 * second world.
 */
final class Standstill {
    private static final CpuTimes WAITED_FOR = new CpuTimes();

    private Standstill() {}

    static void remember(List<Thread> threads) {
        synchronized (WAITED_FOR) {
            WAITED_FOR.prune();
            threads.forEach(WAITED_FOR::renew);
        }
    }

    /** Whether it was waited for, and has not gone on since. */
    static boolean isIn(Thread thread) {
        synchronized (WAITED_FOR) {
            return WAITED_FOR.since(thread) == 0;
        }
    }
}
