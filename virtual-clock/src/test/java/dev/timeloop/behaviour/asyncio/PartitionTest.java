package dev.timeloop.behaviour.asyncio;

import static dev.timeloop.ReturnWhen.ALL_COMPLETED;
import static dev.timeloop.ReturnWhen.FIRST_COMPLETED;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.Partition;
import dev.timeloop.Task;
import dev.timeloop.behaviour.LoopTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** What can be done with the done and the pending. */
class PartitionTest extends LoopTest {
    private final IOException first = new IOException("first");
    private final IOException second = new IOException("second");
    private final List<String> log = new ArrayList<>();

    private Task<String> failing(String name, long seconds, Throwable failure) {
        return loop.<String>script(name).failsAfter(ofSeconds(seconds), failure);
    }

    private Task<String> succeeding(String name, long seconds) {
        return loop.<String>script(name).succeedsAfter(ofSeconds(seconds), name);
    }

    @Test
    void cancelsAllThatArePendingWhichCleanUpInVirtualTime() {
        List<Task<?>> tasks = new ArrayList<>();
        tasks.add(succeeding("fast", 1));
        for (String name : List.of("a", "b")) {
            tasks.add(
                    loop.run(
                            name,
                            () -> {
                                try {
                                    loop.sleep(ofSeconds(100));
                                } catch (CancellationException e) {
                                    log.add(name + " sees: " + e.getMessage());
                                    throw e;
                                } finally {
                                    loop.sleep(ofSeconds(2));
                                    log.add(name + " is clean at " + loop.elapsed());
                                }
                            }));
        }

        Partition<Object> split = loop.<Object>waitUntil(FIRST_COMPLETED, tasks);
        split.cancelPending();
        Partition<Object> rest = loop.<Object>waitUntil(ALL_COMPLETED, split.pending());

        assertThat(log)
                .containsExactly(
                        "a sees: cancelled with the rest of its partition",
                        "b sees: cancelled with the rest of its partition",
                        "a is clean at PT3S",
                        "b is clean at PT3S");
        assertThat(rest.cancelled()).hasSize(2);
    }

    @Test
    void sortsTheDoneByTheirOutcome() {
        Task<String> good = succeeding("good", 2);
        Task<String> bad = failing("bad", 1, first);
        Task<String> cancelled = loop.<String>script("cancelled").cancelsAfter(ofSeconds(3));

        Partition<String> split = loop.waitUntil(ALL_COMPLETED, List.of(cancelled, good, bad));

        assertThat(split.done()).containsExactly(bad, good, cancelled);
        assertThat(split.succeeded()).containsExactly(good);
        assertThat(split.failed()).containsExactly(bad);
        assertThat(split.cancelled()).containsExactly(cancelled);
        assertThat(bad.exception()).isSameAs(first);
    }

    @Test
    void sortingLooksAtNoFailure() {
        Task<String> bad = failing("bad", 1, first);
        Partition<String> split = loop.waitUntil(ALL_COMPLETED, List.of(bad));

        assertThat(split.failed()).hasSize(1);
        assertThat(split.toString()).isNotEmpty();

        assertThat(blamed()).containsExactly("UNRETRIEVED_FAILURE task \"bad\": first");
    }

    @Test
    void throwsSeveralFailuresAsOne() {
        Partition<String> split =
                loop.waitUntil(
                        ALL_COMPLETED,
                        List.of(
                                failing("b", 2, second),
                                succeeding("c", 1),
                                failing("a", 1, first)));

        assertThatThrownBy(split::throwIfFailed).isSameAs(first);

        assertThat(first).hasSuppressedException(second);
        assertThat(blame()).isEmpty();
    }

    @Test
    void throwsTwiceWithoutSuppressingTwice() {
        Partition<String> split =
                loop.waitUntil(
                        ALL_COMPLETED, List.of(failing("a", 1, first), failing("b", 2, second)));

        assertThatThrownBy(split::throwIfFailed).isSameAs(first);
        assertThatThrownBy(split::throwIfFailed).isSameAs(first);

        assertThat(first.getSuppressed()).containsExactly(second);
    }

    @Test
    void throwsAFailureThatTwoTasksShareOnce() {
        Partition<String> split =
                loop.waitUntil(
                        ALL_COMPLETED, List.of(failing("a", 1, first), failing("b", 2, first)));

        assertThatThrownBy(split::throwIfFailed).isSameAs(first);

        assertThat(first).hasNoSuppressedExceptions();
    }

    @Test
    void throwsNothingWithoutAFailure() {
        Partition<String> split =
                loop.waitUntil(
                        ALL_COMPLETED,
                        List.of(
                                succeeding("a", 1),
                                loop.<String>script("b").cancelsAfter(ofSeconds(1))));

        assertThatCode(split::throwIfFailed).doesNotThrowAnyException();
    }

    @Test
    void isWrittenWithNamesStatesAndInstants() {
        Task<String> hanging = loop.<String>script("hanging").hangs();
        Partition<String> split =
                loop.waitUntil(
                        ALL_COMPLETED,
                        List.of(
                                hanging,
                                succeeding("good", 2),
                                failing("bad", 1, first),
                                loop.<String>script("gone").cancelsAfter(ofSeconds(3))),
                        ofSeconds(5));

        assertThat(split)
                .hasToString(
                        """
                        done:
                          task "bad" failed with java.io.IOException: first at +1 s
                          task "good" succeeded with good at +2 s
                          task "gone" was cancelled at +3 s (cancelled by its script)
                        pending:
                          task "hanging" is pending: its script hangs""");
        assertThat(new Partition<>(List.of(), List.of())).hasToString("done: none\npending: none");
        hanging.cancel(true);
        assertThat(split.failed().get(0).exception()).isSameAs(first);
    }

    @Test
    void isASnapshotThatNobodyChanges() {
        Task<String> slow = succeeding("slow", 2);
        Partition<String> split = loop.waitUntil(ALL_COMPLETED, List.of(slow), ofSeconds(1));

        loop.await(slow);

        assertThat(split.pending()).containsExactly(slow);
        assertThat(split.done()).isEmpty();
        assertThatThrownBy(() -> split.done().add(slow))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
