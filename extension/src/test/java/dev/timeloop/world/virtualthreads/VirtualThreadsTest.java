package dev.timeloop.world.virtualthreads;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.world.support.InWorld;
import dev.timeloop.world.support.Strands;
import dev.timeloop.world.support.VirtualThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@EnabledForJreRange(min = JRE.JAVA_21)
@SuppressWarnings({"WaitNotInLoop", "NakedNotify"}) // there are no spurious wake-ups here
class VirtualThreadsTest {
    @Test
    void namedVirtualThreadsSleepInVirtualTime() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    List<Thread> threads = new ArrayList<>();
                                    for (int i = 0; i < 5; i++) {
                                        int n = i;
                                        threads.add(
                                                VirtualThreads.start(
                                                        "v" + i,
                                                        () -> {
                                                            Thread.sleep(1_000L * (5 - n));
                                                            log.say(
                                                                    Thread.currentThread()
                                                                            .getName());
                                                        }));
                                    }
                                    for (Thread thread : threads) {
                                        thread.join();
                                    }
                                    log.say("joined");
                                }))
                .containsExactly(
                        "+1000 v4", "+2000 v3", "+3000 v2", "+4000 v1", "+5000 v0", "+5000 joined");
    }

    @Test
    void aThreadPerTaskExecutorRunsAllAtOnce() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ExecutorService executor = VirtualThreads.perTask();
                                    List<Future<Integer>> futures = new ArrayList<>();
                                    for (int i = 0; i < 200; i++) {
                                        int n = i;
                                        futures.add(
                                                executor.submit(
                                                        () -> {
                                                            Thread.sleep(1_000L * (n % 10));
                                                            return n;
                                                        }));
                                    }
                                    int sum = 0;
                                    for (Future<Integer> future : futures) {
                                        sum += future.get();
                                    }
                                    log.say(sum);
                                    Future<?> last = executor.submit(() -> Strands.sleep(500));
                                    VirtualThreads.close(executor);
                                    log.say(last.isDone());
                                }))
                .containsExactly("+9000 19900", "+9500 true");
    }

    @Test
    void tenThousandSleepAtRandom() throws Exception {
        List<String> lines =
                InWorld.once(
                        log -> {
                            ExecutorService executor = VirtualThreads.perTask();
                            Random random = new Random(1);
                            int[] ended = new int[1];
                            for (int i = 0; i < 10_000; i++) {
                                long first = random.nextInt(1_000);
                                long second = random.nextInt(1_000);
                                executor.execute(
                                        () -> {
                                            Strands.sleep(first);
                                            Strands.sleep(second);
                                            ended[0]++;
                                        });
                            }
                            VirtualThreads.close(executor);
                            log.say(ended[0]);
                        });
        assertThat(lines).hasSize(1).first().asString().endsWith(" 10000");
    }

    @Test
    void locksAndQueuesBlockThem() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ReentrantLock lock = new ReentrantLock();
                                    LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();
                                    CountDownLatch latch = new CountDownLatch(3);
                                    for (int i = 0; i < 3; i++) {
                                        int n = i;
                                        VirtualThreads.start(
                                                "v" + i,
                                                () -> {
                                                    lock.lock();
                                                    try {
                                                        Thread.sleep(100);
                                                        queue.put("from " + n);
                                                    } finally {
                                                        lock.unlock();
                                                    }
                                                    latch.countDown();
                                                });
                                    }
                                    for (int i = 0; i < 3; i++) {
                                        log.say(queue.poll(1, SECONDS));
                                    }
                                    latch.await();
                                    log.say(queue.poll(1, SECONDS));
                                }))
                .containsExactly("+100 from 0", "+200 from 1", "+300 from 2", "+1300 null");
    }

    @Test
    void monitorsBlockThem() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Object lock = new Object();
                                    List<Thread> threads = new ArrayList<>();
                                    for (int i = 0; i < 4; i++) {
                                        int n = i;
                                        threads.add(
                                                VirtualThreads.start(
                                                        "v" + i,
                                                        () -> {
                                                            synchronized (lock) {
                                                                log.say("in " + n);
                                                                Thread.sleep(1_000);
                                                            }
                                                        }));
                                    }
                                    for (Thread thread : threads) {
                                        thread.join();
                                    }
                                    log.say("joined");
                                }))
                .containsExactly(
                        "+0 in 0", "+1000 in 1", "+2000 in 2", "+3000 in 3", "+4000 joined");
    }

    @Test
    void theyWaitAndAreNotified() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Object lock = new Object();
                                    Thread waiter =
                                            VirtualThreads.start(
                                                    "waiter",
                                                    () -> {
                                                        synchronized (lock) {
                                                            lock.wait(300);
                                                            log.say("timed out");
                                                            lock.wait();
                                                            log.say("notified");
                                                        }
                                                    });
                                    Thread notifier =
                                            VirtualThreads.start(
                                                    "notifier",
                                                    () -> {
                                                        Thread.sleep(1_000);
                                                        synchronized (lock) {
                                                            lock.notify();
                                                        }
                                                    });
                                    waiter.join();
                                    notifier.join();
                                }))
                .containsExactly("+300 timed out", "+1000 notified");
    }

    @Test
    void anInterruptWakesThem() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Thread sleeper =
                                            VirtualThreads.start(
                                                    "sleeper",
                                                    () -> {
                                                        try {
                                                            Thread.sleep(1_000_000);
                                                        } catch (InterruptedException e) {
                                                            log.say("interrupted");
                                                        }
                                                    });
                                    Thread.sleep(10);
                                    sleeper.interrupt();
                                    sleeper.join();
                                    log.say(sleeper.getState());
                                }))
                .containsExactly("+10 interrupted", "+10 TERMINATED");
    }
}
