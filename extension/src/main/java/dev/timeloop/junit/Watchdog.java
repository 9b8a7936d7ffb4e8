package dev.timeloop.junit;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The thread that looks after tests that are blocked for real; one per run, started when needed.
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

    private Watchdog() {
        timer.setRemoveOnCancelPolicy(true);
    }

    static Watchdog of(ExtensionContext context) {
        return context.getRoot()
                .getStore(ContextState.NAMESPACE)
                .getOrComputeIfAbsent(Watchdog.class, key -> new Watchdog(), Watchdog.class);
    }

    ScheduledFuture<?> every(long nanos, Runnable look) {
        return timer.scheduleWithFixedDelay(look, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
