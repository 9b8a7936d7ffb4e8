package dev.timeloop.behaviour.asyncio;

import static dev.timeloop.ReturnWhen.ALL_COMPLETED;
import static dev.timeloop.ReturnWhen.FIRST_COMPLETED;
import static dev.timeloop.ReturnWhen.FIRST_EXCEPTION;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.Partition;
import dev.timeloop.Task;
import dev.timeloop.behaviour.LoopTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** {@code asyncio.wait}. */
class WaitTest extends LoopTest {
    private final IllegalStateException boom = new IllegalStateException("boom");

    private Task<String> sleeping(String name, Duration time) {
        return loop.start(
                name,
                () -> {
                    loop.sleep(time);
                    return name;
                });
    }

    private Task<String> failing(String name, Duration time) {
        return loop.start(
                name,
                () -> {
                    loop.sleep(time);
                    throw boom;
                });
    }

    @Nested
    class AllCompleted {
        private final Task<String> foo =
                loop.start(
                        "foo",
                        () -> {
                            throw boom;
                        });
        private final Task<String> bar = sleeping("bar", ofSeconds(1));
        private final Partition<String> both = loop.waitUntil(ALL_COMPLETED, List.of(bar, foo));

        @Test
        void comesBackWhenTheLastIsDoneAndThrowsNothing() {
            assertThat(loop.elapsed()).isEqualTo(ofSeconds(1));
            assertThat(both.pending()).isEmpty();
            assertThat(foo.exception()).isSameAs(boom);
        }

        @Test
        void listsTheDoneInTheOrderOfCompletion() {
            assertThat(both.done()).containsExactly(foo, bar);
            assertThat(foo.exception()).isSameAs(boom);
        }

        @Test
        void leavesTheFailureToBeLookedAt() {
            assertThat(blamed()).containsExactly("UNRETRIEVED_FAILURE task \"foo\": boom");
        }

        @Test
        void exceptionGivesTheFailureAndResultThrowsItAgain() {
            assertThat(foo.exception()).isSameAs(boom);
            assertThatThrownBy(foo::result).isSameAs(boom);
            assertThat(bar.exception()).isNull();
            assertThat(bar.result()).isEqualTo("bar");
            assertThat(blame()).isEmpty();
        }
    }

    @Nested
    class FirstException {
        @Test
        void comesBackWhenOneFails() {
            Task<String> foo = failing("foo", ofMillis(10));
            Task<String> bar = sleeping("bar", ofSeconds(1));

            Partition<String> split = loop.waitUntil(FIRST_EXCEPTION, List.of(foo, bar));

            assertThat(loop.elapsed()).isEqualTo(ofMillis(10));
            assertThat(split.done()).containsExactly(foo);
            assertThat(split.pending()).containsExactly(bar);
            assertThat(foo.exception()).isSameAs(boom);
            assertThat(loop.await(bar)).isEqualTo("bar");
        }

        @Test
        void withoutAFailureIsAllCompleted() {
            Task<String> foo = sleeping("foo", ofSeconds(2));
            Task<String> bar = sleeping("bar", ofSeconds(1));

            Partition<String> split = loop.waitUntil(FIRST_EXCEPTION, List.of(foo, bar));

            assertThat(loop.elapsed()).isEqualTo(ofSeconds(2));
            assertThat(split.done()).containsExactly(bar, foo);
            assertThat(split.pending()).isEmpty();
        }

        @Test
        void aCancelledTaskIsNoException() {
            Task<String> foo = loop.<String>script("foo").cancelsAfter(ofMillis(10));
            Task<String> bar = sleeping("bar", ofSeconds(1));

            Partition<String> split = loop.waitUntil(FIRST_EXCEPTION, List.of(foo, bar));

            assertThat(loop.elapsed()).isEqualTo(ofSeconds(1));
            assertThat(split.done()).containsExactly(foo, bar);
            assertThat(split.cancelled()).containsExactly(foo);
        }

        @Test
        void oneThatHasFailedBeforeEndsTheWaitAtOnce() {
            Task<String> foo = failing("foo", ZERO);
            loop.settle();
            Task<String> bar = sleeping("bar", ofSeconds(1));

            Partition<String> split = loop.waitUntil(FIRST_EXCEPTION, List.of(bar, foo));

            assertThat(loop.elapsed()).isZero();
            assertThat(split.done()).containsExactly(foo);
            assertThat(split.pending()).containsExactly(bar);
            assertThat(foo.exception()).isSameAs(boom);
            assertThat(loop.await(bar)).isEqualTo("bar");
        }
    }

    @Nested
    class FirstCompleted {
        private final Task<String> slow = sleeping("slow", ofSeconds(1));

        @Test
        void comesBackAtTheFirstThatEnds() {
            Task<String> fast = sleeping("fast", ofMillis(1));

            Partition<String> split = loop.waitUntil(FIRST_COMPLETED, List.of(slow, fast));

            assertThat(loop.elapsed()).isEqualTo(ofMillis(1));
            assertThat(split.done()).containsExactly(fast);
            assertThat(split.pending()).containsExactly(slow);
            assertThat(loop.await(slow)).isEqualTo("slow");
        }

