package dev.timeloop.behaviour.contract;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.timeloop.behaviour.LoopTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Which executors there are, and how many jobs they run at a time. */
class ExecutorsTest extends LoopTest {
    private final List<String> log = new ArrayList<>();

    private void sleeping(Executor executor, String name, long seconds) {
        executor.execute(
                () -> {
                    log.add(name + " begins at " + loop.elapsed());
                    loop.sleep(ofSeconds(seconds));
                });
    }

    @Test
    void theSameNameGivesTheSameExecutor() {
        assertThat(loop.executor()).isSameAs(loop.executor());
        assertThat(loop.executor("db")).isSameAs(loop.executor("db"));
        assertThat(loop.executor("db")).isNotSameAs(loop.executor("net"));
        assertThat(loop.executor("two", 2)).isSameAs(loop.executor("two", 2));
    }

    @Test
    void withoutALimitAllJobsRunAtATime() {
        for (String name : List.of("a", "b", "c")) {
            sleeping(loop.executor(), name, 1);
        }

        loop.advance(ofSeconds(1));

        assertThat(log).containsExactly("a begins at PT0S", "b begins at PT0S", "c begins at PT0S");
    }

    @Test
    void aLimitHoldsTheOthersBackFirstInFirstOut() {
        ScheduledExecutorService two = loop.executor("two", 2);
        sleeping(two, "a", 3);
        sleeping(two, "b", 1);
        sleeping(two, "c", 1);
        sleeping(two, "d", 1);

        loop.advance(ofSeconds(3));

        assertThat(log)
                .containsExactly(
                        "a begins at PT0S",
                        "b begins at PT0S",
                        "c begins at PT1S",
                        "d begins at PT2S");
    }

    @Test
    void aLimitIsTheExecutorsOwn() {
        sleeping(loop.executor("one", 1), "a", 3);
        sleeping(loop.executor("other", 1), "b", 3);

        loop.advance(ofSeconds(3));

        assertThat(log).containsExactly("a begins at PT0S", "b begins at PT0S");
    }

    @Test
    void aLimitHoldsScheduledJobsBackToo() {
        ScheduledExecutorService one = loop.executor("one", 1);
        sleeping(one, "a", 5);
        one.schedule(() -> log.add("late at " + loop.elapsed()), 2, TimeUnit.SECONDS);

        loop.advance(ofSeconds(5));

        assertThat(log).containsExactly("a begins at PT0S", "late at PT5S");
    }

    @Test
    void aJobThatIsCancelledWhileItWaitsForItsTurnNeverBegins() {
        ScheduledExecutorService one = loop.executor("one", 1);
        sleeping(one, "a", 1);
        var b = one.submit(() -> log.add("b"));
        sleeping(one, "c", 1);
        loop.settle();

        b.cancel(true);
        loop.advance(ofSeconds(2));

        assertThat(log).containsExactly("a begins at PT0S", "c begins at PT1S");
    }

    @Test
    void jobsAreNumberedTasksOfTheirExecutor() {
        assertThat(loop.executor("db").submit(() -> 1))
                .hasToString("task \"db-1\" is pending: waits for its turn");
        assertThat(loop.executor("db").submit(() -> 2).toString()).startsWith("task \"db-2\"");
        assertThat(loop.executor().submit(() -> 1).toString()).startsWith("task \"executor-1\"");
        loop.settle();
    }

    @Test
    void refusesAnotherLimitForTheSameName() {
        loop.executor("db", 2);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> loop.executor("db", 3))
                .withMessage("Executor \"db\" exists already, with a limit of 2, not with 3.");
    }

    @Test
    void refusesALimitForAnExecutorWithoutOne() {
        loop.executor("db");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> loop.executor("db", 3))
                .withMessage("Executor \"db\" exists already, without a limit, not with 3.");
    }

    @Test
    void refusesALimitWithoutRoomForAJob() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loop.executor("db", 0))
                .withMessage("Executor \"db\" needs room for a job: limit 0.");
    }

    @Test
    void aDelayedExecutorSubmitsAfterItsDelay() {
        loop.delayedExecutor(ofSeconds(2)).execute(() -> log.add("at " + loop.elapsed()));

        loop.advance(ofSeconds(2));

        assertThat(log).containsExactly("at PT2S");
    }

    @Test
    void serveTheJdksFuturesToo() {
        CompletableFuture<String> future =
                CompletableFuture.supplyAsync(
                        () -> {
                            loop.sleep(ofSeconds(1));
                            return "x";
                        },
                        loop.executor());

        assertThat(loop.await(future)).isEqualTo("x");
        assertThat(loop.elapsed()).isEqualTo(ofSeconds(1));
    }

    @Test
    void tellHowTheyStand() {
        ScheduledExecutorService two = loop.executor("two", 2);
        assertThat(two).hasToString("executor \"two\" (open, 0 jobs, 2 at a time)");
        sleeping(two, "a", 1);
        assertThat(two).hasToString("executor \"two\" (open, 1 job, 2 at a time)");
        two.shutdown();
        assertThat(two).hasToString("executor \"two\" (shut down, 1 job, 2 at a time)");
        loop.advance(ofSeconds(1));
        assertThat(loop.executor("db")).hasToString("executor \"db\" (open, 0 jobs)");
    }
}
