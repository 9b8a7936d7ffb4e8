package dev.timeloop.world.pools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.world.support.InWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Pools in static fields, used outside, in one world, in the next, outside again, and once more.
 */
class StaticPoolsTest {
    private static final ExecutorService FIXED = Executors.newFixedThreadPool(2);
    private static final ScheduledExecutorService SCHEDULED =
            Executors.newSingleThreadScheduledExecutor();
    private static final Timer TIMER = new Timer("the timer", true);
    private static final ForkJoinPool FORK_JOIN = new ForkJoinPool(3);

    @Test
    void aFixedPoolWorksOnTheTimeOfWhoeverUsesIt() throws Exception {
        Visits.of(2_000, StaticPoolsTest::sleepInThreeJobs)
                .expect("+2000 job 1", "+4000 job 2", "+8000 job 3", "+8000 done");
    }

    private static void sleepInThreeJobs(long unit, Visits.Say log) throws Exception {
        List<Future<?>> jobs = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            int number = i;
            jobs.add(
                    FIXED.submit(
                            () -> {
                                Thread.sleep(unit * number);
                                log.say("job " + number);
                                return null;
                            }));
        }
        for (Future<?> job : jobs) {
            job.get();
        }
        log.say("done");
    }

    @Test
    void aSchedulerWorksOnTheTimeOfWhoeverUsesItAndForgetsWhatWorldsLeft() throws Exception {
        Visits.of(
                        10_000,
                        (unit, log) -> {
                            AtomicInteger ticks = new AtomicInteger();
                            ScheduledFuture<?> periodic =
                                    SCHEDULED.scheduleAtFixedRate(
                                            () -> log.say("tick " + ticks.incrementAndGet()),
                                            unit / 2,
                                            unit,
                                            TimeUnit.MILLISECONDS);
                            SCHEDULED
                                    .schedule(
                                            () -> log.say("once"), 2 * unit, TimeUnit.MILLISECONDS)
                                    .get();
                            if (unit > 1_000) {
                                Future<?> unused =
                                        SCHEDULED.schedule(
                                                () -> log.say("left"), 1, TimeUnit.MILLISECONDS);
                            }
                            periodic.cancel(false);
                        })
                .expect("+5000 tick 1", "+15000 tick 2", "+20000 once");
    }

    @Test
    void aTimerWorksOnTheTimeOfWhoeverUsesItAndForgetsWhatWorldsLeft() throws Exception {
        Visits.of(
                        500,
                        (unit, log) -> {
                            CountDownLatch thrice = new CountDownLatch(3);
                            TimerTask task =
                                    new TimerTask() {
                                        @Override
                                        public void run() {
                                            log.say("tick on " + Thread.currentThread().getName());
                                            thrice.countDown();
                                        }
                                    };
                            TIMER.schedule(task, unit, unit);
                            thrice.await();
                            task.cancel();
                            if (unit > 100) {
                                TIMER.schedule(
                                        new TimerTask() {
                                            @Override
                                            public void run() {
                                                log.say("left");
                                            }
                                        },
                                        10);
                            }
                        })
                .expect(
                        "+500 tick on the timer",
                        "+1000 tick on the timer",
                        "+1500 tick on the timer");
    }

    @Test
    void aForkJoinPoolWorksOnTheTimeOfWhoeverUsesIt() throws Exception {
        Visits.of(
                        30,
                        (unit, log) -> {
                            log.say(
                                    FORK_JOIN.invoke(
                                            new RecursiveTask<Integer>() {
                                                @Override
                                                protected Integer compute() {
                                                    Slow left = new Slow(unit, unit);
                                                    Slow right = new Slow(unit, unit * 2);
                                                    left.fork();
                                                    return right.invoke() + left.join();
                                                }
                                            }));
                        })
                .expect("+60 3");
    }

    /** Sleeps. */
    private static final class Slow extends RecursiveTask<Integer> {
        private static final long serialVersionUID = 1;
        private final long unit;
        private final long millis;

        Slow(long unit, long millis) {
            this.unit = unit;
            this.millis = millis;
        }

        @Override
        protected Integer compute() {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return millis > unit ? 2 : 1;
        }
    }

    @Test
    void theCommonPoolIsTheWorldsOwn() throws Exception {
        Visits.of(
                        30,
                        (unit, log) -> {
                            CompletableFuture<Void> slow =
                                    CompletableFuture.runAsync(() -> Visits.sleep(unit));
                            CompletableFuture<Void> slower =
                                    CompletableFuture.runAsync(() -> Visits.sleep(2 * unit));
                            slow.thenRun(() -> log.say("slow")).join();
                            slower.join();
                            log.say("slower");
                            Future<?> job =
                                    ForkJoinPool.commonPool().submit(() -> Visits.sleep(unit));
                            job.get();
                            log.say("job");
                            CompletableFuture.delayedExecutor(unit, TimeUnit.MILLISECONDS)
                                    .execute(() -> log.say("delayed"));
                            new CompletableFuture<String>()
                                    .completeOnTimeout("late", unit, TimeUnit.MILLISECONDS)
                                    .thenAccept(log::say)
                                    .join();
                        })
                .expectInWorlds("+30 slow", "+60 slower", "+90 job", "+120 late", "+120 delayed");
    }

    @Test
    void parallelStreamsRunOnTheWorldsOwnWorkers() throws Exception {
        List<String> log =
                InWorld.log(
                        said ->
                                IntStream.range(0, 16)
                                        .parallel()
                                        .forEach(
                                                i -> {
                                                    Visits.sleep(10);
                                                    said.say(
                                                            i
                                                                    + " "
                                                                    + Thread.currentThread()
                                                                            .getName());
                                                }));
        assertThat(log).hasSize(16);
        assertThat(log).allSatisfy(line -> assertThat(line).matches("\\+\\d0 .*"));
        assertThat(log).last().asString().startsWith("+40 ");
        assertThat(log).anySatisfy(line -> assertThat(line).contains("commonPool-worker-"));
    }
}
