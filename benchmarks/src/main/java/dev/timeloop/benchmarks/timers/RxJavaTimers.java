package dev.timeloop.benchmarks.timers;

import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.schedulers.TestScheduler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** RxJava's {@code TestScheduler}. */
final class RxJavaTimers implements Timers {
    private final TestScheduler scheduler = new TestScheduler();

    @Override
    public Object callLater(Duration delay, Runnable callback) {
        return scheduler.scheduleDirect(callback, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public Object callEvery(Duration period, Runnable callback) {
        long nanos = period.toNanos();
        return scheduler.schedulePeriodicallyDirect(callback, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void cancel(Object pending) {
        ((Disposable) pending).dispose();
    }

    @Override
    public void advance(Duration span) {
        scheduler.advanceTimeBy(span.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        scheduler.shutdown();
    }
}
