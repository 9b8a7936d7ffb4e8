package dev.timeloop.world.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.DeadlockException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What tidies up for a library's singletons, each minute and for ever. */
class HousekeeperTest {
    private static Future<?> eachMinute(Runnable tidy) {
        ScheduledExecutorService evictor =
                Executors.newScheduledThreadPool(
                        1,
                        job -> {
                            Thread thread = new Thread(job, "boundedElastic-evictor-1");
                            thread.setDaemon(true);
                            return thread;
                        });
        return evictor.scheduleAtFixedRate(tidy, 1, 1, TimeUnit.MINUTES);
    }

    @Test
    void hidesNoDeadlock() {
        OneWorld world =
                OneWorld.of(
                        () -> {
                            Future<?> unused = eachMinute(() -> {});
                            Thread.sleep(90_000);
                            new CountDownLatch(1).await();
                        });

        assertThat(world.failure).isInstanceOf(DeadlockException.class);
        assertThat(world.elapsed).isEqualTo(Duration.ofSeconds(90));
        assertThat(world.looseEnds).isEmpty();
    }

    @Test
    void tidiesUpWhenTimePassesBy() {
        List<Duration> tidied = new ArrayList<>();
        OneWorld world =
                OneWorld.of(
                        () -> {
                            Instant start = Instant.now();
                            Future<?> unused =
                                    eachMinute(
                                            () ->
                                                    tidied.add(
                                                            Duration.between(
                                                                    start, Instant.now())));
                            Thread.sleep(150_000);
                        });

        assertThat(world.failure).isNull();
        assertThat(tidied).containsExactly(Duration.ofMinutes(1), Duration.ofMinutes(2));
        assertThat(world.elapsed).isEqualTo(Duration.ofSeconds(150));
    }
}
