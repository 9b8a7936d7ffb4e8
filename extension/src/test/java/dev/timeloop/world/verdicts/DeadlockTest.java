package dev.timeloop.world.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.DeadlockException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

@SuppressWarnings("WaitNotInLoop") // nobody is to signal it
class DeadlockTest {
    /** What the first sentence says that the test body waits for. */
    private static String awaited(OneWorld.Scenario scenario) {
        OneWorld world = OneWorld.of(scenario);
        assertThat(world.failure).isInstanceOf(DeadlockException.class);
        String start = "Deadlock at +0 s: the test body is waiting for ";
        assertThat(world.message()).startsWith(start);
        return world.message()
                .substring(start.length(), world.message().indexOf(", and nothing is left"));
    }

    @Test
    void onALatchTellsItsCount() {
        assertThat(awaited(() -> new CountDownLatch(2).await()))
                .isEqualTo("CountDownLatch with count 2");
    }

    @Test
    void onASemaphoreTellsItsPermits() {
        assertThat(awaited(() -> new Semaphore(1).acquire(2))).isEqualTo("Semaphore with 1 permit");
    }

    @Test
    void onAFutureThatNobodyCompletesIsSeenByGetAndByJoin() {
        assertThat(awaited(() -> new CompletableFuture<String>().get()))
                .isEqualTo("CompletableFuture");
        assertThat(awaited(() -> new CompletableFuture<String>().join()))
                .isEqualTo("CompletableFuture");
    }

    @Test
    void onAQueueTellsTheCall() {
        assertThat(awaited(() -> new LinkedBlockingQueue<String>().take()))
                .isEqualTo("a signal in LinkedBlockingQueue.take");
        assertThat(awaited(() -> new SynchronousQueue<String>().put("x")))
                .startsWith("SynchronousQueue");
    }

    @Test
    void onAConditionTellsTheCall() {
        assertThat(
                        awaited(
                                () -> {
                                    Lock lock = new ReentrantLock();
                                    Condition condition = lock.newCondition();
                                    lock.lock();
                                    try {
                                        condition.await();
                                    } finally {
                                        lock.unlock();
                                    }
                                }))
                .isEqualTo("a signal in Condition.await");
    }

    @Test
    void onABarrierAPhaserOrAnExchangerNamesThem() {
        assertThat(awaited(() -> new CyclicBarrier(2).await()))
                .isEqualTo("a signal in CyclicBarrier.await");
        assertThat(awaited(() -> new Phaser(2).awaitAdvanceInterruptibly(0))).isEqualTo("Phaser");
        assertThat(awaited(() -> new Exchanger<String>().exchange("x"))).isEqualTo("Exchanger");
    }

    @Test
    void aPoolWhoseJobsWaitForEachOtherIsSaidToBeStarved() {
        OneWorld world =
                OneWorld.of(
                        () -> {
                            ExecutorService pool = Executors.newFixedThreadPool(1);
                            pool.submit(() -> pool.submit(() -> "inner").get()).get();
                        });

        assertThat(world.message())
                .isEqualTo(
                        """
                        Deadlock at +0 s: the test body is waiting for FutureTask, run by thread\
                         "pool-N-thread-1", and nothing is left that could release it.
                          thread "pool-N-thread-1" is waiting for FutureTask
                            at DeadlockTest.aPoolWhoseJobsWaitForEachOtherIsSaidToBeStarved(DeadlockTest.java:N)
                        A ThreadPoolExecutor has 1 job in its queue that can't begin, since its\
                         only thread is blocked in earlier ones.
                        -> give the pool more threads, or let none of its jobs wait for another\
                         one""");
    }

    @Test
    void locksOfOneClassAreToldApart() {
        OneWorld world =
                OneWorld.of(
                        () -> {
                            Lock first = new ReentrantLock();
                            Lock second = new ReentrantLock(true);
                            both(() -> lock(first, second), () -> lock(second, first));
                        });

        assertThat(world.message())
                .contains("thread \"a\" is waiting for ReentrantLock #1, held by thread \"b\"")
                .contains("thread \"b\" is waiting for ReentrantLock #2, held by thread \"a\"");
    }

    @Test
    void soAreMonitors() {
        OneWorld world =
                OneWorld.of(
                        () -> {
                            Account one = new Account();
                            Account other = new Account();
                            both(() -> move(one, other), () -> move(other, one));
                        });

        String wait = " is waiting for the monitor of DeadlockTest.Account ";
        assertThat(world.message())
                .contains("thread \"a\"" + wait + "#2, held by thread \"b\"")
                .contains("thread \"b\"" + wait + "#1, held by thread \"a\"");
    }

    private static final class Account {
        private final AtomicInteger cents = new AtomicInteger();
    }

    private static void both(Runnable one, Runnable other) throws InterruptedException {
        Thread a = new Thread(one, "a");
        Thread b = new Thread(other, "b");
        a.start();
        b.start();
        a.join();
        b.join();
    }

    private static void lock(Lock first, Lock then) {
        first.lock();
        try {
            LockSupport.parkNanos(1);
            then.lock();
            then.unlock();
        } finally {
            first.unlock();
        }
    }

    private static void move(Account from, Account to) {
        synchronized (from) {
            LockSupport.parkNanos(1);
            synchronized (to) {
                from.cents.decrementAndGet();
                to.cents.incrementAndGet();
            }
        }
    }

    @Test
    void whatTheBodyThrowsWhenItIsStoppedIsSuppressed() {
        OneWorld world =
                OneWorld.of(
                        () -> {
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException("not ready", e);
                            }
                        });

        assertThat(world.failure).isInstanceOf(DeadlockException.class);
        assertThat(world.failure.getSuppressed())
                .singleElement()
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aBodyThatSwallowsTheInterruptFailsAllTheSame() {
        OneWorld world =
                OneWorld.of(
                        () -> {
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                return;
                            }
                        });

        assertThat(world.failure).isInstanceOf(DeadlockException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void isShownWithTheFirstTwentyOfManyBlockedThreads() {
        OneWorld world =
                OneWorld.of(
                        () -> {
                            CountDownLatch latch = new CountDownLatch(1);
                            for (int i = 0; i < 25; i++) {
                                Steps.thread("t" + i, latch::await);
                            }
                            latch.await();
                        });

        assertThat(world.message())
                .contains("\n  thread \"t19\" is waiting")
                .doesNotContain("\n  thread \"t20\" is waiting")
                .contains("\n  ... and 5 more\n");
    }
}
