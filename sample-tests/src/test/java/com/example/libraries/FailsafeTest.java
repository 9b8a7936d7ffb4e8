package com.example.libraries;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.failsafe.Timeout;
import dev.failsafe.TimeoutExceededException;
import dev.failsafe.function.CheckedSupplier;
import dev.timeloop.junit.VirtualTime;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Failsafe sleeps between attempts, and its time-outs come from a static scheduler. */
@VirtualTime
class FailsafeTest {
    private final Stopwatch watch = new Stopwatch();
    private final RetryPolicy<String> backOff =
            RetryPolicy.<String>builder()
                    .withBackoff(ofMillis(100), ofSeconds(10))
                    .withMaxRetries(4)
                    .build();

    private CheckedSupplier<String> succeedsAtAttempt(int attempt) {
        return () -> {
            watch.lap();
            if (watch.laps().size() < attempt) {
                throw new IOException("down");
            }
            return "up";
        };
    }

    @Test
    void doublesTheDelayBetweenAttempts() {
        String answer = Failsafe.with(backOff).get(succeedsAtAttempt(5));

        assertThat(answer).isEqualTo("up");
        assertThat(watch.laps())
                .containsExactly(ZERO, ofMillis(100), ofMillis(300), ofMillis(700), ofMillis(1500));
    }

    @Test
    void doesTheSameOnItsOwnThreads() throws Exception {
        String answer = Failsafe.with(backOff).getAsync(succeedsAtAttempt(5)).get();

        assertThat(answer).isEqualTo("up");
        assertThat(watch.laps())
                .containsExactly(ZERO, ofMillis(100), ofMillis(300), ofMillis(700), ofMillis(1500));
    }

    @Test
    void interruptsWhatTakesTooLong() {
        AtomicBoolean interrupted = new AtomicBoolean();
        Timeout<Object> timeout = Timeout.builder(ofSeconds(2)).withInterrupt().build();

        assertThatThrownBy(() -> Failsafe.with(timeout).run(() -> sleepsForAnHour(interrupted)))
                .isInstanceOf(TimeoutExceededException.class);

        assertThat(watch.elapsed()).isEqualTo(ofSeconds(2));
        assertThat(interrupted).isTrue();
    }

    private static void sleepsForAnHour(AtomicBoolean interrupted) throws InterruptedException {
        try {
            Thread.sleep(3_600_000);
        } catch (InterruptedException e) {
            interrupted.set(true);
            throw e;
        }
    }
}
