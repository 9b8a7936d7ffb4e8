package dev.timeloop.behaviour.asyncio;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.Task;
import dev.timeloop.behaviour.LoopTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** {@code async with TaskGroup()}, in the form that sees what happens to the body. */
class TaskGroupBodyTest extends LoopTest {
    private final IOException boom = new IOException("boom");
    private final List<String> log = new ArrayList<>();

    private Void sleepAndLog(String name, long seconds) {
        try {
            loop.sleep(ofSeconds(seconds));
            log.add(name + " ended");
        } catch (CancellationException e) {
            log.add(name + " cancelled: " + e.getMessage());
            throw e;
        }
        return null;
    }

    private Void fail(long seconds) throws IOException {
        loop.sleep(ofSeconds(seconds));
        throw boom;
    }

    @Test
    void waitsForTheTasksAfterTheBody() {
        loop.taskGroup(
                "g",
                group -> {
                    group.start("a", () -> sleepAndLog("a", 3));
                    sleepAndLog("body", 1);
                });

        assertThat(log).containsExactly("body ended", "a ended");
    }

    @Test
    void cancelsTheTasksWhenTheBodyFails() {
        assertThatThrownBy(
                        () ->
                                loop.taskGroup(
                                        "g",
                                        group -> {
                                            group.start("a", () -> sleepAndLog("a", 9));
                                            fail(1);
                                        }))
                .isSameAs(boom);

        assertThat(log).containsExactly("a cancelled: the body of group \"g\" failed");
        assertThat(loop.elapsed()).isEqualTo(ofSeconds(1));
    }

    @Test
    void cancelsTheBodyWhereItIsBlockedWhenATaskFails() {
        assertThatThrownBy(
                        () ->
                                loop.taskGroup(
                                        "g",
                                        group -> {
                                            group.start("a", () -> fail(1));
                                            sleepAndLog("body", 9);
                                        }))
                .isSameAs(boom);

        assertThat(log).containsExactly("body cancelled: task \"a\" of group \"g\" failed");
        assertThat(loop.elapsed()).isEqualTo(ofSeconds(1));
        assertThat(blame()).isEmpty();
    }

    @Test
    void theBodysFailureComesFirstAndTheTasksAreSuppressed() {
        IllegalStateException second = new IllegalStateException("while cleaning up");

        assertThatThrownBy(
                        () ->
                                loop.taskGroup(
                                        "g",
                                        group -> {
                                            group.start(
                                                    "a",
                                                    () -> {
                                                        try {
                                                            return sleepAndLog("a", 9);
                                                        } catch (CancellationException e) {
                                                            throw second;
                                                        }
                                                    });
                                            fail(1);
                                        }))
                .isSameAs(boom)
                .hasSuppressedException(second);
        assertThat(blame()).isEmpty();
    }

    @Test
    void theGroupsOwnCancellationDoesNotLeakOutOfIt() {
        Task<Void> owner =
                loop.run(
                        "owner",
                        () -> {
                            try {
                                loop.taskGroup(
                                        "g",
                                        group -> {
                                            group.start("a", () -> fail(1));
                                            sleepAndLog("body", 9);
                                        });
                            } catch (Exception e) {
                                log.add("caught " + e.getMessage());
                            }
                            sleepAndLog("owner", 5);
                        });

        loop.await(owner);

        assertThat(log)
                .containsExactly(
                        "body cancelled: task \"a\" of group \"g\" failed",
                        "caught boom",
                        "owner ended");
    }

    @Test
    void aTaskThatFailsWhenTheBodyIsThroughDoesNotCancelWhatComesAfterTheGroup() {
        Task<Void> owner =
                loop.run(
                        "owner",
                        () -> {
                            try {
                                loop.taskGroup("g", group -> group.start("a", () -> fail(1)));
                            } catch (Exception e) {
                                log.add("caught " + e.getMessage());
                            }
                            sleepAndLog("owner", 5);
                        });

        loop.await(owner);

        assertThat(log).containsExactly("caught boom", "owner ended");
    }

    @Test
    void cancellingTheOwnerCancelsTheTasks() {
        Task<Void> owner =
                loop.run(
                        "owner",
                        () ->
                                loop.taskGroup(
                                        "g",
                                        group -> {
                                            group.start("a", () -> sleepAndLog("a", 9));
                                            sleepAndLog("body", 9);
                                        }));
        loop.settle();

        owner.cancel("enough");
        loop.settle();

        assertThat(log)
                .containsExactly(
                        "body cancelled: enough", "a cancelled: the body of group \"g\" failed");
        assertThat(owner).isCancelled();
    }

    @Test
    void aGroupInAGroupFailsTheOuterOne() {
        assertThatThrownBy(
                        () ->
                                loop.taskGroup(
                                        "outer",
                                        outer -> {
                                            outer.start("a", () -> sleepAndLog("a", 9));
                                            loop.taskGroup(
                                                    "inner",
                                                    inner -> {
                                                        inner.start("b", () -> fail(1));
                                                        sleepAndLog("inner body", 9);
                                                    });
                                        }))
                .isSameAs(boom);

        assertThat(log)
                .containsExactly(
                        "inner body cancelled: task \"b\" of group \"inner\" failed",
                        "a cancelled: the body of group \"outer\" failed");
    }

    @Test
    void aFailureInTheOuterGroupEndsTheInnerOne() {
        assertThatThrownBy(
                        () ->
                                loop.taskGroup(
                                        "outer",
                                        outer -> {
                                            outer.start("a", () -> fail(1));
                                            loop.taskGroup(
                                                    "inner",
                                                    inner -> {
                                                        inner.start("b", () -> sleepAndLog("b", 9));
                                                        sleepAndLog("inner body", 9);
                                                    });
                                        }))
                .isSameAs(boom);

        assertThat(log)
                .containsExactly(
                        "inner body cancelled: task \"a\" of group \"outer\" failed",
                        "b cancelled: the body of group \"inner\" failed");
        assertThat(loop.elapsed()).isEqualTo(ofSeconds(1));
    }

    @Test
    void aBodyThatSwallowsTheCancellationStillSeesTheFailure() {
        assertThatThrownBy(
                        () ->
                                loop.taskGroup(
                                        "g",
                                        group -> {
                                            group.start("a", () -> fail(1));
                                            try {
                                                sleepAndLog("body", 9);
                                            } catch (CancellationException e) {
                                                sleepAndLog("body", 2);
                                            }
                                        }))
                .isSameAs(boom);

        assertThat(log)
                .containsExactly("body cancelled: task \"a\" of group \"g\" failed", "body ended");
        assertThat(loop.elapsed()).isEqualTo(ofSeconds(3));
    }

    @Test
    void aBodyThatAwaitsTheFailingTaskGetsTheFailureItself() {
        assertThatThrownBy(
                        () ->
                                loop.taskGroup(
                                        "g",
                                        group -> {
                                            Task<Void> a = group.start("a", () -> fail(1));
                                            loop.await(a);
                                        }))
                .isSameAs(boom);
        assertThat(boom).hasNoSuppressedExceptions();
    }
}
