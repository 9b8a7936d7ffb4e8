package dev.timeloop.world.monitors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.world.support.InWorld;
import dev.timeloop.world.support.Strands;
import org.junit.jupiter.api.Test;

@SuppressWarnings({"WaitNotInLoop", "NakedNotify"}) // there are no spurious wake-ups here
class WaitNotifyTest {
    @Test
    void aWaiterGoesOnOnceTheNotifierHasLeft() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Object lock = new Object();
                                    Thread waiter =
                                            Strands.start(
                                                    "waiter",
                                                    () -> {
                                                        synchronized (lock) {
                                                            log.say("wait");
                                                            lock.wait();
                                                            log.say("notified");
                                                        }
                                                    });
                                    Thread.sleep(5_000);
                                    synchronized (lock) {
                                        lock.notify();
                                        log.say("notify");
                                        Thread.sleep(10_000);
                                        log.say("leave");
                                    }
                                    waiter.join();
                                    log.say("joined");
                                }))
                .containsExactly(
                        "+0 wait",
                        "+5000 notify",
                        "+15000 leave",
                        "+15000 notified",
                        "+15000 joined");
    }

    @Test
    void aTimedWaitEndsAtItsInstant() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Object lock = new Object();
                                    synchronized (lock) {
                                        lock.wait(3_000);
                                        log.say("millis");
                                        lock.wait(0, 1);
                                        log.say("nanos");
                                        lock.wait(10, 0);
                                        log.say("both");
                                    }
                                }))
                .containsExactly("+3000 millis", "+3001 nanos", "+3011 both");
    }

    @Test
    void notifyWakesInTheOrderOfTheWaits() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Object lock = new Object();
                                    Thread notifier =
                                            Strands.start(
                                                    "notifier",
                                                    () -> {
                                                        for (int i = 0; i < 4; i++) {
                                                            Thread.sleep(10);
                                                            synchronized (lock) {
                                                                lock.notify();
                                                            }
                                                        }
                                                    });
                                    Strands.together(
                                            4,
                                            n -> {
                                                synchronized (lock) {
                                                    lock.wait();
                                                    log.say(n);
                                                }
                                            });
                                    notifier.join();
                                }))
                .containsExactly("+10 0", "+20 1", "+30 2", "+40 3");
    }

    @Test
    void notifyAllLetsThemInOneByOne() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Object lock = new Object();
                                    Thread notifier =
                                            Strands.start(
                                                    "notifier",
                                                    () -> {
                                                        Thread.sleep(10);
                                                        synchronized (lock) {
                                                            lock.notifyAll();
                                                            Thread.sleep(5);
                                                        }
                                                    });
                                    Strands.together(
                                            3,
                                            n -> {
                                                synchronized (lock) {
                                                    lock.wait();
                                                    log.say("in " + n);
                                                    Thread.sleep(100);
                                                    log.say("out " + n);
                                                }
                                            });
                                    notifier.join();
                                }))
                .containsExactly(
                        "+15 in 0",
                        "+115 out 0",
                        "+115 in 1",
                        "+215 out 1",
                        "+215 in 2",
                        "+315 out 2");
    }

    @Test
    void aNotifyWithoutWaitersIsLost() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Object lock = new Object();
                                    synchronized (lock) {
                                        lock.notify();
                                        lock.notifyAll();
                                        lock.wait(50);
                                        log.say("timed out");
                                    }
                                }))
                .containsExactly("+50 timed out");
    }

    @Test
    void waitingGivesUpAllEntriesAndGetsThemBack() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Object lock = new Object();
                                    Thread waiter =
                                            Strands.start(
                                                    "waiter",
                                                    () -> {
                                                        synchronized (lock) {
                                                            synchronized (lock) {
                                                                lock.wait();
                                                                Thread.sleep(10);
                                                            }
                                                            log.say(Thread.holdsLock(lock));
                                                            Thread.sleep(10);
                                                        }
                                                        log.say(Thread.holdsLock(lock));
                                                    });
                                    Thread.sleep(1);
                                    synchronized (lock) {
                                        lock.notifyAll();
                                    }
                                    Thread.sleep(1);
                                    synchronized (lock) {
                                        log.say("in");
                                    }
                                    waiter.join();
                                }))
                .containsExactly("+11 true", "+21 false", "+21 in");
    }
}
