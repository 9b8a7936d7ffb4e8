package dev.timeloop.behaviour.asyncio;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.Task;
import dev.timeloop.TaskGroup;
import dev.timeloop.behaviour.LoopTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** {@code async with TaskGroup()}, as a resource: the group sees its tasks, not the body. */
class TaskGroupTest extends LoopTest {
    private final IOException boom = new IOException("boom");
    private final List<String> log = new ArrayList<>();

    private void sleepAndLog(String name, long seconds) {
        try {
            loop.sleep(ofSeconds(seconds));
            log.add(name + " ended");
        } catch (CancellationException e) {
            log.add(name + " cancelled: " + e.getMessage());
            throw e;
        }
    }

    @Test
    void waitsForAllItsTasks() {
        try (TaskGroup group = loop.taskGroup("g")) {
            group.run("a", () -> sleepAndLog("a", 2));
            group.run("b", () -> sleepAndLog("b", 1));
        }

        assertThat(log).containsExactly("b ended", "a ended");
        assertThat(loop.elapsed()).isEqualTo(ofSeconds(2));
    }

    @Test
    void givesTheValuesThroughItsTasks() {
        Task<Integer> one;
        Task<Integer> two;
        try (TaskGroup group = loop.taskGroup("g")) {
            one = group.start("one", () -> 1);
            two = group.start("two", () -> 2);
        }

        assertThat(one.result() + two.result()).isEqualTo(3);
    }

    @Test
    void ofNothingIsOverAtOnce() {
        loop.taskGroup("g").close();

        assertThat(loop.elapsed()).isZero();
    }

    @Test
    void cancelsTheOthersWhenATaskFailsAndThrowsTheFailure() {
        TaskGroup group = loop.taskGroup("g");
        group.run("a", () -> sleepAndLog("a", 9));
        group.run(
                "b",
                () -> {
                    loop.sleep(ofSeconds(1));
                    throw boom;
                });

        assertThatThrownBy(group::close).isSameAs(boom);

        assertThat(log).containsExactly("a cancelled: task \"b\" of group \"g\" failed");
        assertThat(loop.elapsed()).isEqualTo(ofSeconds(1));
        assertThat(blame()).isEmpty();
    }

    @Test
    void throwsOneFailureWithTheOthersAsSuppressed() {
        IllegalStateException second = new IllegalStateException("while cleaning up");
        TaskGroup group = loop.taskGroup("g");
        group.run(
                "a",
                () -> {
                    try {
                        loop.sleep(ofSeconds(9));
                    } catch (CancellationException e) {
                        throw second;
                    }
                });
        group.run(
                "b",
                () -> {
                    throw boom;
                });

        assertThatThrownBy(group::close).isSameAs(boom).hasSuppressedException(second);

        assertThat(blame()).isEmpty();
    }

    @Test
    void waitsUntilTheCancelledHaveCleanedUp() {
        TaskGroup group = loop.taskGroup("g");
        group.run(
                "a",
                () -> {
                    try {
                        loop.sleep(ofSeconds(9));
                    } finally {
                        loop.sleep(ofSeconds(3));
                        log.add("clean");
                    }
                });
        group.run(
                "b",
                () -> {
                    throw boom;
                });

        assertThatThrownBy(group::close).isSameAs(boom);

        assertThat(log).containsExactly("clean");
        assertThat(loop.elapsed()).isEqualTo(ofSeconds(3));
    }

    @Test
    void aCancelledTaskIsNoFailure() {
        try (TaskGroup group = loop.taskGroup("g")) {
            Task<Void> a = group.run("a", () -> sleepAndLog("a", 9));
            group.run("b", () -> sleepAndLog("b", 2));
            loop.settle();
            a.cancel("by hand");
        }

        assertThat(log).containsExactly("a cancelled: by hand", "b ended");
    }

    @Test
    void tasksMayStartOthersWhileTheGroupCloses() {
        try (TaskGroup group = loop.taskGroup("g")) {
            group.run(
                    "a",
                    () -> {
                        loop.sleep(ofSeconds(1));
                        group.run("child", () -> sleepAndLog("child", 1));
                    });
        }

        assertThat(log).containsExactly("child ended");
        assertThat(loop.elapsed()).isEqualTo(ofSeconds(2));
    }

    @Test
    void cancelEndsAllThatArePending() {
        TaskGroup group = loop.taskGroup("g");
        group.run("a", () -> sleepAndLog("a", 9));
        group.start("b", () -> log.add("never begun"));
        loop.step();

        group.cancel();
        group.close();

        assertThat(log).containsExactly("a cancelled: group \"g\" was cancelled");
    }

    @Test
    void cancellingWhoeverClosesItCancelsTheTasks() {
        Task<Void> owner =
                loop.run(
                        "owner",
                        () -> {
                            try (TaskGroup group = loop.taskGroup("g")) {
                                group.run("a", () -> sleepAndLog("a", 9));
                            }
                        });
        loop.settle();

        owner.cancel("enough");
        loop.settle();

        assertThat(log).containsExactly("a cancelled: the owner of group \"g\" was cancelled");
        assertThat(owner).isCancelled();
        assertThatThrownBy(owner::result).hasMessage("enough");
    }

    @Test
    void aFailureComesBeforeTheCancellationOfItsOwner() {
        Task<Void> owner =
                loop.run(
                        "owner",
                        () -> {
                            try (TaskGroup group = loop.taskGroup("g")) {
                                group.run(
                                        "a",
                                        () -> {
                                            try {
                                                loop.sleep(ofSeconds(9));
                                            } catch (CancellationException e) {
                                                throw boom;
                                            }
                                        });
                            }
                        });
        loop.settle();

        owner.cancel("enough");
        loop.settle();

        assertThatThrownBy(owner::result).isSameAs(boom);
    }

    @Test
    void takesNoTaskOnceItIsClosed() {
        TaskGroup group = loop.taskGroup("g");
        group.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> group.start("late", () -> 1))
                .withMessage("Group \"g\" is closed: task \"late\" can't be started in it.");
    }

    @Test
    void takesNoTaskOnceOneHasFailed() {
        TaskGroup group = loop.taskGroup("g");
        group.run(
                "a",
                () -> {
                    throw boom;
                });
        loop.settle();

        assertThatIllegalStateException()
                .isThrownBy(() -> group.start("late", () -> 1))
                .withMessage(
                        "Group \"g\" is ending, since one of its tasks has failed:"
                                + " task \"late\" can't be started in it.");
        assertThatThrownBy(group::close).isSameAs(boom);
    }

    @Test
    void closingTwiceIsHarmless() {
        TaskGroup group = loop.taskGroup("g");
        group.run(
                "a",
                () -> {
                    throw boom;
                });

        assertThatThrownBy(group::close).isSameAs(boom);
        group.close();
    }

    @Test
    void tellsItsTasksThatHaveNotSucceeded() {
        TaskGroup group = loop.taskGroup("g");
        group.start("one", () -> 1);
        loop.settle();
        group.run("two", () -> loop.sleep(ofSeconds(1)));

        assertThat(group)
                .hasToString(
                        """
                        group "g"
                          task "two" is pending: not begun""");
        group.close();
    }
}
