package dev.timeloop.world.monitors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.world.support.InWorld;
import dev.timeloop.world.support.Strands;
import org.junit.jupiter.api.Test;

@SuppressWarnings({"WaitNotInLoop", "NakedNotify"}) // there are no spurious wake-ups here
class WaitEndsTest {
    @Test
    void aTimedOutWaiterGetsTheMonitorBackFirst() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Object lock = new Object();
                                    Thread waiter =
                                            Strands.start(
                                                    "waiter",
                                                    () -> {
                                                        synchronized (lock) {
                                                            lock.wait(10);
                                                            log.say("back");
                                                        }
                                                    });
                                    Thread.sleep(5);
                                    synchronized (lock) {
                                        Thread.sleep(100);
                                        log.say("out");
                                    }
                                    waiter.join();
                                }))
                .containsExactly("+105 out", "+105 back");
    }

    @Test
    void anInterruptedWaiterGetsTheMonitorBackFirst() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Object lock = new Object();
                                    Thread waiter =
                                            Strands.start(
                                                    "waiter",
                                                    () -> {
                                                        synchronized (lock) {
                                                            try {
                                                                lock.wait();
                                                            } catch (InterruptedException e) {
                                                                log.say("interrupted");
                                                            }
                                                            log.say(Thread.holdsLock(lock));
                                                        }
                                                    });
                                    Thread.sleep(5);
                                    synchronized (lock) {
                                        waiter.interrupt();
                                        Thread.sleep(100);
                                        log.say("out");
                                    }
                                    waiter.join();
                                }))
                .containsExactly("+105 out", "+105 interrupted", "+105 true");
    }

    @Test
    void aNotificationIsNotLostByAnInterrupt() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Object lock = new Object();
                                    Thread[] waiters = new Thread[2];
                                    for (int i = 0; i < 2; i++) {
                                        int n = i;
                                        waiters[i] =
                                                Strands.start(
                                                        "w" + i,
                                                        () -> {
                                                            synchronized (lock) {
                                                                try {
                                                                    lock.wait();
                                                                    boolean flag =
                                                                            Thread.interrupted();
                                                                    log.say(n + " " + flag);
                                                                } catch (InterruptedException e) {
                                                                    log.say(n + " interrupted");
                                                                }
                                                            }
                                                        });
                                    }
                                    Thread.sleep(5);
                                    synchronized (lock) {
                                        waiters[0].interrupt();
                                        lock.notify();
                                    }
                                    Thread.sleep(5);
                                    synchronized (lock) {
                                        lock.notify();
                                    }
                                    waiters[0].join();
                                    waiters[1].join();
                                }))
                .hasSize(2)
                .contains("+5 1 false");
    }

    @Test
    void waitWithoutTheMonitorIsRefused() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Object lock = new Object();
                                    try {
                                        lock.wait(10);
                                    } catch (IllegalMonitorStateException e) {
                                        log.say("wait");
                                    }
                                    try {
                                        lock.notify();
                                    } catch (IllegalMonitorStateException e) {
                                        log.say("notify");
                                    }
                                    synchronized (lock) {
                                        try {
                                            lock.wait(-1);
                                        } catch (IllegalArgumentException e) {
                                            log.say("negative");
                                        }
                                    }
                                }))
                .containsExactly("+0 wait", "+0 notify", "+0 negative");
    }

    @Test
    void aBoundedBufferOfWaitAndNotifyAllKeepsItsOrder() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Buffer buffer = Buffer.create();
                                    Thread producer =
                                            Strands.start(
                                                    "producer",
                                                    () -> {
                                                        for (int i = 0; i < 6; i++) {
                                                            buffer.put(i);
                                                        }
                                                    });
                                    Strands.together(
                                            2,
                                            n -> {
                                                for (int i = 0; i < 3; i++) {
                                                    Thread.sleep(10L * (n + 1));
                                                    log.say(n + ": " + buffer.take());
                                                }
                                            });
                                    producer.join();
                                }))
                .hasSize(6)
                .startsWith("+10 0: 0", "+20 1: 1", "+20 0: 2", "+30 0: 3")
                .endsWith("+40 1: 4", "+60 1: 5");
    }
}
