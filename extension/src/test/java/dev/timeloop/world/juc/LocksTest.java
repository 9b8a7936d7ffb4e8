package dev.timeloop.world.juc;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.world.support.InWorld;
import dev.timeloop.world.support.Strands;
import java.util.Date;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings({"LockNotBeforeTry", "WaitNotInLoop", "JavaUtilDate"})
class LocksTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLockLetsStrandsInOneByOne(boolean fair) throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ReentrantLock lock = new ReentrantLock(fair);
                                    Strands.together(
                                            3,
                                            n -> {
                                                lock.lock();
                                                try {
                                                    Thread.sleep(100);
                                                    log.say(n);
                                                } finally {
                                                    lock.unlock();
                                                }
                                            });
                                }))
                .containsExactly("+100 0", "+200 1", "+300 2");
    }

    @Test
    void aTimedTryLockGivesUpAtItsInstant() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ReentrantLock lock = new ReentrantLock();
                                    Thread holder =
                                            Strands.start("holder", () -> hold(lock, 1_000));
                                    Thread.sleep(1);
                                    log.say(lock.tryLock());
                                    log.say(lock.tryLock(99, MILLISECONDS));
                                    log.say(lock.tryLock(5, SECONDS));
                                    lock.unlock();
                                    holder.join();
                                }))
                .containsExactly("+1 false", "+100 false", "+1000 true");
    }

    private static void hold(Lock lock, long millis) throws InterruptedException {
        lock.lock();
        try {
            Thread.sleep(millis);
        } finally {
            lock.unlock();
        }
    }

    @Test
    void conditionsWaitInEveryWay() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ReentrantLock lock = new ReentrantLock(true);
                                    Condition condition = lock.newCondition();
                                    Thread waiter =
                                            Strands.start(
                                                    "waiter",
                                                    () -> {
                                                        lock.lock();
                                                        try {
                                                            long until =
                                                                    System.currentTimeMillis()
                                                                            + 20_000;
                                                            log.say(
                                                                    condition.awaitUntil(
                                                                            new Date(until)));
                                                            log.say(condition.await(5, SECONDS));
                                                            log.say(
                                                                    condition.awaitNanos(
                                                                            7_000_000));
                                                            condition.await();
                                                            log.say("signalled");
                                                            condition.awaitUninterruptibly();
                                                            log.say(Thread.interrupted());
                                                        } finally {
                                                            lock.unlock();
                                                        }
                                                    });
                                    Thread.sleep(10_000);
                                    signal(lock, condition);
                                    Thread.sleep(10_000);
                                    signal(lock, condition);
                                    Thread.sleep(10_000);
                                    waiter.interrupt();
                                    signal(lock, condition);
                                    waiter.join();
                                }))
                .containsExactly(
                        "+10000 true",
                        "+15000 false",
                        "+15007 0",
                        "+20000 signalled",
                        "+30000 true");
    }

    private static void signal(ReentrantLock lock, Condition condition) {
        lock.lock();
        try {
            condition.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Test
    void signalsWakeInTheOrderOfTheWaits() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ReentrantLock lock = new ReentrantLock();
                                    Condition condition = lock.newCondition();
                                    Thread signaller =
                                            Strands.start(
                                                    "signaller",
                                                    () -> {
                                                        Thread.sleep(10);
                                                        lock.lock();
                                                        condition.signal();
                                                        lock.unlock();
                                                        Thread.sleep(10);
                                                        signal(lock, condition);
                                                    });
                                    Strands.together(
                                            3,
                                            n -> {
                                                lock.lock();
                                                try {
                                                    condition.await();
                                                    log.say(n);
                                                } finally {
                                                    lock.unlock();
                                                }
                                            });
                                    signaller.join();
                                }))
                .containsExactly("+10 0", "+20 1", "+20 2");
    }

    @Test
    void readersShareAndWritersDoNot() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);
                                    Strands.together(
                                            4,
                                            n -> {
                                                Lock mine =
                                                        n == 2 ? lock.writeLock() : lock.readLock();
                                                Thread.sleep(n);
                                                hold(mine, 100);
                                                log.say(n);
                                                if (n == 3) {
                                                    boolean got =
                                                            lock.writeLock()
                                                                    .tryLock(10, MILLISECONDS);
                                                    log.say(got);
                                                    lock.writeLock().unlock();
                                                }
                                            });
                                }))
                .containsExactly("+100 0", "+101 1", "+201 2", "+301 3", "+301 true");
    }

    @Test
    void stampedLocksWait() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    StampedLock lock = new StampedLock();
                                    Strands.together(
                                            3,
                                            n -> {
                                                if (n == 0) {
                                                    long stamp = lock.writeLock();
                                                    Thread.sleep(100);
                                                    lock.unlockWrite(stamp);
                                                } else if (n == 1) {
                                                    log.say(lock.tryReadLock(50, MILLISECONDS));
                                                    Thread.sleep(100);
                                                    long stamp = lock.readLock();
                                                    log.say("read");
                                                    lock.unlockRead(stamp);
                                                } else {
                                                    Thread.sleep(10);
                                                    long seen = lock.tryOptimisticRead();
                                                    log.say(lock.validate(seen));
                                                    long stamp = lock.writeLockInterruptibly();
                                                    log.say("write");
                                                    lock.unlockWrite(stamp);
                                                }
                                            });
                                }))
                .containsExactly("+10 false", "+50 0", "+100 write", "+150 read");
    }
}
