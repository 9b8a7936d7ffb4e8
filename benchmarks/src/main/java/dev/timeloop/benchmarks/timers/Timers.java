package dev.timeloop.benchmarks.timers;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;

/** What is measured, as far as all contenders can do it. */
interface Timers extends AutoCloseable {
    /**
     * Runs a callback once, after a delay.
     *
     * @return what {@link #cancel} takes
     */
    Object callLater(Duration delay, Runnable callback);

    /**
     * Runs a callback again and again, first after one period.
     *
     * @return what {@link #cancel} takes
     */
    Object callEvery(Duration period, Runnable callback);

    /** Takes back a callback. */
    void cancel(Object pending);

    /** Moves time by so much, and runs what falls due on the way in order (due, registration). */
    void advance(Duration span);

    /**
     * Makes a task for each delay, which ends after that with its index; moves time until all have
     * ended, and collects their results by one join.
     *
     * @return the sum of all results
     */
    default long joinAll(Duration[] delays, Duration span) {
        CompletableFuture<?>[] tasks = new CompletableFuture<?>[delays.length];
        for (int i = 0; i < delays.length; i++) {
            CompletableFuture<Integer> task = new CompletableFuture<>();
            int result = i;
            callLater(delays[i], () -> task.complete(result));
            tasks[i] = task;
        }
        advance(span);
        CompletableFuture.allOf(tasks).join();
        long sum = 0;
        for (CompletableFuture<?> task : tasks) {
            sum += (Integer) task.join();
        }
        return sum;
    }

    /**
     * Runs so many sleepers, each of which sleeps for its share of the delays, one after the other,
     * and moves time until all have; those who have bodies that can block do it by such bodies.
     *
     * @param woken is told the number of a sleeper after each of its sleeps
     */
    default void sleepAll(int sleepers, Duration[] delays, Duration span, IntConsumer woken) {
        Sleeper.runAll(this, sleepers, delays, span, woken);
    }

    /** The end of the test that the timers belong to. */
    @Override
    void close();
}
