package dev.timeloop.benchmarks;

import dev.timeloop.EventLoop;
import java.time.Duration;

/** Timeloop itself. */
final class LoopTimers implements Timers {
    private final EventLoop loop = EventLoop.create();

    @Override
    public void callLater(Duration delay, Runnable callback) {
        loop.callLater(delay, callback);
    }

    @Override
    public Series callEvery(Duration period, Runnable callback) {
        return loop.callEvery(period, callback)::cancel;
    }

    @Override
    public void advance(Duration span) {
        loop.advance(span);
    }

    @Override
    public void close() {
        loop.close();
    }
}
