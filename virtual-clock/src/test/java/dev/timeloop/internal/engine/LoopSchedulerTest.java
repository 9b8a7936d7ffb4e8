package dev.timeloop.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LoopSchedulerTest {
    private final LoopScheduler scheduler = new LoopScheduler();
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());

    @Test
    void stepsTakeTurnsOnOneThreadInTheirOrder() throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        List<Thread> threads = Collections.synchronizedList(new ArrayList<>());

        scheduler.execute(
                () -> {
                    for (String name : List.of("a", "b", "c")) {
                        scheduler.execute(() -> note(name, threads));
                    }
                    scheduler.execute(over::countDown);
                    note("first", threads);
                });

        await(over);
        assertThat(log).containsExactly("first", "a", "b", "c");
        assertThat(threads).hasSize(4).containsOnly(threads.get(0));
    }

    private void note(String name, List<Thread> threads) {
        log.add(name);
        threads.add(Thread.currentThread());
    }

    @Test
    void whoKeepsItsThreadKeepsTheOthersWaitingUntilTheWatchSeesIt() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch isLetGo = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        CountDownLatch isBack = new CountDownLatch(1);
        scheduler.execute(
                () -> {
                    begun.countDown();
                    await(isLetGo);
                    log.add("is back");
                    scheduler.execute(isBack::countDown);
                });
        await(begun);
        scheduler.execute(
                () -> {
                    log.add("went on");
                    over.countDown();
                });

        await(over); // that takes some looks, and no loop has to be there
        isLetGo.countDown();
        await(isBack);
        assertThat(log).containsExactly("went on", "is back");
        awaitIdle();
    }

    @Test
    void nobodyTakesThePlaceOfOneThatKeepsNobodyWaiting() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch isLetGo = new CountDownLatch(1);
        scheduler.execute(
                () -> {
                    begun.countDown();
                    await(isLetGo);
                });
        await(begun);

        for (int i = 0; i < 10; i++) {
            scheduler.look();
        }

        assertThat(scheduler.isQuiet(true)).isTrue();
        assertThat(scheduler.isQuiet(false)).isFalse();
        isLetGo.countDown();
        awaitIdle();
        assertThat(scheduler.isQuiet(false)).isTrue();
    }

    @Test
    void aStepThatFailsDoesNotStopTheOthers() throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        scheduler.execute(
                () -> {
                    scheduler.execute(over::countDown);
                    Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> {});
                    throw new OutOfMemoryError("not really");
                });

        await(over);
        awaitIdle();
    }

    @Test
    void isNotQuietWhileOneWaits() throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        scheduler.execute(
                () -> {
                    log.add("alone " + scheduler.isQuiet(true));
                    scheduler.execute(over::countDown);
                    log.add("with another " + scheduler.isQuiet(true));
                });

        await(over);
        assertThat(log).containsExactly("alone true", "with another false");
    }

    private void awaitIdle() throws InterruptedException {
        while (!scheduler.isIdle()) { // bounded by the test's time-out
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
