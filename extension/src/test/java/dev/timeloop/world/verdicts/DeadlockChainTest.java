package dev.timeloop.world.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.DeadlockException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.junit.jupiter.api.Test;

@SuppressWarnings("WaitNotInLoop") // nobody is to notify it
class DeadlockChainTest {
    private static OneWorld deadlock(OneWorld.Scenario scenario) {
        OneWorld world = OneWorld.of(scenario);
        assertThat(world.failure).isInstanceOf(DeadlockException.class);
        return world;
    }

    @Test
    void twoLocksTakenCrosswiseAreNamedWithWhoHoldsThem() {
        OneWorld world =
                deadlock(
                        () -> {
                            Lock a = new ReentrantLock();
                            Lock b = new ReentrantLock();
                            Thread x = Steps.thread("x", () -> takeBoth(a, b));
                            Thread y = Steps.thread("y", () -> takeBoth(b, a));
                            x.join();
                            y.join();
                        });

        assertThat(world.message())
                .isEqualTo(
                        """
                        Deadlock at +10 ms: the test body is waiting for thread "x" to end, and\
                         nothing is left that could release it.
                        Thread "x" and thread "y" wait for each other:
                          thread "x" is waiting for ReentrantLock #1, held by thread "y"
                            at DeadlockChainTest.takeBoth(DeadlockChainTest.java:N)
                            at DeadlockChainTest.twoLocksTakenCrosswiseAreNamedWithWhoHoldsThem(DeadlockChainTest.java:N)
                            at Steps.thread(Steps.java:N)
                          thread "y" is waiting for ReentrantLock #2, held by thread "x"
                            at DeadlockChainTest.takeBoth(DeadlockChainTest.java:N)
                            at DeadlockChainTest.twoLocksTakenCrosswiseAreNamedWithWhoHoldsThem(DeadlockChainTest.java:N)
                            at Steps.thread(Steps.java:N)
                        -> take what they wait for in the same order everywhere, or give up after\
                         a time: lock.tryLock(time, unit)""");
        assertThat(world.elapsed).isEqualTo(Duration.ofMillis(10));
    }

    private static void takeBoth(Lock first, Lock second) throws InterruptedException {
        first.lock();
        Thread.sleep(10);
        second.lockInterruptibly();
    }

    @Test
    void twoMonitorsTakenCrosswiseAreNamedByTheirClasses() {
        OneWorld world =
                deadlock(
                        () -> {
                            Object a = new Object();
                            List<String> b = new ArrayList<>();
                            Steps.thread("x", () -> enterBoth(a, b));
                            Steps.thread("y", () -> enterBoth(b, a)).join();
                        });

        assertThat(world.message())
                .contains("Thread \"y\" and thread \"x\" wait for each other:\n")
                .contains(
                        "  thread \"x\" is waiting for the monitor of an ArrayList, held by thread"
                                + " \"y\"\n")
                .contains(
                        "  thread \"y\" is waiting for the monitor of an Object, held by thread"
                                + " \"x\"\n");
    }

    @Test
    void threadsThatWaitForEachOthersMonitorsEndWithTheirWorld() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        OneWorld world =
                deadlock(
                        () -> {
                            Object a = new Object();
                            Object b = new Object();
                            Object c = new Object();
                            threads.add(quiet("x", a, b));
                            threads.add(quiet("y", b, c));
                            threads.add(quiet("z", c, a));
                            for (Thread each : threads) {
                                each.start();
                            }
                            threads.get(0).join();
                        });

