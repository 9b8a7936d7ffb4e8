package dev.timeloop.world.pools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.world.support.InWorld;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Threads made elsewhere with loops of their own, which no double can stand in for. */
class WorkersTest {
    /** Takes what is to be done from a queue, for ever. */
    private static void startWorker(BlockingQueue<Runnable> queue, String name) {
        Thread worker =
                new Thread(
                        () -> {
                            while (true) {
                                try {
                                    queue.take().run();
                                } catch (InterruptedException e) {
                                    return;
                                }
                            }
                        },
                        name);
        worker.setDaemon(true);
        worker.start();
    }

    @Test
    void aWorkerThatIsWokenWorksOnTheTimeOfWhoeverWakesIt() throws Exception {
        BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
        startWorker(queue, "worker 1");
        startWorker(queue, "worker 2");
        Visits.of(
                        1_000,
                        (unit, log) -> {
                            CountDownLatch done = new CountDownLatch(3);
                            for (int i = 1; i <= 3; i++) {
                                int job = i;
                                queue.add(
                                        () -> {
                                            Visits.sleep(unit * job);
                                            log.say("job " + job);
                                            done.countDown();
                                        });
                            }
                            done.await();
                        })
                .expect("+1000 job 1", "+2000 job 2", "+4000 job 3");
    }

    @Test
    void aHandOffToAWorkerWorksToo() throws Exception {
        LinkedTransferQueue<Runnable> queue = new LinkedTransferQueue<>();
        startWorker(queue, "worker");
        Visits.of(
                        500,
                        (unit, log) -> {
                            CompletableFuture<Void> done = new CompletableFuture<>();
                            queue.transfer(
                                    () -> {
                                        Visits.sleep(unit);
                                        log.say(Thread.currentThread().getName());
                                        done.complete(null);
                                    });
                            done.get();
                        })
                .expect("+500 worker");
    }

    @Test
    void aThreadOutsideThatWaitsForAnAnswerStaysOutside() throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        CompletableFuture<Long> seen = new CompletableFuture<>();
        Thread asker =
                new Thread(
                        () -> {
                            answer.join();
                            seen.complete(System.currentTimeMillis());
                        },
                        "asker");
        asker.setDaemon(true);
        asker.start();
        List<String> log =
                InWorld.once(
                        said -> {
                            Thread.sleep(TimeUnit.DAYS.toMillis(900));
                            answer.complete("here");
                            said.say("answered");
                        });
        assertThat(log).hasSize(1);
        long now = System.currentTimeMillis();
        assertThat(seen.get(10, TimeUnit.SECONDS)).isBetween(now - 60_000, now + 60_000);
    }
}
