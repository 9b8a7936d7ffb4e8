package dev.timeloop.tck.executor;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;

/** {@code execute} and {@code submit}. */
class SubmitTest extends OnTheLoop {
    @Test
    void aCommandRunsWhenTheLoopIsDriven() {
        executor.execute(noting("command"));
        assertThat(trace()).isEmpty();

        loop.settle();

        assertThat(trace()).containsExactly("command @0");
    }

    @Test
    void jobsRunInTheOrderOfTheirSubmissionWhicheverWayTheyCame() {
        executor.execute(noting("executed"));
        executor.submit(noting("submitted"));
        executor.schedule(noting("scheduled"), 0, SECONDS);
        executor.submit(noting("with a result"), "result");
        executor.submit(Executors.callable(noting("called")));

        loop.settle();

        assertThat(trace())
                .containsExactly(
                        "executed @0",
                        "submitted @0",
                        "scheduled @0",
                        "with a result @0",
                        "called @0");
    }

    @Test
    void aJobThatAJobSubmitsRunsAfterThoseThatWereReady() {
        executor.execute(
                () -> {
                    note("first");
                    executor.execute(noting("third"));
                });
        executor.execute(noting("second"));

        loop.settle();

        assertThat(trace()).containsExactly("first @0", "second @0", "third @0");
    }

    @Test
    void aCallableGivesItsResult() throws Exception {
        Future<String> future = executor.submit(() -> "result");

        assertThat(future.get()).isEqualTo("result");
        assertThat(future.isDone()).isTrue();
        assertThat(future.isCancelled()).isFalse();
    }

    @Test
    void aRunnableGivesNull() throws Exception {
        Future<?> future = executor.submit(noting("run"));

        assertThat(future.get()).isNull();
        assertThat(future.isDone()).isTrue();
        assertThat(trace()).containsExactly("run @0");
    }

    @Test
    void aRunnableWithAResultGivesThat() throws Exception {
        Future<String> future = executor.submit(noting("run"), "result");

        assertThat(future.get()).isEqualTo("result");
        assertThat(trace()).containsExactly("run @0");
    }

    @Test
    void aFutureIsPendingUntilItsJobHasEnded() {
        Future<?> future = executor.submit(lasting("job", 1000));

        advance(999);
        assertThat(future.isDone()).isFalse();
        assertThat(future.isCancelled()).isFalse();

        advance(1);
        assertThat(future.isDone()).isTrue();
    }

    @Test
    void jobsThatBlockRunSideBySide() {
        executor.execute(lasting("slow", 2000));
        executor.execute(lasting("fast", 1000));

        loop.runUntilIdle();

        assertThat(trace())
                .containsExactly(
                        "slow begins @0", "fast begins @0", "fast ends @1000", "slow ends @2000");
    }

    @Test
    void manyJobsBlockAtTheSameTime() throws Exception {
        List<Future<Integer>> futures = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int number = i;
            futures.add(
                    executor.submit(
                            () -> {
                                sleep(1000);
                                return number;
                            }));
        }

        for (int i = 0; i < 200; i++) {
            assertThat(futures.get(i).get()).isEqualTo(i);
        }
        assertThat(now()).isEqualTo(1000);
    }

    @Test
    void aFutureIsATaskThatBearsItsExecutorsName() {
        Future<?> first = loop.executor("mail").submit(noting("first"));
        Future<?> second = loop.executor("mail").submit(noting("second"));

        assertThat(((Task<?>) first).name()).isEqualTo("mail-1");
        assertThat(((Task<?>) second).name()).isEqualTo("mail-2");
        loop.settle();
    }

    @Test
    void theSameNameIsTheSameExecutor() {
        assertThat(loop.executor("mail")).isSameAs(loop.executor("mail"));
        assertThat(loop.executor("mail")).isNotSameAs(loop.executor("print"));
        assertThat(loop.executor()).isSameAs(loop.executor());
    }

    @Test
    void theJdksWrapperPassesEverythingOn() throws Exception {
        ScheduledExecutorService wrapped =
                Executors.unconfigurableScheduledExecutorService(executor);

        assertThat(wrapped.submit(() -> "now").get()).isEqualTo("now");
        assertThat(wrapped.schedule(() -> "later", 3, SECONDS).get()).isEqualTo("later");
        assertThat(now()).isEqualTo(3000);
        wrapped.shutdown();
        assertThat(executor.isShutdown()).isTrue();
    }
}