        assertThat(world.message()).contains("wait in a circle");
        for (Thread each : threads) {
            each.join(10_000);
            assertThat(each.isAlive()).isFalse();
        }
    }

    private static Thread quiet(String name, Object first, Object second) {
        Thread made = new Thread(() -> enterBothOrEnd(first, second), name);
        made.setUncaughtExceptionHandler((thread, thrown) -> {});
        return made;
    }

    private static void enterBothOrEnd(Object first, Object second) {
        try {
            enterBoth(first, second);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static void enterBoth(Object first, Object second) throws InterruptedException {
        synchronized (first) {
            Thread.sleep(10);
            synchronized (second) {
                Thread.sleep(10);
            }
        }
    }

    @Test
    void aCircleThroughTheTestBodyShowsWhereThatStands() {
        OneWorld world =
                deadlock(
                        () -> {
                            Object monitor = new Object();
                            Lock lock = new ReentrantLock();
                            Steps.thread(
                                    "x",
                                    () -> {
                                        synchronized (monitor) {
                                            Thread.sleep(10);
                                            lock.lockInterruptibly();
                                        }
                                    });
                            lock.lock();
                            Steps.sleep(20);
                            enter(monitor);
                        });

        assertThat(world.message())
                .startsWith(
                        "Deadlock at +20 ms: the test body is waiting for the monitor of an"
                                + " Object, held by thread \"x\", and nothing is left")
                .contains("The test body and thread \"x\" wait for each other:\n")
                .contains("    at DeadlockChainTest.enter(DeadlockChainTest.java:N)\n")
                .contains("  thread \"x\" is waiting for ReentrantLock, held by the test body\n");
    }

    private static void enter(Object monitor) {
        synchronized (monitor) {
            Steps.sleep(1);
        }
    }

    @Test
    void moreThanTwoWaitInACircle() {
        OneWorld world =
                deadlock(
                        () -> {
                            Lock[] locks = {
                                new ReentrantLock(), new ReentrantLock(), new ReentrantLock()
                            };
                            for (int i = 0; i < 3; i++) {
                                Lock mine = locks[i];
                                Lock next = locks[(i + 1) % 3];
                                Steps.thread("t" + i, () -> takeBoth(mine, next));
                            }
                            Steps.sleep(5);
                            locks[1].lockInterruptibly();
                        });

        assertThat(world.message())
                .contains("Thread \"t1\", thread \"t2\" and thread \"t0\" wait in a circle:\n");
    }

    @Test
    void aThreadThatJoinsOneInACircleIsNotPartOfIt() {
        OneWorld world =
                deadlock(
                        () -> {
                            Lock a = new ReentrantLock();
                            Lock b = new ReentrantLock();
                            Thread x = Steps.thread("x", () -> takeBoth(a, b));
                            Steps.thread("y", () -> takeBoth(b, a));
                            Steps.thread("third", x::join).join();
                        });

        assertThat(world.message())
                .startsWith("Deadlock at +10 ms: the test body is waiting for thread \"third\"")
                .contains(
                        "\nBlocked, too:\n  thread \"third\" is waiting for thread \"x\" to end\n");
    }

    @Test
    void aThreadThatJoinsItselfWaitsForItself() {
        OneWorld world =
                deadlock(
                        () ->
                                Steps.thread("narcissus", () -> Thread.currentThread().join())
                                        .join());

        assertThat(world.message()).contains("\nThread \"narcissus\" waits for itself:\n");
    }

    @Test
    void aLockLeftBehindByAThreadThatHasEndedIsSaidToBeLost() {
        OneWorld world =
                deadlock(
                        () -> {
                            Lock lock = new ReentrantLock();
                            Steps.thread("careless", lock::lock).join();
                            lock.lockInterruptibly();
                        });

        assertThat(world.message())
                .isEqualTo(
                        """
                        Deadlock at +0 s: the test body is waiting for ReentrantLock, held by\
                         thread "careless", which has ended, and nothing is left that could release\
                         it.
                        -> release it in a finally block""");
    }

    @Test
    void aReaderHoldsUpAWriter() {
        OneWorld world =
                deadlock(
                        () -> {
                            ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
                            Object never = new Object();
                            Steps.thread(
                                    "reader",
                                    () -> {
                                        lock.readLock().lock();
                                        synchronized (never) {
                                            never.wait();
                                        }
                                    });
                            Steps.sleep(1);
                            lock.writeLock().lockInterruptibly();
                        });

        assertThat(world.message())
                .contains("the test body is waiting for ReentrantReadWriteLock, held by thread")
                .contains("  thread \"reader\" is waiting to be notified on an Object\n");
    }
}
