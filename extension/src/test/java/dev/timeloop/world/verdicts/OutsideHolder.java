package dev.timeloop.world.verdicts;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** A thread outside all worlds that holds a lock until some time after others want it. */
final class OutsideHolder {
    final ReentrantLock lock = new ReentrantLock();
    private volatile boolean letGo;
    private final Thread thread;

    /**
     * Takes the lock.
     *
     * @param millis of real time, for which it keeps the lock when somebody waits for it
     */
    OutsideHolder(int millis) throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        thread =
                new Thread(
                        () -> {
                            lock.lock();
                            held.countDown();
                            hold(millis);
                            lock.unlock();
                        },
                        "outside");
        thread.start();
        if (!held.await(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the lock can't be had");
        }
    }

    /** Until told, and then until somebody has waited for the lock for so long; bounded. */
    private void hold(int millis) {
        spin(TimeUnit.SECONDS.toNanos(10), () -> !(letGo && lock.hasQueuedThreads()));
        spin(TimeUnit.MILLISECONDS.toNanos(millis), () -> true);
    }

    private static void spin(long most, BooleanSupplier goesOn) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < most && goesOn.getAsBoolean()) {
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
