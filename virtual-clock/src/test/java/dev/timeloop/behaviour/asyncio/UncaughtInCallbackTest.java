package dev.timeloop.behaviour.asyncio;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.TimerHandle;
import dev.timeloop.behaviour.LoopTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What asyncio gives to {@code loop.call_exception_handler}. */
class UncaughtInCallbackTest extends LoopTest {
    private static final String BLAME =
            "UNRETRIEVED_FAILURE task \"callback in UncaughtInCallbackTest\": boom";

    private final IllegalStateException boom = new IllegalStateException("boom");
    private final List<String> log = new ArrayList<>();

    private void fail() {
        log.add("failing");
        throw boom;
    }

    @Test
    void isAFailureThatNobodyLookedAt() {
        loop.callSoon(this::fail);
        loop.settle();

        assertThat(blamed()).containsExactly(BLAME);
    }

    @Test
    void doesNotStopTheOtherCallbacks() {
        loop.callLater(ofSeconds(1), this::fail);
        loop.callLater(ofSeconds(1), () -> log.add("same instant"));
        loop.callLater(ofSeconds(2), () -> log.add("later"));
        loop.advance(ofSeconds(2));

        assertThat(log).containsExactly("failing", "same instant", "later");
        assertThat(blamed()).containsExactly(BLAME);
    }

    @Test
    void endsAPeriodicCallback() {
        TimerHandle handle = loop.callEvery(ofSeconds(1), this::fail);
        loop.advance(ofSeconds(5));

        assertThat(log).containsExactly("failing");
        assertThat(handle.isPending()).isFalse();
        assertThat(loop.isIdle()).isTrue();
        assertThat(blamed()).containsExactly(BLAME);
    }

    @Test
    void anErrorIsTreatedLikeAnException() {
        loop.callSoon(
                () -> {
                    throw new StackOverflowError("boom");
                });
        loop.settle();

        assertThat(blamed()).containsExactly(BLAME);
    }
}
