package dev.timeloop.world.juc;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.world.support.InWorld;
import dev.timeloop.world.support.Strands;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class SynchronizersTest {
    @Test
    void semaphoresGiveTheirPermits() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Semaphore permits = new Semaphore(2, true);
                                    log.say(permits.tryAcquire(3, 50, MILLISECONDS));
                                    Strands.together(
                                            4,
                                            n -> {
                                                permits.acquire();
                                                Thread.sleep(100);
                                                log.say(n);
                                                permits.release();
                                            });
                                    log.say(permits.tryAcquire(2, 50, MILLISECONDS));
                                }))
                .containsExactly("+50 false", "+150 0", "+150 1", "+250 2", "+250 3", "+250 true");
    }

    @Test
    void latchesOpenAtTheLastCount() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    CountDownLatch latch = new CountDownLatch(3);
                                    log.say(latch.await(10, MILLISECONDS));
                                    Strands.together(
                                            3,
                                            n -> {
                                                Thread.sleep(100L * n);
                                                latch.countDown();
                                                latch.await();
                                                log.say(n);
                                            });
                                    log.say(latch.await(1, SECONDS));
                                }))
                .containsExactly("+10 false", "+210 2", "+210 0", "+210 1", "+210 true");
    }

    @Test
    void barriersTripTogetherAndBreakByTimeOut() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    CyclicBarrier barrier =
                                            new CyclicBarrier(3, () -> log.say("trip"));
                                    Strands.together(
                                            3,
                                            n -> {
                                                for (int round = 0; round < 2; round++) {
                                                    Thread.sleep(100L * (n + 1));
                                                    barrier.await();
                                                }
                                            });
                                    Strands.together(
                                            2,
                                            n -> {
                                                try {
                                                    if (n == 0) {
                                                        barrier.await(50, MILLISECONDS);
                                                    } else {
                                                        barrier.await();
                                                    }
                                                } catch (TimeoutException e) {
                                                    log.say("timeout");
                                                } catch (BrokenBarrierException e) {
                                                    log.say("broken");
                                                }
                                            });
                                }))
                .containsExactlyInAnyOrder("+300 trip", "+600 trip", "+650 timeout", "+650 broken");
    }

    @Test
    void phasersAdvance() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Phaser phaser = new Phaser(1);
                                    phaser.bulkRegister(2);
                                    Thread[] parties = new Thread[2];
                                    for (int i = 0; i < 2; i++) {
                                        int n = i;
                                        parties[i] =
                                                Strands.start(
                                                        "party " + i,
                                                        () -> {
                                                            Thread.sleep(100L * (n + 1));
                                                            phaser.arriveAndAwaitAdvance();
                                                            log.say(n);
                                                            phaser.arriveAndDeregister();
                                                        });
                                    }
                                    log.say("phase " + phaser.arriveAndAwaitAdvance());
                                    int phase = phaser.arrive();
                                    phaser.awaitAdvance(phase);
                                    log.say("phase " + phaser.getPhase());
                                    phaser.register();
                                    try {
                                        phaser.awaitAdvanceInterruptibly(
                                                phaser.arrive(), 4, SECONDS);
                                    } catch (TimeoutException e) {
                                        log.say("timeout");
                                    }
                                    for (Thread party : parties) {
                                        party.join();
                                    }
                                }))
                .contains("+200 phase 1", "+200 0", "+200 1", "+200 phase 2", "+4200 timeout");
    }

    @Test
    void exchangersSwap() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Exchanger<String> exchanger = new Exchanger<>();
                                    try {
                                        exchanger.exchange("nobody", 3, SECONDS);
                                    } catch (TimeoutException e) {
                                        log.say("timeout");
                                    }
                                    Strands.together(
                                            2,
                                            n -> {
                                                Thread.sleep(100L * n);
                                                log.say(n + " " + exchanger.exchange("from " + n));
                                            });
                                }))
                .containsExactly("+3000 timeout", "+3100 1 from 0", "+3100 0 from 1");
    }
}
