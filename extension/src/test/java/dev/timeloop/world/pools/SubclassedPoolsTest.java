package dev.timeloop.world.pools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.world.support.InWorld;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the double of a pool has in common with the pool that it stands in for. */
class SubclassedPoolsTest {
    private static final Counting COUNTING = new Counting();
    private static final ThreadPoolExecutor NARROW =
            new ThreadPoolExecutor(1, 2, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(1));
    private static final ThreadPoolExecutor SET_LATER =
            new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());

    static {
        SET_LATER.setMaximumPoolSize(3);
        SET_LATER.setCorePoolSize(3);
        SET_LATER.allowCoreThreadTimeOut(true);
    }

    /** Overrides all that is meant for it. */
    private static final class Counting extends ThreadPoolExecutor {
        private final List<String> events = new CopyOnWriteArrayList<>();

        Counting() {
            super(2, 2, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        }

        @Override
        protected void beforeExecute(Thread thread, Runnable job) {
            events.add("before");
        }

        @Override
        protected void afterExecute(Runnable job, Throwable thrown) {
            events.add("after");
        }

        @Override
        protected <T> RunnableFuture<T> newTaskFor(Callable<T> callable) {
            events.add("task");
            return new FutureTask<>(callable);
        }

        @Override
        public void execute(Runnable job) {
            events.add("execute");
            super.execute(job);
        }
    }

    @Test
    void whatASubclassOverridesRunsOnceInAWorld() throws Exception {
        List<String> log =
                InWorld.log(
                        said -> {
                            COUNTING.events.clear();
                            COUNTING.submit(
                                            () -> {
                                                Thread.sleep(1_000);
                                                return null;
                                            })
                                    .get();
                            said.say(COUNTING.events);
                        });
        assertThat(log).containsExactly("+1000 [task, execute, before, after]");
    }

    @Test
    void sizesQueueAndHandlerAreThoseOfThePoolItself() throws Exception {
        List<String> log =
                InWorld.log(
                        said -> {
                            for (int i = 0; i < 3; i++) {
                                NARROW.execute(() -> Visits.sleep(100));
                            }
                            said.say(NARROW.getPoolSize() + " " + NARROW.getQueue().size());
                            assertThatThrownBy(() -> NARROW.execute(() -> {}))
                                    .isInstanceOf(RejectedExecutionException.class);
                            Thread.sleep(250);
                            said.say(
                                    NARROW.getActiveCount() + " " + NARROW.getCompletedTaskCount());
                        });
        assertThat(log).containsExactly("+0 2 1", "+250 0 3");
        assertThat(NARROW.getPoolSize()).isZero();
    }

    @Test
    void aDirectHandOffStaysOne() throws Exception {
        ThreadPoolExecutor cached =
                new ThreadPoolExecutor(0, 2, 1, TimeUnit.MINUTES, new SynchronousQueue<>(true));
        InWorld.log(
                said -> {
                    cached.execute(() -> Visits.sleep(100));
                    cached.execute(() -> Visits.sleep(100));
                    assertThatThrownBy(() -> cached.execute(() -> {}))
                            .isInstanceOf(RejectedExecutionException.class);
                });
        cached.shutdown();
    }

    @Test
    void settingsMadeInAClassInitialiserCount() throws Exception {
        List<String> log =
                InWorld.log(
                        said -> {
                            for (int i = 0; i < 3; i++) {
                                SET_LATER.execute(() -> Visits.sleep(100));
                            }
                            Thread.sleep(100);
                            said.say(SET_LATER.getPoolSize());
                        });
        assertThat(log).containsExactly("+100 3");
    }

    @Test
    void settingsMadeInAWorldOutliveIt() throws Exception {
        ThreadPoolExecutor pool = (ThreadPoolExecutor) Executors.newFixedThreadPool(1);
        InWorld.once(
                said -> {
                    pool.submit(() -> {}).get();
                    pool.setMaximumPoolSize(4);
                    pool.setCorePoolSize(4);
                    said.say(pool.getCorePoolSize());
                });
        assertThat(pool.getCorePoolSize()).isEqualTo(4);
        InWorld.once(said -> assertThat(pool.getCorePoolSize()).isEqualTo(4));
        pool.shutdown();
    }

    @Test
    void aPoolThatAWorldShutsDownStaysShutDown() throws Exception {
        ThreadPoolExecutor pool = (ThreadPoolExecutor) Executors.newFixedThreadPool(1);
        List<String> log =
                InWorld.once(
                        said -> {
                            pool.execute(() -> Visits.sleep(500));
                            pool.shutdown();
                            said.say(pool.isShutdown() + " " + pool.isTerminated());
                            said.say(pool.awaitTermination(1, TimeUnit.SECONDS));
                        });
        assertThat(log).containsExactly("+0 true false", "+500 true");
        assertThat(pool.isShutdown()).isTrue();
        InWorld.once(
                said -> {
                    assertThat(pool.isTerminated()).isTrue();
                    assertThatThrownBy(() -> pool.execute(() -> {}))
                            .isInstanceOf(RejectedExecutionException.class);
                });
    }

    @Test
    void aSchedulerKeepsItsPolicies() throws Exception {
        ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
        scheduler.setRemoveOnCancelPolicy(true);
        InWorld.log(
                said -> {
                    scheduler.schedule(() -> {}, 1, TimeUnit.HOURS).cancel(false);
                    assertThat(scheduler.getQueue()).isEmpty();
                    assertThat(scheduler.getRemoveOnCancelPolicy()).isTrue();
                });
        scheduler.shutdown();
    }
}
