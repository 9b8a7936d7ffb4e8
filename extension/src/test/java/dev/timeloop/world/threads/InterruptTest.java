package dev.timeloop.world.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.world.support.InWorld;
import dev.timeloop.world.support.Strands;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

@SuppressWarnings({"WaitNotInLoop", "LockNotBeforeTry"}) // bare waits are what is tested
class InterruptTest {
    @Test
    void everyInterruptibleWaitEndsAtTheInstantOfTheInterrupt() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ReentrantLock lock = new ReentrantLock();
                                    lock.lock();
                                    Object monitor = new Object();
                                    Strands.Body[] waits = {
                                        () -> Thread.sleep(1_000_000),
                                        () -> new CountDownLatch(1).await(),
                                        () -> new Semaphore(0).acquire(),
                                        () -> new LinkedBlockingQueue<>().take(),
                                        lock::lockInterruptibly,
                                        () -> {
                                            synchronized (monitor) {
                                                monitor.wait();
                                            }
                                        }
                                    };
                                    Thread[] threads = new Thread[waits.length];
                                    for (int i = 0; i < waits.length; i++) {
                                        int number = i;
                                        threads[i] =
                                                Strands.start(
                                                        "waiter " + i,
                                                        () -> {
                                                            try {
                                                                waits[number].run();
                                                            } catch (InterruptedException e) {
                                                                boolean flag = Thread.interrupted();
                                                                log.say(number + " " + flag);
                                                            }
                                                        });
                                    }
                                    for (Thread thread : threads) {
                                        Thread.sleep(10);
                                        thread.interrupt();
                                    }
                                    for (Thread thread : threads) {
                                        thread.join();
                                    }
                                }))
                .containsExactly(
                        "+10 0 false",
                        "+20 1 false",
                        "+30 2 false",
                        "+40 3 false",
                        "+50 4 false",
                        "+60 5 false");
    }

    @Test
    void waitsThatAreNotInterruptibleKeepTheFlag() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ReentrantLock lock = new ReentrantLock();
                                    Object monitor = new Object();
                                    Semaphore permits = new Semaphore(0);
                                    Thread waiter =
                                            Strands.start(
                                                    "waiter",
                                                    () -> {
                                                        permits.acquireUninterruptibly();
                                                        log.say(
                                                                Thread.currentThread()
                                                                        .isInterrupted());
                                                        lock.lock();
                                                        log.say(
                                                                Thread.currentThread()
                                                                        .isInterrupted());
                                                        lock.unlock();
                                                        synchronized (monitor) {
                                                            log.say(Thread.interrupted());
                                                        }
                                                    });
                                    lock.lock();
                                    synchronized (monitor) {
                                        Thread.sleep(10);
                                        waiter.interrupt();
                                        Thread.sleep(10);
                                        permits.release();
                                        Thread.sleep(10);
                                        lock.unlock();
                                        Thread.sleep(10);
                                    }
                                    waiter.join();
                                }))
                .containsExactly("+20 true", "+30 true", "+40 true");
    }

    @Test
    void anInterruptBeforeTheWaitEndsItAtOnce() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Thread.currentThread().interrupt();
                                    try {
                                        Thread.sleep(1_000);
                                    } catch (InterruptedException e) {
                                        log.say("sleep");
                                    }
                                    Thread.currentThread().interrupt();
                                    LockSupport.park();
                                    log.say("park " + Thread.interrupted());
                                    Thread.currentThread().interrupt();
                                    try {
                                        synchronized (this) {
                                            this.wait();
                                        }
                                    } catch (InterruptedException e) {
                                        log.say("wait");
                                    }
                                }))
                .containsExactly("+0 sleep", "+0 park true", "+0 wait");
    }

    @Test
    void aThreadInterruptedBeforeItBeginsSeesTheFlag() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Thread thread =
                                            Strands.start("t", () -> log.say(Thread.interrupted()));
                                    thread.interrupt();
                                    log.say(thread.isInterrupted());
                                    thread.join();
                                }))
                .containsExactly("+0 true", "+0 true");
    }

    @Test
    void othersSeeTheFlagOfABlockedThread() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Thread thread =
                                            Strands.start(
                                                    "t",
                                                    () -> {
                                                        Semaphore none = new Semaphore(0);
                                                        none.tryAcquire(); // loads its classes
                                                        LockSupport.parkNanos(50_000_000);
                                                        log.say(
                                                                Thread.currentThread()
                                                                        .isInterrupted());
                                                    });
                                    Thread.sleep(10);
                                    thread.interrupt();
                                    log.say(thread.isInterrupted());
                                    thread.join();
                                    log.say("end");
                                }))
                .containsExactly("+10 true", "+10 true", "+10 end");
    }

    @Test
    void threadsInterruptEachOther() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Thread[] threads = new Thread[2];
                                    for (int i = 0; i < 2; i++) {
                                        int n = i;
                                        threads[i] =
                                                Strands.thread(
                                                        "t" + i,
                                                        () -> {
                                                            for (int round = 0; round < 3; ) {
                                                                try {
                                                                    Thread.sleep(10 + 20L * n);
                                                                    log.say(n);
                                                                    threads[1 - n].interrupt();
                                                                    round++;
                                                                } catch (InterruptedException e) {
                                                                    log.say(n + "!");
                                                                    round++;
                                                                }
                                                            }
                                                        });
                                    }
                                    threads[0].start();
                                    threads[1].start();
                                    threads[0].join();
                                    threads[1].join();
                                }))
                .containsExactly("+10 0", "+10 1!", "+20 0", "+20 1!", "+30 0", "+30 1!");
    }
}
