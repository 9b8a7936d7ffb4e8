package dev.timeloop.benchmarks.timers;

import dev.timeloop.EventLoop;
import dev.timeloop.Task;
import dev.timeloop.TimerHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Timeloop itself. */
final class LoopTimers implements Timers {
    private final EventLoop loop;

    LoopTimers(EventLoop loop) {
        this.loop = loop;
    }

    @Override
    public Object callLater(Duration delay, Runnable callback) {
        return loop.callLater(delay, callback);
    }

    @Override
    public Object callEvery(Duration period, Runnable callback) {
        return loop.callEvery(period, callback);
    }

    @Override
    public void cancel(Object pending) {
        ((TimerHandle) pending).cancel();
    }

    @Override
    public void advance(Duration span) {
        loop.advance(span);
    }

    @Override
    public long joinAll(Duration[] delays, Duration span) {
        List<Task<Integer>> tasks = new ArrayList<>(delays.length);
        for (int i = 0; i < delays.length; i++) {
            Task<Integer> task = loop.task("t");
            int result = i;
            loop.callLater(delays[i], () -> task.complete(result));
            tasks.add(task);
        }
        long sum = 0;
        for (int result : loop.gather(tasks)) {
            sum += result;
        }
        return sum;
    }

    @Override
    public void sleepAll(int sleepers, Duration[] delays, Duration span, IntConsumer woken) {
        List<Task<Void>> bodies = new ArrayList<>(sleepers);
        int rounds = delays.length / sleepers;
        for (int i = 0; i < sleepers; i++) {
            int number = i;
            bodies.add(
                    loop.run(
                            "sleeper",
                            () -> {
                                for (int next = 0; next < rounds; next++) {
                                    loop.sleep(delays[number * rounds + next]);
                                    woken.accept(number);
                                }
                            }));
        }
        loop.gather(bodies);
    }

    @Override
    public void close() {
        loop.close();
    }
}