        @Test
        void comesBackAtTheFirstThatIsCancelled() {
            Task<String> fast = loop.<String>script("fast").cancelsAfter(ofMillis(1));

            Partition<String> split = loop.waitUntil(FIRST_COMPLETED, List.of(slow, fast));

            assertThat(loop.elapsed()).isEqualTo(ofMillis(1));
            assertThat(split.cancelled()).containsExactly(fast);
            assertThat(loop.await(slow)).isEqualTo("slow");
        }

        @Test
        void listsAllThatEndedBeforeTheWaiterHadItsTurn() {
            Task<String> one = sleeping("one", ofMillis(1));
            Task<String> two = sleeping("two", ofMillis(1));

            Partition<String> split = loop.waitUntil(FIRST_COMPLETED, List.of(two, one, slow));

            assertThat(split.done()).containsExactly(one, two);
            assertThat(loop.await(slow)).isEqualTo("slow");
        }
    }

    @Nested
    class WithATimeout {
        @Test
        void neitherThrowsNorCancels() {
            Task<String> late = sleeping("late", ofSeconds(5));
            Task<String> soon = sleeping("soon", ofSeconds(1));

            Partition<String> split =
                    loop.waitUntil(ALL_COMPLETED, List.of(late, soon), ofSeconds(2));

            assertThat(loop.elapsed()).isEqualTo(ofSeconds(2));
            assertThat(split.done()).containsExactly(soon);
            assertThat(split.pending()).containsExactly(late);
            assertThat(loop.await(late)).isEqualTo("late");
            assertThat(loop.elapsed()).isEqualTo(ofSeconds(5));
        }

        @Test
        void countsATaskThatEndsAtThatVeryInstantIfItsTimerIsOlder() {
            Task<String> onTime = loop.<String>script("on time").succeedsAfter(ofSeconds(2), "x");

            Partition<String> split = loop.waitUntil(ALL_COMPLETED, List.of(onTime), ofSeconds(2));

            assertThat(split.done()).containsExactly(onTime);
        }

        @Test
        void ofZeroLooksAtTheTasksAsTheyAre() {
            Task<String> begun = sleeping("begun", ZERO);

            Partition<String> split = loop.waitUntil(ALL_COMPLETED, List.of(begun), ZERO);

            assertThat(split.pending()).containsExactly(begun);
            assertThat(loop.await(begun)).isEqualTo("begun");
        }

        @Test
        void comesBackBeforeItIfAllAreDone() {
            Task<String> soon = sleeping("soon", ofSeconds(1));

            loop.waitUntil(ALL_COMPLETED, List.of(soon), ofSeconds(9));

            assertThat(loop.elapsed()).isEqualTo(ofSeconds(1));
            assertThat(loop.isIdle()).isTrue();
        }
    }

    @Test
    void handsBackTheVeryTasksThatWereHandedIn() {
        Task<String> foo = sleeping("foo", ofSeconds(1));
        Task<String> bar = sleeping("bar", ofSeconds(3));

        Partition<String> split = loop.waitUntil(FIRST_COMPLETED, List.of(foo, bar));

        assertThat(split.done().get(0)).isSameAs(foo);
        assertThat(split.pending().get(0)).isSameAs(bar);
        assertThat(loop.await(bar)).isEqualTo("bar");
    }

    @Test
    void listsThePendingInTheOrderGiven() {
        List<Task<String>> tasks =
                List.of(
                        sleeping("c", ofSeconds(3)),
                        sleeping("a", ofSeconds(1)),
                        sleeping("b", ofSeconds(2)));

        Partition<String> split = loop.waitUntil(ALL_COMPLETED, tasks, ofMillis(1));

        assertThat(split.pending()).containsExactlyElementsOf(tasks);
        assertThat(loop.gather(tasks)).containsExactly("c", "a", "b");
    }

    @Test
    void countsATaskThatIsGivenTwiceOnce() {
        Task<String> foo = sleeping("foo", ofSeconds(1));

        Partition<String> split = loop.waitUntil(ALL_COMPLETED, List.of(foo, foo));

        assertThat(split.done()).containsExactly(foo);
    }

    @Test
    void acceptsTasksOfSubtypes() {
        Task<Integer> one = loop.start("one", () -> 1);
        Task<Double> two = loop.start("two", () -> 2.0);

        Partition<Number> split = loop.<Number>waitUntil(ALL_COMPLETED, List.of(one, two));

        assertThat(split.succeeded()).hasSize(2);
    }

    @Test
    void cancellingTheWaiterLeavesTheTasksAlone() {
        Task<String> foo = sleeping("foo", ofSeconds(1));
        Task<?> waiter = loop.start("waiter", () -> loop.waitUntil(ALL_COMPLETED, List.of(foo)));
        loop.settle();

        waiter.cancel("enough");
        loop.settle();

        assertThatThrownBy(waiter::result)
                .isInstanceOf(CancellationException.class)
                .hasMessage("enough");
        assertThat(loop.await(foo)).isEqualTo("foo");
    }
}
