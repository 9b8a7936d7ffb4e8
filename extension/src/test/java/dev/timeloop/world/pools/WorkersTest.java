package dev.timeloop.world.pools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.world.support.InWorld;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
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
        Visits.of(1_000, (unit, log) -> Jobs.some(3, unit, log, queue::add))
                .expect("+1000 job 1", "+2000 job 2", "+4000 job 3");
    }

    @Test
    void aHandOffToAWorkerWorksToo() throws Exception {
        LinkedTransferQueue<Runnable> queue = new LinkedTransferQueue<>();
        startWorker(queue, "worker");
        Visits.of(500, (unit, log) -> Jobs.one(unit, log, job -> handOver(queue, job)))
                .expect("+500 worker");
    }

    private static void handOver(LinkedTransferQueue<Runnable> queue, Runnable job) {
        try {
            queue.transfer(job);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
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
