package dev.timeloop.behaviour.asyncio;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.Task;
import dev.timeloop.behaviour.LoopTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** {@code asyncio.as_completed}. */
class AsCompletedTest extends LoopTest {
    private final List<String> log = new ArrayList<>();

    private Task<String> sleeping(String name, long seconds) {
        return loop.<String>script(name).succeedsAfter(ofSeconds(seconds), name);
    }

    @Test
    void givesEachTaskAtTheInstantOfItsCompletion() {
        for (Task<String> task :
                loop.asCompleted(List.of(sleeping("c", 3), sleeping("a", 1), sleeping("b", 2)))) {
            log.add(task.result() + " at " + loop.elapsed());
        }

        assertThat(log).containsExactly("a at PT1S", "b at PT2S", "c at PT3S");
    }

    @Test
    void givesTheVeryTasksThatWereHandedIn() {
        Task<String> foo = sleeping("foo", 1);

        assertThat(loop.asCompleted(List.of(foo)).iterator().next()).isSameAs(foo);
    }

    @Test
    void givesThoseThatAreDoneFirstInTheOrderOfTheirCompletion() {
        Task<String> late = sleeping("late", 5);
        Task<String> b = sleeping("b", 2);
        Task<String> a = sleeping("a", 1);
        loop.advance(ofSeconds(3));

        assertThat(loop.asCompleted(List.of(late, b, a))).containsExactly(a, b, late);
    }

    @Test
    void givesATaskThatIsGivenTwiceOnce() {
        Task<String> foo = sleeping("foo", 1);

        assertThat(loop.asCompleted(List.of(foo, foo))).containsExactly(foo);
    }

    @Test
    void throwsNoFailureAndLooksAtNone() {
        Task<String> bad =
                loop.<String>script("bad").failsAfter(ofSeconds(1), new IOException("x"));

        assertThat(loop.asCompleted(List.of(bad))).containsExactly(bad);

        assertThat(blamed()).containsExactly("UNRETRIEVED_FAILURE task \"bad\": x");
    }

    @Test
    void givesCancelledTasksToo() {
        Task<String> gone = loop.<String>script("gone").cancelsAfter(ofSeconds(1));

        assertThat(loop.asCompleted(List.of(gone))).containsExactly(gone);
    }

    @Test
    void waitsInsideABody() {
        Task<Void> body =
                loop.run(
                        "body",
                        () -> {
                            for (Task<String> task :
                                    loop.asCompleted(List.of(sleeping("b", 2), sleeping("a", 1)))) {
                                log.add(task.name() + " at " + loop.elapsed());
                                loop.sleep(ofSeconds(5));
                            }
                        });

        loop.await(body);

        assertThat(log).containsExactly("a at PT1S", "b at PT6S");
    }

    @Test
    void cancellingWhoeverIteratesLeavesTheTasksAlone() {
        Task<String> foo = sleeping("foo", 5);
        Task<?> waiter =
                loop.start("waiter", () -> loop.asCompleted(List.of(foo)).iterator().next());
        loop.settle();

        waiter.cancel("enough");
        loop.settle();

        assertThatThrownBy(waiter::result).isInstanceOf(CancellationException.class);
        assertThat(loop.await(foo)).isEqualTo("foo");
    }

    @Test
    void endsAsAnIteratorDoes() {
        Iterator<Task<String>> tasks = loop.asCompleted(List.of(sleeping("foo", 1))).iterator();
        assertThat(tasks.hasNext()).isTrue();
        assertThat(tasks.next().name()).isEqualTo("foo");

        assertThat(tasks.hasNext()).isFalse();
        assertThatThrownBy(tasks::next)
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("All tasks have been handed out.");
    }

    @Test
    void eachIterationStartsAgain() {
        Iterable<Task<String>> tasks = loop.asCompleted(List.of(sleeping("a", 1)));

        assertThat(tasks).hasSize(1);
        assertThat(tasks).hasSize(1);
    }
}
