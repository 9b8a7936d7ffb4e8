package dev.timeloop.benchmarks.timers;

import java.time.Duration;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlinx.coroutines.Delay;
import kotlinx.coroutines.DisposableHandle;
import kotlinx.coroutines.test.TestCoroutineDispatchersKt;
import kotlinx.coroutines.test.TestCoroutineScheduler;
import kotlinx.coroutines.test.TestDispatcher;

/**
 * The scheduler of kotlinx-coroutines-test, which counts milliseconds, as its dispatcher uses it
 * for {@code withTimeout}.
 */
final class KotlinxTimers implements Timers {
    private final TestCoroutineScheduler scheduler = new TestCoroutineScheduler();
    private final TestDispatcher dispatcher =
            TestCoroutineDispatchersKt.StandardTestDispatcher(scheduler, null);

    @Override
    public Object callLater(Duration delay, Runnable callback) {
        return ((Delay) dispatcher)
                .invokeOnTimeout(delay.toMillis(), callback, EmptyCoroutineContext.INSTANCE);
    }

    @Override
    public Object callEvery(Duration period, Runnable callback) {
        return new Periodic(period, callback);
    }

    @Override
    public void cancel(Object pending) {
        if (pending instanceof Periodic periodic) {
            cancel(periodic.next);
        } else {
            ((DisposableHandle) pending).dispose();
        }
    }

    @Override
    public void advance(Duration span) {
        scheduler.advanceTimeBy(span.toMillis());
        scheduler.runCurrent(); // it stops short of the end
    }

    @Override
    public void close() {}

    /** It has none of its own. */
    private final class Periodic implements Runnable {
        private final Duration period;
        private final Runnable callback;
        private Object next;

        Periodic(Duration period, Runnable callback) {
            this.period = period;
            this.callback = callback;
            next = callLater(period, this);
        }

        @Override
        public void run() {
            callback.run();
            next = callLater(period, this);
        }
    }
}
