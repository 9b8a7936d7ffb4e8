package dev.timeloop.world.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A suite on virtual time whose tests run JUnit themselves, as those of an extension do. */
@Timeout(120)
class NestedEngineTest {
    private static final Duration DAY = Duration.ofDays(1);

    static class InnerTestCase {
        @RepeatedTest(2)
        void hasAWorldOfItsOwn() throws InterruptedException, ExecutionException {
            assertThat(Instant.now()).isEqualTo(Code.START);
            assertThat(Code.sleptElsewhere(DAY)).isEqualTo(DAY);
        }
    }

    static class OuterTestCase {
        @Test
        void runsTests() throws InterruptedException, ExecutionException {
            Thread.sleep(1_000);

            Suite.passes(2, InnerTestCase.class);

            assertThat(Instant.now()).isEqualTo(Code.START.plusSeconds(1));
            assertThat(Code.sleptElsewhere(DAY)).isEqualTo(DAY);
        }
    }

    @Test
    void worldsStackOnOneThread() {
        Suite.passes(1, OuterTestCase.class);
    }
}
