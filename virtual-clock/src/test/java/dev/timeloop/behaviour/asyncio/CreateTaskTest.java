package dev.timeloop.behaviour.asyncio;

import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.Task;
import dev.timeloop.behaviour.LoopTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code create_task}, then a yield. */
class CreateTaskTest extends LoopTest {
    private final List<String> log = new ArrayList<>();

    @Test
    void aStartedTaskDoesNotRunUntilTheTestYields() {
        loop.run("foo", () -> log.add("foo"));
        assertThat(log).isEmpty();

        loop.sleep(ZERO);
        assertThat(log).containsExactly("foo");
    }

    @Test
    void aTaskStartedInATaskDoesNotRunUntilThatYields() {
        loop.run(
                "outer",
                () -> {
                    loop.run("inner", () -> log.add("inner"));
                    log.add("outer goes on");
                    loop.sleep(ZERO);
                    log.add("outer is back");
                });
        loop.settle();

        assertThat(log).containsExactly("outer goes on", "inner", "outer is back");
    }

    @Test
    void anExecutorsJobAndACallbackDoNotRunUntilTheTestYieldsEither() {
        loop.executor().execute(() -> log.add("job"));
        loop.callSoon(() -> log.add("callback"));
        assertThat(log).isEmpty();

        loop.settle();
        assertThat(log).containsExactly("job", "callback");
    }

    @Test
    void tasksRunInTheOrderInWhichTheyWereStarted() {
        for (String name : List.of("a", "b", "c")) {
            loop.run(name, () -> log.add(name));
        }
        loop.settle();

        assertThat(log).containsExactly("a", "b", "c");
    }

    @Test
    void thoseThatYieldTakeTurns() {
        for (String name : List.of("a", "b")) {
            loop.run(
                    name,
                    () -> {
                        for (int i = 1; i <= 3; i++) {
                            log.add(name + i);
                            loop.sleep(ZERO);
                        }
                    });
        }
        loop.settle();

        assertThat(log).containsExactly("a1", "b1", "a2", "b2", "a3", "b3");
    }

    @Test
    void theNameIsTheTasksOwn() {
        Task<Integer> task = loop.start("refresh", () -> 1);

        assertThat(task.name()).isEqualTo("refresh");
        assertThat(task).hasToString("task \"refresh\" is pending: not begun");
        loop.settle();
        assertThat(task).hasToString("task \"refresh\" succeeded with 1 at +0 s");
    }
}
