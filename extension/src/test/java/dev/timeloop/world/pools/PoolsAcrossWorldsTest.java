package dev.timeloop.world.pools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.world.support.InWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Pools that one world makes and others use, and pools that two worlds use at the same time. */
class PoolsAcrossWorldsTest {
    /** Made when first asked for, by whoever that is. */
    private static final class Holder {
        static final ScheduledExecutorService POOL = Executors.newScheduledThreadPool(2);

        private Holder() {}
    }

    @Test
    void aPoolMadeInOneWorldWorksInTheNextAndOutside() throws Exception {
        AtomicReference<ExecutorService> kept = new AtomicReference<>();
        Visits.of(
                        100,
                        (unit, log) -> {
                            ExecutorService pool =
                                    kept.updateAndGet(
                                            made ->
                                                    made == null
                                                            ? Executors.newFixedThreadPool(1)
                                                            : made);
                            pool.submit(() -> Visits.sleep(unit)).get();
                            log.say("done");
                            if (unit > 50) {
                                pool.execute(() -> Visits.sleep(unit));
                                pool.execute(() -> log.say("left"));
                            }
                        })
                .expect("+100 done");
    }

    @Test
    void aSchedulerMadeInOneWorldWorksInTheNextAndOutsideAndForgetsWhatIsLeft() throws Exception {
        AtomicReference<ScheduledExecutorService> kept = new AtomicReference<>();
        Visits.of(
                        100,
                        (unit, log) -> {
                            ScheduledExecutorService pool =
                                    kept.updateAndGet(
                                            made ->
                                                    made == null
                                                            ? Executors.newScheduledThreadPool(1)
                                                            : made);
                            pool.schedule(() -> log.say("job"), unit, TimeUnit.MILLISECONDS).get();
                            if (unit > 50) {
                                pool.scheduleAtFixedRate(
                                        () -> log.say("left"), 1, 1, TimeUnit.MILLISECONDS);
                            }
                        })
                .expect("+100 job");
    }

    @Test
    void aTimerMadeInOneWorldWorksInTheNextAndOutsideAndForgetsWhatIsLeft() throws Exception {
        AtomicReference<Timer> kept = new AtomicReference<>();
        Visits.of(
                        100,
                        (unit, log) -> {
                            Timer timer =
                                    kept.updateAndGet(
                                            made -> made == null ? new Timer(true) : made);
                            CompletableFuture<Void> done = new CompletableFuture<>();
                            timer.schedule(task(() -> done.complete(null)), unit);
                            done.get();
                            log.say("done");
                            if (unit > 50) {
                                timer.schedule(task(() -> log.say("left")), 1, 1);
                            }
                        })
                .expect("+100 done");
    }

    private static TimerTask task(Runnable body) {
        return new TimerTask() {
            @Override
            public void run() {
                body.run();
            }
        };
    }

    @Test
    void aForkJoinPoolMadeInOneWorldWorksInTheNextAndOutside() throws Exception {
        AtomicReference<ForkJoinPool> kept = new AtomicReference<>();
        Visits.of(
                        100,
                        (unit, log) -> {
                            ForkJoinPool pool =
                                    kept.updateAndGet(
                                            made -> made == null ? new ForkJoinPool(2) : made);
                            pool.submit(() -> Visits.sleep(unit)).get();
                            log.say("done");
                        })
                .expect("+100 done");
    }

    @Test
    void whatAClassInitialiserMakesBelongsToItsClass() throws Exception {
        Visits.of(
                        100,
                        (unit, log) ->
                                Holder.POOL
                                        .schedule(() -> log.say("job"), unit, TimeUnit.MILLISECONDS)
                                        .get())
                .expect("+100 job");
    }

    @Test
    void twoWorldsAtOnceUseOnePool() throws Exception {
        ScheduledExecutorService pool = Executors.newScheduledThreadPool(2);
        List<List<String>> logs =
                Together.run(
                        4,
                        number ->
                                InWorld.log(
                                        said -> {
                                            for (int round = 0; round < 5; round++) {
                                                List<Future<?>> jobs = new ArrayList<>();
                                                for (int i = 1; i <= 3; i++) {
                                                    int job = i;
                                                    jobs.add(
                                                            pool.schedule(
                                                                    () -> {
                                                                        Visits.sleep(job * 10L);
                                                                        said.say(job);
                                                                    },
                                                                    100,
                                                                    TimeUnit.MILLISECONDS));
                                                }
                                                for (Future<?> job : jobs) {
                                                    job.get();
                                                }
                                            }
                                        }));
        assertThat(logs)
                .allSatisfy(
                        log ->
                                assertThat(log)
                                        .startsWith("+110 1", "+120 2", "+140 3", "+250 1")
                                        .endsWith("+700 3")
                                        .hasSize(15));
        pool.shutdown();
    }

    @Test
    void outsideAndAWorldAtOnceUseOnePool() throws Exception {
        ScheduledExecutorService pool = Executors.newScheduledThreadPool(1);
        Future<Integer> real = pool.schedule(() -> 42, 50, TimeUnit.MILLISECONDS);
        List<String> log =
                InWorld.log(said -> pool.schedule(() -> said.say("job"), 1, TimeUnit.HOURS).get());
        assertThat(log).containsExactly("+3600000 job");
        assertThat(real.get(10, TimeUnit.SECONDS)).isEqualTo(42);
        pool.shutdown();
    }
}
