package dev.timeloop.behaviour.asyncio;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.Task;
import dev.timeloop.behaviour.LoopTest;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** {@code asyncio.shield}. */
class ShieldTest extends LoopTest {
    private final IOException boom = new IOException("boom");

    @Test
    void hasTheOutcomeOfTheTask() {
        Task<String> good = loop.<String>script("good").succeedsAfter(ofSeconds(1), "x");
        Task<String> bad = loop.<String>script("bad").failsAfter(ofSeconds(1), boom);

        assertThat(loop.await(loop.shield(good))).isEqualTo("x");
        assertThatThrownBy(() -> loop.await(loop.shield(bad))).isSameAs(boom);
        assertThat(blame()).isEmpty();
    }

    @Test
    void keepsItsCancellationToItself() {
        Task<String> inner = loop.<String>script("inner").succeedsAfter(ofSeconds(1), "x");
        Task<String> shield = loop.shield(inner);

        shield.cancel("mine");

        assertThat(shield).isCancelled();
        assertThat(loop.await(inner)).isEqualTo("x");
    }

    @Test
    void isCancelledWithTheTask() {
        Task<String> inner = loop.<String>script("inner").hangs();
        Task<String> shield = loop.shield(inner);

        inner.cancel("theirs");

        assertThat(shield).isCancelled();
        assertThat(shield.outcome().isCancelled()).isTrue();
        assertThatThrownBy(shield::get).isInstanceOf(CancellationException.class);
        assertThatThrownBy(shield::result).hasMessage("theirs");
    }

    @Test
    void ofATaskThatIsDoneIsDone() {
        Task<String> inner = loop.task("inner");
        inner.complete("x");

        assertThat(loop.shield(inner).result()).isEqualTo("x");
    }

    @Test
    void savesTheTaskFromTheCancellationOfWhoeverWaits() {
        Task<String> inner = loop.<String>script("inner").succeedsAfter(ofSeconds(1), "x");
        Task<String> waiter = loop.start("waiter", () -> loop.await(loop.shield(inner)));
        loop.settle();

        waiter.cancel("enough");
        loop.settle();

        assertThat(waiter).isCancelled();
        assertThat(loop.await(inner)).isEqualTo("x");
    }

    @Test
    void withoutItWhoeverWaitsTakesTheTaskAlong() {
        Task<String> inner = loop.<String>script("inner").succeedsAfter(ofSeconds(1), "x");
        Task<String> waiter = loop.start("waiter", () -> loop.await(inner));
        loop.settle();

        waiter.cancel("enough");
        loop.settle();

        assertThat(inner).isCancelled();
        assertThat(waiter).isCancelled();
    }

    /** asyncio drops such a failure in silence. */
    @Test
    void aFailureAfterItsCancellationRemainsToBeLookedAt() {
        Task<String> inner = loop.<String>script("inner").failsAfter(ofSeconds(1), boom);
        loop.shield(inner).cancel(true);

        loop.advance(ofSeconds(1));

        assertThat(blamed()).containsExactly("UNRETRIEVED_FAILURE task \"inner\": boom");
    }
}
