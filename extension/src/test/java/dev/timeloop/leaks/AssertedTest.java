package dev.timeloop.leaks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.LooseEnd;
import dev.timeloop.LooseEnd.Kind;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Whoever asserts that a future fails has looked at its failure. */
class AssertedTest {
    private static CompletableFuture<String> failing() {
        CompletableFuture<String> future = new CompletableFuture<>();
        future.completeExceptionally(new Row.Boom());
        return future;
    }

    @Test
    void anAssertionThatItFailsIsALook() throws Exception {
        assertThat(Observed.after(() -> assertThat(failing()).isCompletedExceptionally()))
                .isEmpty();
    }

    @Test
    void soIsOneInStrictMode() throws Exception {
        assertThat(Observed.after(() -> assertThat(failing()).isCompletedExceptionally(), true))
                .isEmpty();
    }

    @Test
    void askingWhetherItHasFailedIsNone() throws Exception {
        List<LooseEnd> found =
                Observed.after(() -> assertThat(failing().isCompletedExceptionally()).isTrue());

        assertThat(found).extracting(LooseEnd::kind).containsExactly(Kind.UNRETRIEVED_FAILURE);
    }
}
