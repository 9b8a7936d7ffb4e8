package dev.timeloop.world.verdicts;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** A thread outside all worlds that holds a lock until some time after it was told to let go. */
final class OutsideHolder {
    final ReentrantLock lock = new ReentrantLock();
    private volatile boolean letGo;
    private final Thread thread;

    OutsideHolder() throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        thread =
                new Thread(
                        () -> {
                            lock.lock();
                            held.countDown();
                            hold();
                            lock.unlock();
                        },
                        "outside");
        thread.start();
        if (!held.await(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the lock can't be had");
        }
    }

    /** Until told, and then until somebody waits for the lock; bounded. */
    private void hold() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!(letGo && lock.hasQueuedThreads()) && System.nanoTime() - deadline < 0) {
            Thread.onSpinWait();
        }
        while (System.nanoTime() - deadline + TimeUnit.MILLISECONDS.toNanos(9_950) < 0) {
            Thread.onSpinWait();
        }
    }

    void releaseSoon() {
        letGo = true;
    }

    void join() throws InterruptedException {
        thread.join(10_000);
    }
}
