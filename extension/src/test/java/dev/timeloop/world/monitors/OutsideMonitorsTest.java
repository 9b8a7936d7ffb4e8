package dev.timeloop.world.monitors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.world.support.InWorld;
import dev.timeloop.world.support.Strands;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Mutual exclusion with a thread that lives in real time. */
@SuppressWarnings("WaitNotInLoop")
class OutsideMonitorsTest {
    private final Object lock = new Object();
    private final LinkedBlockingQueue<Runnable> jobs = new LinkedBlockingQueue<>();
    private final Thread outside = outside();

    private Thread outside() {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                for (; ; ) {
                                    jobs.take().run();
                                }
                            } catch (InterruptedException end) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "outside");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @AfterEach
    void endOutside() throws InterruptedException {
        outside.interrupt();
        outside.join(10_000);
    }

    @Test
    void aStrandWaitsInRealTimeForAMonitorThatIsHeldOutside() throws Exception {
        boolean[] holds = new boolean[1];
        CountDownLatch held = new CountDownLatch(1);
        jobs.add(
                () -> {
                    synchronized (lock) {
                        holds[0] = true;
                        held.countDown();
                        realSleep();
                        holds[0] = false;
                    }
                });
        held.await();
        List<String> lines =
                InWorld.once(
                        log -> {
                            Thread ticker =
                                    Strands.start(
                                            "ticker",
                                            () -> {
                                                Thread.sleep(1_000);
                                                log.say("tick");
                                            });
                            synchronized (lock) {
                                log.say("in " + holds[0]);
                            }
                            ticker.join();
                        });
        assertThat(lines).containsExactly("+0 in false", "+1000 tick");
    }

    @Test
    void aThreadOutsideIsKeptOutOfAMonitorThatAStrandHolds() throws Exception {
        int[] inside = new int[1];
        CountDownLatch done = new CountDownLatch(1);
        InWorld.once(
                log -> {
                    synchronized (lock) {
                        inside[0] = 1;
                        jobs.add(
                                () -> {
                                    synchronized (lock) {
                                        inside[0] += 10;
                                    }
                                    done.countDown();
                                });
                        for (int i = 0; i < 100; i++) {
                            Thread.sleep(1_000);
                        }
                        inside[0]++;
                        assertThat(inside[0]).isEqualTo(2);
                    }
                });
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(inside[0]).isEqualTo(12);
    }

    @Test
    void aStrandsNotifyWakesAWaiterOutside() throws Exception {
        CountDownLatch woken = new CountDownLatch(1);
        CountDownLatch waiting = new CountDownLatch(1);
        jobs.add(
                () ->
                        Strands.run(
                                () -> {
                                    synchronized (lock) {
                                        waiting.countDown();
                                        lock.wait(20_000);
                                        woken.countDown();
                                    }
                                }));
        waiting.await();
        InWorld.once(
                log -> {
                    synchronized (lock) {
                        lock.notify();
                    }
                });
        assertThat(woken.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aThreadOutsideIsLetInWhileAStrandWaits() throws Exception {
        boolean[] was = new boolean[1];
        List<String> lines =
                InWorld.once(
                        log -> {
                            jobs.add(
                                    () -> {
                                        synchronized (lock) {
                                            was[0] = true;
                                        }
                                    });
                            synchronized (lock) {
                                for (int i = 0; i < 10_000_000 && !was[0]; i++) {
                                    lock.wait(1);
                                }
                            }
                            log.say(was[0]);
                        });
        assertThat(lines).hasSize(1).first().asString().endsWith(" true");
    }

    private static void realSleep() {
        Strands.sleep(150); // of real time: the clock of the world must stand meanwhile
    }
}
