package dev.timeloop.behaviour.asyncio;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.LooseEndsError;
import dev.timeloop.Task;
import dev.timeloop.behaviour.LoopTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Tasks that are left when the program ends: asyncio cancels them in silence. */
class LeftoversTest extends LoopTest {
    private final List<String> log = new ArrayList<>();

    @Test
    void failTheTest() {
        loop.run("forgotten", () -> loop.sleep(ofSeconds(1)));

        assertThatThrownBy(loop::close).isInstanceOf(LooseEndsError.class);
    }

    @Test
    void areCancelledAndCleanUp() {
        Task<Void> forgotten =
                loop.run(
                        "forgotten",
                        () -> {
                            try {
                                loop.sleep(ofSeconds(1));
                            } catch (CancellationException e) {
                                log.add(e.getMessage());
                                throw e;
                            }
                        });

        assertThat(blamed()).containsExactly("PENDING_TASK task \"forgotten\"");
        assertThat(log).containsExactly("the test has ended");
        assertThat(forgotten).isCancelled();
    }

    @Test
    void thatEndAtThisVeryInstantAreNone() {
        loop.run("quick", () -> log.add("ran"));

        assertThat(blame()).isEmpty();
        assertThat(log).containsExactly("ran");
    }

    @Test
    void includeTasksThatNobodyCompletedScriptsThatHangAndTimers() {
        loop.task("by hand");
        loop.script("feed").hangs();
        loop.script("late").succeedsAfter(ofSeconds(1), "x");
        loop.executor("pool").schedule(() -> {}, 1, java.util.concurrent.TimeUnit.SECONDS);

        assertThat(blamed())
                .containsExactly(
                        "PENDING_TASK task \"by hand\"",
                        "PENDING_TASK task \"feed\"",
                        "PENDING_TASK task \"late\"",
                        "LIVE_TIMER task \"pool-1\"");
    }
}
