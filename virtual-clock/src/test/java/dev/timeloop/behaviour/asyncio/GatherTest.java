package dev.timeloop.behaviour.asyncio;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.Outcome;
import dev.timeloop.Task;
import dev.timeloop.behaviour.LoopTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** {@code asyncio.gather}. */
class GatherTest extends LoopTest {
    private final IOException first = new IOException("first");
    private final IOException second = new IOException("second");

    private Task<String> good(String name, long seconds) {
        return loop.<String>script(name).succeedsAfter(ofSeconds(seconds), name);
    }

    private Task<String> bad(String name, long seconds, Throwable failure) {
        return loop.<String>script(name).failsAfter(ofSeconds(seconds), failure);
    }

    @Nested
    class ReturnExceptionsFalse {
        @Test
        void givesTheValuesInTheOrderGiven() {
            assertThat(loop.gather(List.of(good("b", 2), good("a", 1)))).containsExactly("b", "a");
            assertThat(loop.elapsed()).isEqualTo(ofSeconds(2));
        }

        @Test
        void givesATaskThatIsGivenTwiceTwoPlaces() {
            Task<String> a = good("a", 1);

            assertThat(loop.gather(List.of(a, good("b", 1), a))).containsExactly("a", "b", "a");
        }

        @Test
        void throwsTheFirstFailureAtOnceWhileTheOthersKeepRunning() {
            Task<String> slow = good("slow", 5);
            Task<String> broken = bad("broken", 1, first);

            assertThatThrownBy(() -> loop.gather(List.of(slow, broken))).isSameAs(first);

            assertThat(loop.elapsed()).isEqualTo(ofSeconds(1));
            assertThat(slow).isNotDone();
            assertThat(loop.await(slow)).isEqualTo("slow");
        }

        @Test
        void leavesTheOthersFailuresToBeLookedAt() {
            List<Task<String>> tasks = List.of(bad("a", 2, second), bad("b", 1, first));

            assertThatThrownBy(() -> loop.gather(tasks)).isSameAs(first);
            loop.advance(ofSeconds(1));

            assertThat(blamed()).containsExactly("UNRETRIEVED_FAILURE task \"a\": second");
        }

        @Test
        void ofTasksThatHaveFailedThrowsTheOneThatFailedFirst() {
            List<Task<String>> tasks = List.of(bad("a", 2, second), bad("b", 1, first));
            loop.advance(ofSeconds(3));

            assertThatThrownBy(() -> loop.gather(tasks)).isSameAs(first);

            assertThat(tasks.get(0).exception()).isSameAs(second);
        }

        @Test
        void throwsACancellationAtOnce() {
            Task<String> slow = good("slow", 5);
            Task<String> cancelled = loop.<String>script("c").cancelsAfter(ofSeconds(1));

            assertThatThrownBy(() -> loop.gather(List.of(slow, cancelled)))
                    .isInstanceOf(CancellationException.class)
                    .hasMessage("cancelled by its script");

            assertThat(loop.elapsed()).isEqualTo(ofSeconds(1));
            assertThat(loop.await(slow)).isEqualTo("slow");
        }
    }

    @Nested
    class ReturnExceptionsTrue {
        @Test
        void givesTheOutcomesInTheOrderGiven() {
            List<Outcome<String>> outcomes =
                    loop.gatherOutcomes(
                            List.of(
                                    good("a", 3),
                                    bad("b", 1, first),
                                    loop.<String>script("c").cancelsAfter(ofSeconds(2))));

            assertThat(loop.elapsed()).isEqualTo(ofSeconds(3));
            assertThat(outcomes.get(0)).isEqualTo(new Outcome.Succeeded<>("a"));
            assertThat(outcomes.get(1)).isEqualTo(new Outcome.Failed<String>(first));
            assertThat(outcomes.get(2).isCancelled()).isTrue();
        }

        @Test
        void countsAsLookingAtEachFailure() {
            loop.gatherOutcomes(List.of(bad("a", 1, first), bad("b", 2, second)));

            assertThat(blame()).isEmpty();
        }
    }

    @Nested
    class WhenTheWaiterIsCancelled {
        private final List<String> log = new ArrayList<>();

        private Task<String> stubborn() {
            return loop.start(
                    "stubborn",
                    () -> {
                        try {
                            loop.sleep(ofSeconds(9));
                        } catch (CancellationException e) {
                            log.add("stubborn was asked");
                        }
                        return "stubborn";
                    });
        }

        @Test
        void soAreTheTasks() {
            Task<String> a = good("a", 9);
            Task<String> b = loop.start("b", () -> loop.await(loop.<String>script("c").hangs()));
            Task<?> waiter = loop.start("waiter", () -> loop.gather(List.of(a, b)));
            loop.settle();

            waiter.cancel("enough");
            loop.settle();

            assertThat(a).isCancelled();
            assertThat(b).isCancelled();
            assertThat(waiter).isCancelled();
            assertThat(loop.elapsed()).isZero();
        }

        @Test
        void itEndsCancelledThoughTheTasksRefuse() {
            Task<String> stubborn = stubborn();
            Task<?> waiter = loop.start("waiter", () -> loop.gather(List.of(stubborn)));
            loop.settle();

            waiter.cancel("enough");
            loop.settle();

            assertThat(log).containsExactly("stubborn was asked");
            assertThat(stubborn.result()).isEqualTo("stubborn");
            assertThat(waiter).isCancelled();
        }

        @Test
        void itEndsCancelledInsteadOfWithOutcomes() {
            Task<String> stubborn = stubborn();
            Task<String> hanging = loop.<String>script("hanging").hangs();
            Task<?> waiter =
                    loop.start("waiter", () -> loop.gatherOutcomes(List.of(stubborn, hanging)));
            loop.settle();

            waiter.cancel("enough");
            loop.settle();

            assertThat(stubborn).isCompleted();
            assertThat(hanging).isCancelled();
            assertThat(waiter).isCancelled();
        }
    }
}
