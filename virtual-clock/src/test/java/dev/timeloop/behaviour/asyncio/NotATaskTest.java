package dev.timeloop.behaviour.asyncio;

import static dev.timeloop.ReturnWhen.ALL_COMPLETED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.timeloop.Task;
import dev.timeloop.behaviour.LoopTest;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** An empty set, and things that aren't tasks, where tasks are wanted. */
class NotATaskTest extends LoopTest {
    @Test
    void waitRefusesAnEmptySet() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loop.waitUntil(ALL_COMPLETED, List.of()))
                .withMessage("There is nothing to wait for: the set of tasks is empty.");
    }

    @Test
    void gatherOfNothingIsNothing() {
        assertThat(loop.gather(List.of())).isEmpty();
        assertThat(loop.gatherOutcomes(List.of())).isEmpty();
        assertThat(loop.asCompleted(List.of())).isEmpty();
    }

    @Test
    void aForeignFutureIsToldAboutTrack() {
        Collection<Task<String>> tasks = disguised(new CompletableFuture<String>());

        String message =
                "Only tasks can be waited for, and this is a"
                        + " java.util.concurrent.CompletableFuture."
                        + "\n-> adopt it: loop.track(name, future)";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loop.waitUntil(ALL_COMPLETED, tasks))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loop.gather(tasks))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loop.gatherOutcomes(tasks))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loop.asCompleted(tasks))
                .withMessage(message);
    }

    @Test
    void aCallableIsToldToStart() {
        Callable<String> coroutine = new Coroutine();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> loop.waitUntil(ALL_COMPLETED, disguised(coroutine)))
                .withMessage(
                        "Only tasks can be waited for, and this is a "
                                + Coroutine.class.getName()
                                + ".\n-> start a task: loop.start(name, body)");
    }

    @Test
    void nullIsNoTask() {
        Collection<Task<String>> tasks = Arrays.asList(loop.start("foo", () -> "foo"), null);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> loop.gather(tasks))
                .withMessage(
                        "Only tasks can be waited for, and this is null."
                                + "\n-> start a task: loop.start(name, body)");
        loop.settle();
    }

    /** What raw types and unchecked casts smuggle in. */
    @SuppressWarnings("unchecked")
    private static Collection<Task<String>> disguised(Object anything) {
        return (Collection<Task<String>>) (Collection<?>) List.of(anything);
    }

    private static final class Coroutine implements Callable<String> {
        @Override
        public String call() {
            return "called";
        }
    }
}
