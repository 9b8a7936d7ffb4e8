package dev.timeloop.behaviour.rules;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.DeadlockException;
import dev.timeloop.ReturnWhen;
import dev.timeloop.Task;
import dev.timeloop.behaviour.LoopTest;
import dev.timeloop.behaviour.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Rule 8: settled, no timer, and the test body is still blocked. */
class DeadlockTest extends LoopTest {
    private final Task<String> never = loop.task("never");

    private static String deadlock(ThrowingCallable blocking) {
        List<String> messages = new ArrayList<>();
        assertThatThrownBy(blocking)
                .isInstanceOf(DeadlockException.class)
                .satisfies(e -> messages.add(Texts.withoutLines(e)));
        return messages.get(0);
    }

    @Test
    void namesWhatTheTestBodyWaitsFor() {
        String message = deadlock(() -> loop.await(never));

        assertThat(message)
                .isEqualTo(
                        """
                        Deadlock at +0 s: the test body is waiting for task "never", and nothing is\
                         left that could release it.
                        Pending:
                          task "never" is pending: nothing has completed it yet
                        -> complete or cancel what is waited for; if a thread outside the loop\
                         completes it, bring it in: loop.track(name, future)""");
        never.cancel(true);
    }

    @Test
    void namesEachBlockedStrandWhatItWaitsForAndWhere() {
        Task<String> a = loop.start("a", () -> loop.await(never));
        Task<String> b = loop.start("b", () -> join(a));
        var job = loop.executor("pool").submit(() -> loop.gather(List.of(a, b)));
        Task<String> stage = loop.task("stage");
        stage.thenRun(() -> loop.sleep(ofSeconds(Long.MAX_VALUE)));
        loop.callSoon(() -> loop.run("completes", () -> stage.complete("x")));
        loop.advance(ofSeconds(2));

        String message = deadlock(() -> loop.waitUntil(ReturnWhen.ALL_COMPLETED, List.of(b)));

        assertThat(message)
                .isEqualTo(
                        """
                        Deadlock at +2 s: the test body is waiting (ALL_COMPLETED) for task "b",\
                         and nothing is left that could release it.
                          task "a" is waiting for task "never"
                            at DeadlockTest.namesEachBlockedStrandWhatItWaitsForAndWhere(DeadlockTest.java:N)
                          task "b" is waiting for task "a"
                            at DeadlockTest.join(DeadlockTest.java:N)
                            at DeadlockTest.namesEachBlockedStrandWhatItWaitsForAndWhere(DeadlockTest.java:N)
                          task "pool-1" is waiting (gather) for task "a", task "b"
                            at DeadlockTest.namesEachBlockedStrandWhatItWaitsForAndWhere(DeadlockTest.java:N)
                          task "completes" is sleeping for ever
                            at DeadlockTest.namesEachBlockedStrandWhatItWaitsForAndWhere(DeadlockTest.java:N)
                            at DeadlockTest.namesEachBlockedStrandWhatItWaitsForAndWhere(DeadlockTest.java:N)
                        Pending:
                          task "never" is pending: nothing has completed it yet
                          task "a" is pending: waiting for task "never" at\
                         DeadlockTest.namesEachBlockedStrandWhatItWaitsForAndWhere(DeadlockTest.java:N)
                          task "b" is pending: waiting for task "a" at\
                         DeadlockTest.join(DeadlockTest.java:N)
                          task "pool-1" is pending: waiting (gather) for task "a", task "b" at\
                         DeadlockTest.namesEachBlockedStrandWhatItWaitsForAndWhere(DeadlockTest.java:N)
                          task "completes" is pending: sleeping for ever at\
                         DeadlockTest.namesEachBlockedStrandWhatItWaitsForAndWhere(DeadlockTest.java:N)
                        -> complete or cancel what is waited for; if a thread outside the loop\
                         completes it, bring it in: loop.track(name, future)""");
        assertThat(job.isDone()).isFalse();
        assertThat(blamed()).isNotEmpty();
    }

    private static String join(Task<String> task) {
        return task.join();
    }

    @Test
    void isThrownAtOnceAndTimeStandsStill() {
        deadlock(never::join);
        assertThat(loop.elapsed()).isZero();
        never.cancel(true);
    }

    @Test
    void isThrownWhenTheLastTimerHasNotHelped() {
        loop.callLater(ofSeconds(3), () -> {});

        String message = deadlock(never::get);

        assertThat(message).startsWith("Deadlock at +3 s: the test body is waiting for");
        never.cancel(true);
    }

    @Test
    void adviceForAForeignFutureIsToTrackIt() {
        CompletableFuture<String> foreign = new CompletableFuture<>();

        String message = deadlock(() -> loop.await(foreign));

        assertThat(message)
                .isEqualTo(
                        """
                        Deadlock at +0 s: the test body is waiting for a future that is no task,\
                         and nothing is left that could release it.
                        Pending:
                          task "never" is pending: nothing has completed it yet
                        -> complete or cancel what is waited for; if a thread outside the loop\
                         completes it, bring it in: loop.track(name, future)""");
        never.cancel(true);
    }

    @Test
    void ofTasksThatAwaitEachOtherShowsTheCycle() {
        List<Task<?>> tasks = new ArrayList<>();
        tasks.add(loop.run("a", () -> loop.await(tasks.get(1))));
        tasks.add(loop.run("b", () -> loop.await(tasks.get(0))));

        String message = deadlock(() -> loop.await(tasks.get(0)));

        assertThat(message)
                .contains("  task \"a\" is waiting for task \"b\"\n")
                .contains("  task \"b\" is waiting for task \"a\"\n");
        never.cancel(true);
        assertThat(blamed()).containsExactly("PENDING_TASK task \"a\"", "PENDING_TASK task \"b\"");
    }

    @Test
    void aTaskCannotAwaitItself() {
        List<Task<?>> self = new ArrayList<>();
        self.add(loop.run("self", () -> loop.await(self.get(0))));

        assertThatThrownBy(() -> loop.await(self.get(0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Task \"self\" can't wait for itself.");
        never.cancel(true);
    }

    @Test
    void leavesTheLoopUsable() {
        deadlock(() -> loop.await(never));

        never.complete("x");

        assertThat(loop.await(never)).isEqualTo("x");
    }

    @Test
    void isNoBusinessOfATaskThatIsBlocked() {
        Task<String> task = loop.start("task", () -> loop.await(never));

        loop.runUntilIdle();

        assertThat(task).isNotDone();
        never.complete("x");
        assertThat(loop.await(task)).isEqualTo("x");
    }

    @Test
    void listsTwentyPendingTasksAndCountsTheRest() {
        for (int i = 1; i <= 22; i++) {
            loop.task("t" + i);
        }

        String message = deadlock(() -> loop.await(never));

        assertThat(message.lines().filter(line -> line.startsWith("  task"))).hasSize(20);
        assertThat(message).contains("\n  ... and 3 more\n->");
        assertThat(blame()).hasSize(23);
    }
}
