package dev.timeloop.world.juc;

import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.world.support.InWorld;
import dev.timeloop.world.support.Strands;
import java.util.Date;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@SuppressWarnings("JavaUtilDate") // it must tell virtual time, too
class SchedulingTest {
    @Test
    void anHourOfFixedRateTicksEachSecond() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ScheduledExecutorService pool =
                                            Executors.newScheduledThreadPool(2);
                                    AtomicInteger ticks = new AtomicInteger();
                                    pool.scheduleAtFixedRate(ticks::incrementAndGet, 1, 1, SECONDS);
                                    Thread.sleep(3_600_001);
                                    log.say(ticks);
                                    pool.shutdown();
                                    log.say(pool.awaitTermination(1, HOURS));
                                }))
                .containsExactly("+3600001 3600", "+3600001 true");
    }

    @Test
    void fixedRateCatchesUpAndFixedDelayDoesNot() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ScheduledExecutorService pool =
                                            Executors.newScheduledThreadPool(2);
                                    AtomicInteger rate = new AtomicInteger();
                                    AtomicInteger delay = new AtomicInteger();
                                    ScheduledFuture<?> first =
                                            pool.scheduleAtFixedRate(
                                                    () -> {
                                                        log.say("rate");
                                                        if (rate.incrementAndGet() == 1) {
                                                            Strands.sleep(250);
                                                        }
                                                    },
                                                    100,
                                                    100,
                                                    MILLISECONDS);
                                    ScheduledFuture<?> second =
                                            pool.scheduleWithFixedDelay(
                                                    () -> {
                                                        log.say("delay");
                                                        if (delay.incrementAndGet() == 1) {
                                                            Strands.sleep(250);
                                                        }
                                                    },
                                                    110,
                                                    100,
                                                    MILLISECONDS);
                                    Thread.sleep(490);
                                    log.say(first.cancel(false) + " " + second.cancel(false));
                                    pool.shutdown();
                                    log.say(pool.awaitTermination(1, HOURS));
                                }))
                .containsExactly(
                        "+100 rate",
                        "+110 delay",
                        "+350 rate",
                        "+350 rate",
                        "+400 rate",
                        "+460 delay",
                        "+490 true true",
                        "+490 true");
    }

    @Test
    void delaysEndAtTheirInstantsWhateverTheOrder() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ScheduledExecutorService pool =
                                            Executors.newSingleThreadScheduledExecutor();
                                    for (int delay : new int[] {300, 100, 200, 100, 0}) {
                                        pool.schedule(() -> log.say(delay), delay, MILLISECONDS);
                                    }
                                    ScheduledFuture<String> answer =
                                            pool.schedule(() -> "answer", 1, HOURS);
                                    log.say(answer.getDelay(SECONDS));
                                    log.say(answer.get());
                                    pool.shutdownNow();
                                }))
                .containsExactly(
                        "+0 3600",
                        "+0 0",
                        "+100 100",
                        "+100 100",
                        "+200 200",
                        "+300 300",
                        "+3600000 answer");
    }

    @Test
    void aShutDownSchedulerStillRunsItsDelays() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ScheduledExecutorService pool =
                                            Executors.newScheduledThreadPool(1);
                                    pool.schedule(() -> log.say("late"), 10, SECONDS);
                                    pool.scheduleAtFixedRate(() -> log.say("tick"), 1, 4, SECONDS);
                                    Thread.sleep(6_000);
                                    pool.shutdown();
                                    log.say(pool.awaitTermination(1, SECONDS));
                                    log.say(pool.awaitTermination(1, HOURS));
                                }))
                .containsExactly(
                        "+1000 tick", "+5000 tick", "+7000 false", "+10000 late", "+10000 true");
    }

    @Test
    void aPeriodicTaskThatThrowsStops() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ScheduledExecutorService pool =
                                            Executors.newScheduledThreadPool(1);
                                    ScheduledFuture<?> failing =
                                            pool.scheduleAtFixedRate(
                                                    () -> {
                                                        log.say("tick");
                                                        throw new IllegalStateException("boom");
                                                    },
                                                    1,
                                                    1,
                                                    SECONDS);
                                    Thread.sleep(5_000);
                                    log.say(failing.isDone());
                                    pool.shutdown();
                                }))
                .containsExactly("+1000 tick", "+5000 true");
    }

    @Test
    void aTimerTicksInVirtualTime() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Timer timer = new Timer("timer", true);
                                    TimerTask ticking = task(() -> log.say("tick"));
                                    timer.schedule(ticking, 1_000, 60_000);
                                    timer.scheduleAtFixedRate(
                                            task(() -> log.say("rate")), 30_000, 45_000);
                                    timer.schedule(
                                            task(() -> log.say("date")),
                                            new Date(System.currentTimeMillis() + 90_000));
                                    Thread.sleep(100_000);
                                    log.say(ticking.cancel());
                                    Thread.sleep(15_000);
                                    timer.cancel();
                                    Thread.sleep(100_000);
                                    log.say("end");
                                }))
                .containsExactly(
                        "+1000 tick",
                        "+30000 rate",
                        "+61000 tick",
                        "+75000 rate",
                        "+90000 date",
                        "+100000 true",
                        "+215000 end");
    }

    @Test
    void timersWithoutADaemonWorkToo() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Timer timer = new Timer();
                                    timer.schedule(task(() -> log.say("once")), 5_000);
                                    timer.schedule(
                                            task(
                                                    () -> {
                                                        log.say("cancel");
                                                        timer.cancel();
                                                    }),
                                            6_000,
                                            1);
                                    Thread.sleep(10_000);
                                    try {
                                        timer.schedule(task(() -> {}), 1);
                                    } catch (IllegalStateException e) {
                                        log.say("refused");
                                    }
                                }))
                .containsExactly("+5000 once", "+6000 cancel", "+10000 refused");
    }

    private static TimerTask task(Runnable body) {
        return new TimerTask() {
            @Override
            public void run() {
                body.run();
            }
        };
    }
}
