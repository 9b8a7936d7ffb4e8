package dev.timeloop.world.pools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.world.support.InWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Fork-join pools that a test made, and others go on to use, on JDKs where they are schedulers. */
@EnabledForJreRange(min = JRE.JAVA_25)
class LeftScheduledTest {
    @Test
    void whatATestLeftScheduledNeverFires() throws Exception {
        List<ForkJoinPool> made = new ArrayList<>();
        List<Future<?>> left = new ArrayList<>();
        AtomicInteger fired = new AtomicInteger();

        List<String> log =
                InWorld.once(
                        first -> {
                            ForkJoinPool pool = new ForkJoinPool(2);
                            made.add(pool);
                            ScheduledExecutorService scheduler = scheduler(pool);
                            scheduler.schedule(() -> first.say("fired"), 1, TimeUnit.SECONDS).get();
                            left.add(
                                    scheduler.schedule(
                                            fired::incrementAndGet, 5, TimeUnit.MILLISECONDS));
                            left.add(
                                    scheduler.scheduleAtFixedRate(
                                            fired::incrementAndGet, 5, 5, TimeUnit.MILLISECONDS));
                        });

        assertThat(log).containsExactly("+1000 fired");
        assertThat(left).allMatch(Future::isCancelled);
        ScheduledExecutorService outside = scheduler(made.get(0));
        assertThat(outside.schedule(() -> "late", 20, TimeUnit.MILLISECONDS).get())
                .isEqualTo("late");
        assertThat(fired).hasValue(0);
        outside.shutdownNow();
    }

    @SuppressWarnings("RedundantCast") // it isn't one on older JDKs
    private static ScheduledExecutorService scheduler(ForkJoinPool pool) {
        return (ScheduledExecutorService) (Object) pool;
    }
}
