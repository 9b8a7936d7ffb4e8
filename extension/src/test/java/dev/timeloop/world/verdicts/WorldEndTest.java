package dev.timeloop.world.verdicts;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.LooseEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class WorldEndTest {
    /** Kind, name and state of each, without numbers of pools. */
    private static List<String> looseEnds(OneWorld.Scenario scenario) {
        OneWorld world = OneWorld.of(scenario);
        assertThat(world.failure).isNull();
        return world.looseEnds.stream().map(WorldEndTest::text).collect(toList());
    }

    private static String text(LooseEnd end) {
        return OneWorld.withoutLines(end.kind() + " " + end.name() + " " + end.state());
    }

    // --- stock-taking ---

    @Test
    void aThreadThatStillSleepsIsBusy() {
        assertThat(looseEnds(() -> Steps.thread("sleeper", () -> Thread.sleep(5_000))))
                .containsExactly(
                        "BUSY_THREAD thread \"sleeper\" still lives: sleeping until +5 s at"
                                + " WorldEndTest.aThreadThatStillSleepsIsBusy(WorldEndTest.java:N)");
    }

    @Test
    void aDaemonIsAsBusy() {
        assertThat(
                        looseEnds(
                                () -> {
                                    Thread daemon = new Thread(() -> LockSupport.park(), "daemon");
                                    daemon.setDaemon(true);
                                    daemon.start();
                                }))
                .singleElement()
                .asString()
                .startsWith("BUSY_THREAD thread \"daemon\" still lives: parked at");
    }

    @Test
    void aPoolWithoutWorkIsIdle() {
        assertThat(looseEnds(() -> Executors.newFixedThreadPool(3).submit(() -> 1).get()))
                .containsExactly(
                        "IDLE_POOL ThreadPoolExecutor of thread \"pool-N-thread-1\" was never shut"
                                + " down: 1 thread waits for work");
    }

    @Test
    void aPoolThatWasShutDownIsNone() {
        assertThat(
                        looseEnds(
                                () -> {
                                    ExecutorService pool = Executors.newFixedThreadPool(3);
                                    pool.submit(() -> 1).get();
                                    pool.shutdown();
                                }))
                .isEmpty();
    }

    @Test
    void aSchedulerWithAPeriodicJobHasALiveTimer() {
        assertThat(
                        looseEnds(
                                () -> {
                                    ScheduledExecutorService pool =
                                            Executors.newScheduledThreadPool(1);
                                    pool.scheduleAtFixedRate(() -> {}, 1, 1, TimeUnit.SECONDS);
                                    Steps.sleep(2_500);
                                }))
                .containsExactly(
                        "LIVE_TIMER ScheduledThreadPoolExecutor of thread \"pool-N-thread-1\" still"
                                + " has a job that is due later");
    }

    @Test
    void aSchedulerWhoseJobsAreCancelledIsMerelyIdle() {
        assertThat(
                        looseEnds(
                                () -> {
                                    ScheduledExecutorService pool =
                                            Executors.newScheduledThreadPool(1);
                                    pool.schedule(() -> 1, 1, TimeUnit.HOURS).cancel(false);
                                    Steps.sleep(1);
                                }))
                .singleElement()
                .asString()
                .startsWith("IDLE_POOL ScheduledThreadPoolExecutor");
    }

    @Test
    void aTimerWithATaskHasALiveTimerAndOneWithoutIsIdle() {
        assertThat(
                        looseEnds(
                                () -> {
                                    TimerTask task =
                                            new TimerTask() {
                                                @Override
                                                public void run() {}
                                            };
                                    new Timer("busy").schedule(task, 1_000, 1_000);
                                    new Timer("idle");
                                    Steps.sleep(1_500);
                                }))
                .containsExactlyInAnyOrder(
                        "LIVE_TIMER Timer of thread \"busy\" still has something to do at +2 s",
                        "IDLE_POOL Timer of thread \"idle\" was never cancelled");
    }

    @Test
    void theCommonPoolAndFuturesThatAreDoneAreNobodysFault() {
        assertThat(
                        looseEnds(
                                () -> {
                                    CompletableFuture.supplyAsync(() -> 1).get();
                                    CompletableFuture.supplyAsync(() -> 2)
                                            .orTimeout(5, TimeUnit.SECONDS)
                                            .get();
                                    ForkJoinPool.commonPool().submit(() -> 3).get();
                                }))
                .isEmpty();
    }

    // --- unwinding ---

    @Test
    void threadsAreInterruptedAndCleanUpInVirtualTime() {
        List<String> log = Collections.synchronizedList(new ArrayList<>());
        OneWorld world =
                OneWorld.of(
                        () -> {
                            Steps.thread(
                                    "tidy",
                                    () -> {
                                        try {
                                            Thread.sleep(5_000);
                                        } finally {
                                            Thread.sleep(60_000);
                                            log.add("tidied up");
                                        }
                                    });
                            Steps.sleep(1_000);
                        });

        assertThat(world.failure).isNull();
        assertThat(log).containsExactly("tidied up");
        assertThat(world.elapsed).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void threadsThatIgnoreInterruptsAreLeftBehind() {
        OneWorld world = OneWorld.of(WorldEndTest::leaveStubbornThreads);

        assertThat(world.failure).isNull();
        assertThat(world.looseEnds).extracting(LooseEnd::kind).hasSize(5);
    }

    private static void leaveStubbornThreads() {
        Steps.thread("sleeper", WorldEndTest::sleepForEver);
        Steps.thread("parker", WorldEndTest::parkForEver);
        Lock a = new ReentrantLock();
        Lock b = new ReentrantLock();
        Steps.thread("x", () -> takeBoth(a, b));
        Steps.thread("y", () -> takeBoth(b, a));
        new Timer("timer")
                .schedule(
                        new TimerTask() {
                            @Override
                            public void run() {}
                        },
                        10,
                        10);
        Steps.sleep(100);
    }

    @SuppressWarnings("InfiniteLoopStatement")
    private static void sleepForEver() {
        while (true) {
            try {
                Thread.sleep(1_000);
            } catch (InterruptedException stubborn) {
                // goes on
            }
        }
    }

    @SuppressWarnings("InfiniteLoopStatement")
    private static void parkForEver() {
        while (true) {
            LockSupport.park();
        }
    }

    private static void takeBoth(Lock first, Lock second) {
        first.lock();
        Steps.sleep(10);
        second.lock();
    }

    @Test
    void twentyWorldsInARowThatLeaveThreadsBehindDoNotDisturbEachOther() {
        List<List<String>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            OneWorld world = OneWorld.of(WorldEndTest::leaveStubbornThreads);
            assertThat(world.failure).isNull();
            assertThat(world.elapsed).isEqualTo(Duration.ofMillis(100));
            all.add(world.looseEnds.stream().map(WorldEndTest::text).collect(toList()));
        }

        assertThat(all).allMatch(all.get(0)::equals);
    }
}
