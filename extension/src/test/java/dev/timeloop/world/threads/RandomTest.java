package dev.timeloop.world.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.world.support.InWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** Random numbers of threads: the same in each run, whatever the JVM did before. */
class RandomTest {
    private static long next() {
        return ThreadLocalRandom.current().nextLong();
    }

    @Test
    void areTheSameInEachRun() throws Exception {
        List<String> log =
                InWorld.log(
                        said -> {
                            List<Long> seen = new ArrayList<>();
                            Thread thread =
                                    new Thread(
                                            () -> {
                                                seen.add(next());
                                                seen.add(next());
                                            });
                            thread.start();
                            thread.join();
                            seen.add(CompletableFuture.supplyAsync(RandomTest::next).join());
                            seen.add(next());
                            said.say(seen);
                        });

        assertThat(log).hasSize(1);
    }

    @Test
    void threadsDiffer() throws Exception {
        List<String> log =
                InWorld.log(
                        said -> {
                            long mine = next();
                            long its = CompletableFuture.supplyAsync(RandomTest::next).join();
                            said.say(mine == its ? "same" : "different");
                        });

        assertThat(log).containsExactly("+0 different");
    }
}
