package dev.timeloop.world.loop;

import static dev.timeloop.assertj.TimeloopAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.EventLoop;
import dev.timeloop.Partition;
import dev.timeloop.ReturnWhen;
import dev.timeloop.Task;
import dev.timeloop.junit.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

/** What the loop offers and what unmodified code does are on one clock, in one order. */
@VirtualTime
class LoopInItsWorldTest {
    private final List<String> log = new ArrayList<>();

    private void say(EventLoop loop, String what) {
        log.add("+" + loop.elapsed().toMillis() + " " + what);
    }

    @Test
    void advanceRunsTheThreadsOfTheTestUpToItsInstant(EventLoop loop) throws Exception {
        AtomicInteger ticks = new AtomicInteger();
        ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
        scheduler.scheduleAtFixedRate(ticks::incrementAndGet, 0, 1, TimeUnit.SECONDS);

        loop.advance(Duration.ofMillis(2_999));
        assertThat(ticks).hasValue(3);
        loop.advance(Duration.ofMillis(1));
        assertThat(ticks).hasValue(4);

        scheduler.shutdownNow();
        assertThat(scheduler.awaitTermination(1, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void bodiesOfTasksMayBlockInWaysOfTheJdk(EventLoop loop) {
        BlockingQueue<String> queue = new LinkedBlockingQueue<>();
        Task<String> taker = loop.start("taker", queue::take);
        Task<Void> giver =
                loop.run(
                        "giver",
                        () -> {
                            Thread.sleep(500);
                            queue.put("late");
                        });

        assertThat(loop.await(taker)).isEqualTo("late");
        assertThat(giver).isSucceeded();
        assertThat(loop).hasElapsed(Duration.ofMillis(500));
    }

    @Test
    void aPlainFutureIsAwaitedOnVirtualTime(EventLoop loop) {
        CompletableFuture<String> slow =
                CompletableFuture.supplyAsync(
                        () -> "slow", CompletableFuture.delayedExecutor(1, TimeUnit.HOURS));

        assertThat(loop.await(slow)).isEqualTo("slow");
        assertThat(loop).hasElapsed(Duration.ofHours(1));
    }

    @Test
    void joiningAPlainFutureLetsTimeJump(EventLoop loop) {
        Task<String> feed =
                loop.<String>script("feed").succeedsAfter(Duration.ofSeconds(3), "9.50");

        assertThat(feed.thenApply(quote -> quote + " EUR").toCompletableFuture().join())
                .isEqualTo("9.50 EUR");
        assertThat(CompletableFuture.allOf(feed).isDone()).isTrue();
        assertThat(loop).hasElapsed(Duration.ofSeconds(3));
    }

    @Test
    void cancellingATaskInterruptsItsBodyInAWaitOfTheJdk(EventLoop loop) {
        Task<Void> sleeper =
                loop.run(
                        "sleeper",
                        () -> {
                            try {
                                Thread.sleep(60_000);
                            } catch (InterruptedException e) {
                                say(loop, "interrupted");
                                throw new CancellationException("cleaned up");
                            }
                        });
        loop.advance(Duration.ofSeconds(1));

        sleeper.cancel("enough");
        loop.settle();

        assertThat(log).containsExactly("+1000 interrupted");
        assertThat(sleeper).isCancelled();
    }

    @Test
    void aBodyThatLetsTheInterruptOutIsCancelled(EventLoop loop) {
        Task<Void> sleeper = loop.run("sleeper", () -> Thread.sleep(60_000));
        loop.advance(Duration.ofSeconds(1));

        sleeper.cancel("enough");
        loop.settle();

        assertThat(sleeper).isCancelled();
    }

    @Test
    void tasksAndThreadsShareLocks(EventLoop loop) throws Exception {
        ReentrantLock lock = new ReentrantLock();
        Thread holder =
                new Thread(
                        () -> {
                            lock.lock();
                            try {
                                Thread.sleep(2_000);
                                say(loop, "unlocks");
                            } catch (InterruptedException e) {
                                say(loop, "interrupted");
                            } finally {
                                lock.unlock();
                            }
                        });
        holder.start();
        Task<Void> wanting =
                loop.run(
                        "wanting",
                        () -> {
                            lock.lock();
                            try {
                                say(loop, "locks");
                            } finally {
                                lock.unlock();
                            }
                        });

        Partition<Void> both =
                loop.waitUntil(ReturnWhen.ALL_COMPLETED, List.of(wanting), Duration.ofSeconds(5));
        holder.join();

        assertThat(both).hasDone(wanting);
        assertThat(log).containsExactly("+2000 unlocks", "+2000 locks");
    }

    @Test
    void callbacksOfTheLoopSeeVirtualClocks(EventLoop loop) {
        long start = System.nanoTime();
        List<Long> seen = new ArrayList<>();
        loop.callLater(Duration.ofMillis(5), () -> seen.add(System.nanoTime() - start));
        loop.callLater(Duration.ofMillis(7), () -> seen.add(System.nanoTime() - start));

        loop.advance(Duration.ofMillis(10));

        assertThat(seen).containsExactly(5_000_000L, 7_000_000L);
    }

    @Test
    void aThreadMayUseTheLoop(EventLoop loop) throws Exception {
        Thread user =
                new Thread(
                        () -> {
                            loop.sleep(Duration.ofSeconds(1));
                            loop.run("task of a thread", () -> say(loop, "ran"));
                            say(loop, "thread");
                        });
        user.start();
        user.join();
        loop.settle();

        assertThat(log).containsExactly("+1000 thread", "+1000 ran");
    }

    @Test
    void invokeAllOnAPoolTakesVirtualTime(EventLoop loop) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        pool.invokeAll(
                List.of(
                        () -> {
                            Thread.sleep(1_000);
                            return 1;
                        },
                        () -> {
                            Thread.sleep(2_000);
                            return 2;
                        },
                        () -> {
                            Thread.sleep(4_000);
                            return 3;
                        }));
        pool.shutdown();

        assertThat(pool.awaitTermination(1, TimeUnit.SECONDS)).isTrue();
        assertThat(loop).hasElapsed(Duration.ofSeconds(5));
    }
}
