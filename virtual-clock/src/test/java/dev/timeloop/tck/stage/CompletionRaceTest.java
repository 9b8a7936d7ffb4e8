package dev.timeloop.tck.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.EventLoop;
import dev.timeloop.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Threads outside and the loop, all at the same tasks at the same time. */
class CompletionRaceTest {
    private static final int TASKS = 2_000;
    private static final int THREADS = 3;

    private final EventLoop loop = EventLoop.create();
    private final ExecutorService outside = Executors.newFixedThreadPool(THREADS);
    private final List<Task<Integer>> tasks =
            IntStream.range(0, TASKS).mapToObj(i -> loop.<Integer>task("task " + i)).toList();

    @AfterEach
    void close() {
        outside.shutdownNow();
        loop.close();
    }

    @Test
    void oneCompletionOfEachTaskCountsAndItIsTheOneThatWasToldSo() throws Exception {
        List<AtomicInteger> winners =
                IntStream.range(0, TASKS).mapToObj(i -> new AtomicInteger(-1)).toList();
        AtomicInteger wins = new AtomicInteger();
        race(
                racer -> {
                    for (int i = 0; i < TASKS; i++) {
                        if (tasks.get(i).complete(racer)) {
                            wins.incrementAndGet();
                            winners.get(i).set(racer);
                        }
                    }
                });
        assertThat(wins).hasValue(TASKS);
        for (int i = 0; i < TASKS; i++) {
            assertThat(tasks.get(i).result()).isEqualTo(winners.get(i).get());
        }
    }

    @Test
    void eachFunctionRunsOnceThoughStagesAreMadeAndCompletedByDifferentThreads() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        race(
                racer -> {
                    for (int i = 0; i < TASKS; i++) {
                        Task<Integer> task = tasks.get((i + racer * TASKS / THREADS) % TASKS);
                        task.thenAccept(x -> calls.incrementAndGet());
                        task.complete(racer);
                        task.thenAccept(x -> calls.incrementAndGet());
                    }
                });
        assertThat(calls).hasValue(2 * TASKS * (THREADS + 1));
    }

    /** Runs it for each thread, and once on the loop, which is driven meanwhile. */
    private void race(IntConsumer part) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS + 1);
        List<Future<?>> racers = new ArrayList<>();
        for (int racer = 0; racer < THREADS; racer++) {
            int number = racer;
            racers.add(
                    outside.submit(
                            () -> {
                                start.await(1, TimeUnit.MINUTES);
                                part.accept(number);
                                return null;
                            }));
        }
        start.await(1, TimeUnit.MINUTES);
        part.accept(THREADS);
        for (Future<?> racer : racers) {
            loop.settle();
            racer.get(1, TimeUnit.MINUTES);
        }
        loop.settle();
    }
}
