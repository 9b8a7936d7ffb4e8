package dev.timeloop.benchmarks.timers;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Reactor's {@code VirtualTimeScheduler}. */
final class ReactorTimers implements Timers {
    private final VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();

    @Override
    public Object callLater(Duration delay, Runnable callback) {
        return scheduler.schedule(callback, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public Object callEvery(Duration period, Runnable callback) {
        long nanos = period.toNanos();
        return scheduler.schedulePeriodically(callback, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void cancel(Object pending) {
        ((Disposable) pending).dispose();
    }

    @Override
    public void advance(Duration span) {
        scheduler.advanceTimeBy(span);
    }

    @Override
    public void close() {
        scheduler.dispose();
    }
}
