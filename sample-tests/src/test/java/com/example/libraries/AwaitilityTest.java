package com.example.libraries;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.timeloop.junit.VirtualTime;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;

/** Tests that poll stay as they are, and take no time. */
@VirtualTime
class AwaitilityTest {
    private final Stopwatch watch = new Stopwatch();

    @Test
    void pollsEach100MillisecondsUntilItIsSo() {
        CompletableFuture<String> answer =
                new CompletableFuture<String>()
                        .completeOnTimeout("done", 730, TimeUnit.MILLISECONDS);

        await().until(answer::isDone);

        assertThat(watch.elapsed()).isEqualTo(ofMillis(800));
    }

    @Test
    void givesUpAfterTenSeconds() {
        assertThatThrownBy(() -> await().until(() -> false))
                .isInstanceOf(ConditionTimeoutException.class);

        assertThat(watch.elapsed()).isEqualTo(ofSeconds(10));
    }
}
