package dev.timeloop.world.juc;

import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.world.support.InWorld;
import dev.timeloop.world.support.Strands;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ExecutorsTest {
    @Test
    void aFixedPoolRunsAsManyAsItHasThreads() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ExecutorService pool = Executors.newFixedThreadPool(4);
                                    for (int i = 0; i < 8; i++) {
                                        int n = i;
                                        pool.submit(
                                                () -> {
                                                    Strands.sleep(1_000L * (8 - n));
                                                    log.say(n);
                                                });
                                    }
                                    pool.shutdown();
                                    log.say(pool.awaitTermination(1, HOURS));
                                }))
                .containsExactly(
                        "+5000 3",
                        "+6000 2",
                        "+7000 1",
                        "+8000 0",
                        "+9000 4",
                        "+9000 5",
                        "+9000 6",
                        "+9000 7",
                        "+9000 true");
    }

    @Test
    void aSingleThreadRunsOneAfterTheOther() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ExecutorService pool = Executors.newSingleThreadExecutor();
                                    for (int i = 0; i < 3; i++) {
                                        int n = i;
                                        pool.execute(
                                                () -> {
                                                    Strands.sleep(100);
                                                    log.say(n);
                                                });
                                    }
                                    pool.shutdown();
                                    log.say(pool.awaitTermination(150, MILLISECONDS));
                                    log.say(pool.awaitTermination(1, HOURS));
                                }))
                .containsExactly("+100 0", "+150 false", "+200 1", "+300 2", "+300 true");
    }

    @Test
    void aCachedPoolRunsAllAtOnceAndLetsIdleThreadsGo() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ThreadPoolExecutor pool =
                                            (ThreadPoolExecutor) Executors.newCachedThreadPool();
                                    for (int i = 0; i < 5; i++) {
                                        pool.execute(() -> Strands.sleep(1_000));
                                    }
                                    log.say(pool.getPoolSize());
                                    SECONDS.sleep(30);
                                    log.say(pool.getActiveCount() + " of " + pool.getPoolSize());
                                    SECONDS.sleep(60);
                                    log.say(pool.getPoolSize());
                                    pool.shutdown();
                                    log.say(pool.awaitTermination(1, HOURS));
                                }))
                .containsExactly("+0 5", "+30000 0 of 5", "+90000 0", "+90000 true");
    }

    @Test
    void workStealingPoolsWork() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ExecutorService pool = Executors.newWorkStealingPool(2);
                                    List<Future<Integer>> futures = new ArrayList<>();
                                    for (int i = 0; i < 4; i++) {
                                        int n = i;
                                        futures.add(
                                                pool.submit(
                                                        () -> {
                                                            Thread.sleep(100);
                                                            return n;
                                                        }));
                                    }
                                    for (Future<Integer> future : futures) {
                                        log.say(future.get());
                                    }
                                    pool.shutdown();
                                    log.say(pool.awaitTermination(1, HOURS));
                                }))
                .containsExactly("+100 0", "+100 1", "+200 2", "+200 3", "+200 true");
    }

    @Test
    void invokeAllAndInvokeAnyKeepTheirLimits() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ExecutorService pool = Executors.newCachedThreadPool();
                                    List<Callable<Integer>> calls = new ArrayList<>();
                                    for (int i = 0; i < 5; i++) {
                                        int n = i;
                                        calls.add(
                                                () -> {
                                                    Thread.sleep(1_000L * (5 - n));
                                                    return n;
                                                });
                                    }
                                    log.say("any " + pool.invokeAny(calls));
                                    log.say("any " + pool.invokeAny(calls, 1, HOURS));
                                    try {
                                        pool.invokeAny(calls, 10, MILLISECONDS);
                                    } catch (TimeoutException e) {
                                        log.say("no time for any");
                                    }
                                    int done = 0;
                                    for (Future<Integer> f : pool.invokeAll(calls)) {
                                        done += f.isDone() ? 1 : 0;
                                    }
                                    log.say("all " + done);
                                    List<Boolean> cancelled = new ArrayList<>();
                                    for (Future<?> f : pool.invokeAll(calls, 2_500, MILLISECONDS)) {
                                        cancelled.add(f.isCancelled());
                                    }
                                    log.say(cancelled);
                                    pool.shutdownNow();
                                    log.say(pool.awaitTermination(1, HOURS));
                                }))
                .containsExactly(
                        "+1000 any 4",
                        "+2000 any 4",
                        "+2010 no time for any",
                        "+7010 all 5",
                        "+9510 [true, true, true, false, false]",
                        "+9510 true");
    }

    @Test
    void futuresTimeOutAndCancel() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ExecutorService pool = Executors.newFixedThreadPool(2);
                                    Future<String> slow =
                                            pool.submit(
                                                    () -> {
                                                        try {
                                                            Thread.sleep(10_000);
                                                        } catch (InterruptedException e) {
                                                            log.say("interrupted");
                                                        }
                                                        return "slow";
                                                    });
                                    try {
                                        slow.get(2, SECONDS);
                                    } catch (TimeoutException e) {
                                        log.say("timeout");
                                    }
                                    log.say(slow.cancel(true) + " " + slow.isDone());
                                    Future<?> failing =
                                            pool.submit(
                                                    () -> {
                                                        Thread.sleep(5);
                                                        throw new IllegalStateException("boom");
                                                    });
                                    try {
                                        failing.get();
                                    } catch (ExecutionException e) {
                                        log.say(e.getCause().getMessage());
                                    }
                                    pool.shutdown();
                                    try {
                                        pool.execute(() -> log.say("never"));
                                    } catch (RejectedExecutionException e) {
                                        log.say("rejected");
                                    }
                                }))
                .containsExactly(
                        "+2000 timeout",
                        "+2000 true true",
                        "+2000 interrupted",
                        "+2005 boom",
                        "+2005 rejected");
    }

    @Test
    void aCompletionServiceHandsOutWhatIsDoneFirst() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ExecutorService pool = Executors.newFixedThreadPool(3);
                                    CompletionService<Integer> service =
                                            new ExecutorCompletionService<>(pool);
                                    for (int i = 0; i < 3; i++) {
                                        int n = i;
                                        service.submit(
                                                () -> {
                                                    Thread.sleep(100L * (3 - n));
                                                    return n;
                                                });
                                    }
                                    log.say(service.take().get());
                                    log.say(service.poll(50, MILLISECONDS));
                                    log.say(service.take().get());
                                    log.say(service.poll(1, SECONDS).get());
                                    pool.shutdownNow();
                                }))
                .containsExactly("+100 2", "+150 null", "+200 1", "+300 0");
    }

    @Test
    void aPoolsSubclassSeesItsTasks() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ThreadPoolExecutor pool =
                                            new ThreadPoolExecutor(
                                                    1, 1, 1, SECONDS, new LinkedBlockingQueue<>()) {
                                                @Override
                                                protected void beforeExecute(Thread t, Runnable r) {
                                                    log.say("before");
                                                }

                                                @Override
                                                protected void terminated() {
                                                    log.say("terminated");
                                                }
                                            };
                                    pool.allowCoreThreadTimeOut(true);
                                    pool.execute(() -> Strands.sleep(10));
                                    pool.execute(() -> log.say("second"));
                                    SECONDS.sleep(5);
                                    log.say(pool.getPoolSize());
                                    pool.shutdown();
                                    log.say(pool.isTerminated());
                                }))
                .containsExactly(
                        "+0 before",
                        "+10 before",
                        "+10 second",
                        "+5000 0",
                        "+5000 terminated",
                        "+5000 true");
    }
}
