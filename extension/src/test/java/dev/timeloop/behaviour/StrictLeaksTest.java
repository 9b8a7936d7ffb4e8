package dev.timeloop.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.LooseEndsError;
import dev.timeloop.junit.LeakCheck;
import dev.timeloop.junit.VirtualTime;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Whether a look at each branch of plain futures is asked for. */
class StrictLeaksTest {
    /** Two stages of one failure, of which the test looks at one. */
    private static void looksAtOneBranch() {
        CompletableFuture<String> source = new CompletableFuture<>();
        CompletableFuture<String> seen = source.thenApply(x -> x + "1");
        CompletableFuture<String> unseen = source.thenApply(x -> x + "2");
        source.completeExceptionally(new IllegalStateException("boom"));
        assertThat(seen).isCompletedExceptionally();
        assertThat(seen.exceptionally(Throwable::getMessage).join()).contains("boom");
        assertThat(unseen).isDone();
    }

    @LeakCheck
    static class LenientTestCase {
        @Test
        void onRealTime() {
            looksAtOneBranch();
        }

        @Test
        @VirtualTime
        void inAWorld() {
            looksAtOneBranch();
        }
    }

    @LeakCheck(everyBranch = true)
    static class StrictTestCase {
        @Test
        void onRealTime() {
            looksAtOneBranch();
        }

        @Test
        @VirtualTime
        void inAWorld() {
            looksAtOneBranch();
        }
    }

    @Test
    void oneLookIsEnoughAsARule() {
        Kit kit = Kit.run(LenientTestCase.class);

        assertThat(kit.tests().get("onRealTime()").getThrowable()).isEmpty();
        assertThat(kit.tests().get("inAWorld()").getThrowable()).isEmpty();
    }

    @Test
    void eachBranchIsAskedForWhenTold() {
        Kit kit = Kit.run(StrictTestCase.class);

        for (String test : new String[] {"onRealTime", "inAWorld"}) {
            assertThat(((LooseEndsError) kit.failure(test)).looseEnds())
                    .singleElement()
                    .satisfies(
                            end -> assertThat(end.kind().name()).isEqualTo("UNRETRIEVED_FAILURE"))
                    .satisfies(
                            end ->
                                    assertThat(end.madeAt().get(0).getMethodName())
                                            .isEqualTo("looksAtOneBranch"));
        }
    }
}
