package dev.timeloop.benchmarks.timers;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Netty's {@code EmbeddedChannel}; moves from one instant to the next, which it doesn't itself. */
final class NettyTimers implements Timers {
    private final EmbeddedChannel channel = new EmbeddedChannel();

    NettyTimers() {
        channel.freezeTime();
    }

    @Override
    public Object callLater(Duration delay, Runnable callback) {
        return channel.eventLoop().schedule(callback, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public Object callEvery(Duration period, Runnable callback) {
        long nanos = period.toNanos();
        return channel.eventLoop()
                .scheduleAtFixedRate(callback, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void cancel(Object pending) {
        ((Future<?>) pending).cancel(false);
    }

    @Override
    public void advance(Duration span) {
        long left = span.toNanos();
        for (; ; ) {
            long next = channel.runScheduledPendingTasks();
            if (next < 0 || next > left) {
                channel.advanceTimeBy(left, TimeUnit.NANOSECONDS);
                return;
            }
            channel.advanceTimeBy(next, TimeUnit.NANOSECONDS);
            left -= next;
        }
    }

    @Override
    public void close() {
        channel.close();
    }
}
