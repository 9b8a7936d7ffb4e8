package dev.timeloop.world.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Two worlds at once. */
@Timeout(120)
class ParallelSuiteTest {
    private static final String[] TWO_AT_ONCE = {
        "junit.jupiter.execution.parallel.enabled", "true",
        "junit.jupiter.execution.parallel.mode.default", "concurrent",
        "junit.jupiter.execution.parallel.config.strategy", "fixed",
        "junit.jupiter.execution.parallel.config.fixed.parallelism", "2",
        "junit.jupiter.execution.parallel.config.fixed.max-pool-size", "2"
    };

    /** Lets tests begin in pairs: extensions are outside the worlds, where they can meet. */
    static final class InPairs implements BeforeEachCallback, AfterEachCallback {
        private static final CyclicBarrier MEETING = new CyclicBarrier(2);

        @Override
        public void beforeEach(ExtensionContext context) throws Exception {
            MEETING.await(60, TimeUnit.SECONDS);
        }

        @Override
        public void afterEach(ExtensionContext context) throws Exception {
            MEETING.await(60, TimeUnit.SECONDS);
        }
    }

    @ExtendWith(InPairs.class)
    static class SleepingTestCase {
        @RepeatedTest(8)
        void eachHasItsOwnTime(RepetitionInfo repetition)
                throws InterruptedException, ExecutionException {
            Duration span = Duration.ofHours(repetition.getCurrentRepetition());
            for (int i = 1; i <= 20; i++) {
                assertThat(Code.slept(span)).isEqualTo(span);
                assertThat(Code.sleptElsewhere(span)).isEqualTo(span);
                assertThat(Instant.now()).isEqualTo(Code.START.plus(span.multipliedBy(2L * i)));
            }
        }
    }

    @Test
    void haveTheirOwnTimes() {
        Suite.passes(8, SleepingTestCase.class, TWO_AT_ONCE);
    }
}
