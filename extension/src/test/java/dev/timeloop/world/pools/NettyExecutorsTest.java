package dev.timeloop.world.pools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.world.support.InWorld;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.Promise;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Netty's global executor: one thread for the whole JVM, with a loop over a queue of its own. */
class NettyExecutorsTest {
    private static final GlobalEventExecutor GLOBAL = GlobalEventExecutor.INSTANCE;

    @Test
    void theGlobalExecutorWorksInEachWorldAndOutside() throws Exception {
        Visits.of(
                        100,
                        (unit, log) -> {
                            GLOBAL.schedule(() -> log.say("first"), unit, TimeUnit.MILLISECONDS)
                                    .get();
                            GLOBAL.submit(
                                            () -> {
                                                Visits.sleep(unit);
                                                log.say("second");
                                            })
                                    .get();
                        })
                .expect("+100 first", "+200 second");
    }

    @Test
    void whatAWorldLeavesScheduledFiresNeverAgain() throws Exception {
        List<String> fired = Collections.synchronizedList(new ArrayList<>());
        Visits.of(
                        100,
                        (unit, log) -> {
                            CountDownLatch ticks = new CountDownLatch(2);
                            Future<?> periodic =
                                    GLOBAL.scheduleAtFixedRate(
                                            () -> {
                                                log.say("tick");
                                                ticks.countDown();
                                            },
                                            unit,
                                            unit,
                                            TimeUnit.MILLISECONDS);
                            ticks.await();
                            if (unit < 50) {
                                periodic.cancel(false);
                                return;
                            }
                            GLOBAL.schedule(() -> fired.add("later"), 1, TimeUnit.MILLISECONDS);
                        })
                .expect("+100 tick", "+200 tick");
        assertThat(fired).isEmpty();
    }

    @Test
    void listenersOfItsPromisesAreCalledByItsThreadInTheirWorld() throws Exception {
        Visits.of(
                        100,
                        (unit, log) -> {
                            Promise<String> promise = GLOBAL.newPromise();
                            CompletableFuture<String> seen = new CompletableFuture<>();
                            promise.addListener(
                                    done -> {
                                        log.say(done.get() + " " + GLOBAL.inEventLoop());
                                        seen.complete("seen");
                                    });
                            GLOBAL.schedule(
                                    () -> promise.setSuccess("done"), unit, TimeUnit.MILLISECONDS);
                            seen.get();
                        })
                .expect("+100 done true");
    }

    @Test
    void worldsAtOnceHaveOneEach() throws Exception {
        List<List<String>> logs = Together.run(4, number -> InWorld.log(NettyExecutorsTest::work));
        assertThat(logs)
                .allSatisfy(
                        log ->
                                assertThat(log)
                                        .startsWith("+115 1", "+135 2", "+165 3", "+280 1")
                                        .endsWith("+825 3")
                                        .hasSize(15));
    }

    private static void work(InWorld.Log said) throws Exception {
        for (int round = 0; round < 5; round++) {
            GLOBAL.submit(() -> Visits.sleep(5)).get();
            List<Future<?>> jobs = new ArrayList<>();
            for (int i = 1; i <= 3; i++) {
                int job = i;
                jobs.add(
                        GLOBAL.schedule(
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
    }

    @Test
    void outsideAndAWorldAtOnceUseIt() throws Exception {
        CompletableFuture<String> real = new CompletableFuture<>();
        GLOBAL.schedule(() -> real.complete("real"), 50, TimeUnit.MILLISECONDS);

        List<String> log =
                InWorld.log(
                        said -> GLOBAL.schedule(() -> said.say("job"), 1, TimeUnit.HOURS).get());

        assertThat(log).containsExactly("+3600000 job");
        assertThat(real.get(10, TimeUnit.SECONDS)).isEqualTo("real");
    }
}
