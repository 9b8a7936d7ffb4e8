package dev.timeloop.junit;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The thread that looks after tests that are blocked for real; one per run, started when needed.
 *
 * <p>It makes rounds, in which it looks at all that are to be looked at so often: most tests begin
 * and end between two of them, and must not cost a timer each.
 */
final class Watchdog implements AutoCloseable {
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(
                    1,
                    task -> {
                        Thread thread = new Thread(null, task, "timeloop-watchdog", 0, false);
                        thread.setDaemon(true);
                        return thread;
                    });

    /** By period; guarded by this. */
    private final Map<Long, Rounds> rounds = new HashMap<>();

    private Watchdog() {}

    static Watchdog of(ExtensionContext context) {
        return context.getRoot()
                .getStore(ContextState.NAMESPACE)
                .getOrComputeIfAbsent(Watchdog.class, key -> new Watchdog(), Watchdog.class);
    }

    /**
     * Rounds in which something is looked at so often.
     *
     * <p>To be asked for before a test is observed, or their timer would be called the test's.
     */
    synchronized Rounds rounds(long nanos) {
        return rounds.computeIfAbsent(nanos, this::begin);
    }

    private Rounds begin(long nanos) {
        Rounds begun = new Rounds();
        ScheduledFuture<?> unused =
                timer.scheduleWithFixedDelay(begun, nanos, nanos, TimeUnit.NANOSECONDS);
        return begun;
    }

    /** Looks at each again and again, for the first time within the period. */
    static final class Rounds implements Runnable {
        private final Set<Runnable> looks = ConcurrentHashMap.newKeySet();

        Rounds() {}

        void begin(Runnable look) {
            boolean unused = looks.add(look);
        }

        void end(Runnable look) {
            boolean unused = looks.remove(look);
        }

        @Override
        public void run() {
            boolean unused = looks.removeIf(look -> !look(look));
        }

        /** False when it has failed: the others are still to be looked at. */
        private static boolean look(Runnable look) {
            try {
                look.run();
                return true;
            } catch (RuntimeException failed) {
                return false;
            }
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
