package dev.timeloop.world.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What a deadlock says to do fits what is waited for. */
@SuppressWarnings({"WaitNotInLoop", "NakedNotify"}) // nobody is to notify it
class DeadlockAdviceTest {
    private static String adviceOn(OneWorld.Scenario scenario) {
        String message = OneWorld.of(scenario).message();
        return message.substring(message.lastIndexOf("\n-> ") + 4);
    }

    @Test
    void aLatchIsCountedDown() {
        assertThat(adviceOn(() -> new CountDownLatch(1).await()))
                .isEqualTo(
                        "count it down on every path, in a finally block; or give up after a time:"
                                + " latch.await(time, unit)");
    }

    @Test
    void permitsAreReleased() {
        assertThat(adviceOn(() -> new Semaphore(0).acquire()))
                .isEqualTo(
                        "release permits in a finally block, or give up after a time:"
                                + " semaphore.tryAcquire(time, unit)");
    }

    @Test
    void whoeverWaitsOnAMonitorIsNotified() {
        Object monitor = new Object();

        assertThat(
                        adviceOn(
                                () -> {
                                    synchronized (monitor) {
                                        monitor.notifyAll();
                                        monitor.wait();
                                    }
                                }))
                .isEqualTo(
                        "notify it once it waits: what is notified before is lost, so ask for the"
                                + " condition in a loop around wait()");
    }

    @Test
    void aFutureIsCompleted() {
        assertThat(adviceOn(() -> new CompletableFuture<>().join()))
                .startsWith("complete or cancel what is waited for;");
    }

    @Test
    void aQueueIsFilledBySomebodyElse() {
        assertThat(adviceOn(() -> new LinkedBlockingQueue<>().take()))
                .isEqualTo("let another thread bring it about, or give up after a time");
    }

    @Test
    void aJoinedThreadNeedsWhatThatWaitsFor() {
        assertThat(adviceOn(() -> Steps.thread("parked", LockSupport::park).join()))
                .isEqualTo("unpark it: LockSupport.unpark(thread)");
    }

    @Test
    void monitorsCanNotBeGivenUp() {
        Object a = new Object();
        Object b = new Object();

        assertThat(
                        adviceOn(
                                () -> {
                                    Steps.thread("other", () -> takeBoth(b, a));
                                    takeBoth(a, b);
                                }))
                .isEqualTo(
                        "take what they wait for in the same order everywhere, or use locks, which"
                                + " can be given up after a time as monitors can't:"
                                + " ReentrantLock.tryLock(time, unit)");
    }

    private static void takeBoth(Object first, Object second) throws InterruptedException {
        synchronized (first) {
            Thread.sleep(10);
            synchronized (second) {
                second.notifyAll();
            }
        }
    }

    @Test
    void threadsThatJoinEachOtherHoldNothing() {
        assertThat(
                        adviceOn(
                                () -> {
                                    Thread body = Thread.currentThread();
                                    Steps.thread("other", body::join).join();
                                }))
                .isEqualTo("let one of them go on without the other");
    }
}
