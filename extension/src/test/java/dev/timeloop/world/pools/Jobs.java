package dev.timeloop.world.pools;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** What is given to workers, and waited for. */
final class Jobs {
    private Jobs() {}

    /** Some at once: the first takes a unit of time, the second two, and so on. */
    static void some(int count, long unit, Visits.Say log, Consumer<Runnable> worker)
            throws InterruptedException {
        CountDownLatch done = new CountDownLatch(count);
        for (int i = 1; i <= count; i++) {
            int job = i;
            worker.accept(
                    () -> {
                        Visits.sleep(unit * job);
                        log.say("job " + job);
                        done.countDown();
                    });
        }
        done.await();
    }

    /** One that takes a unit of time, and says which thread has done it. */
    static void one(long unit, Visits.Say log, Consumer<Runnable> worker) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        worker.accept(
                () -> {
                    Visits.sleep(unit);
                    log.say(Thread.currentThread().getName());
                    done.complete(null);
                });
        done.get();
    }
}
