package dev.timeloop.benchmarks.timers;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jmock.lib.concurrent.DeterministicScheduler;

/** jMock's {@code DeterministicScheduler}, which counts milliseconds. */
final class JMockTimers implements Timers {
    private final DeterministicScheduler scheduler = new DeterministicScheduler();

    @Override
    public Object callLater(Duration delay, Runnable callback) {
        return scheduler.schedule(callback, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Object callEvery(Duration period, Runnable callback) {
        long millis = period.toMillis();
        return scheduler.scheduleAtFixedRate(callback, millis, millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void cancel(Object pending) {
        ((ScheduledFuture<?>) pending).cancel(false);
    }

    @Override
    public void advance(Duration span) {
        scheduler.tick(span.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {}
}
