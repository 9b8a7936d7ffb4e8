package dev.timeloop.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.EventLoop;
import dev.timeloop.junit.VirtualTime;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.engine.TestExecutionResult;

/** Tests that run at the same time. */
@Timeout(120)
class ParallelTest {
    private static final Map<String, String> FOUR_AT_ONCE =
            Map.of(
                    "junit.jupiter.execution.parallel.enabled", "true",
                    "junit.jupiter.execution.parallel.mode.default", "concurrent",
                    "junit.jupiter.execution.parallel.config.strategy", "fixed",
                    "junit.jupiter.execution.parallel.config.fixed.parallelism", "4");

    @VirtualTime
    static class ManyTestCase {
        private final EventLoop mine;

        ManyTestCase(EventLoop loop) {
            mine = loop;
        }

        @RepeatedTest(value = 200, name = "{currentRepetition}")
        void test(EventLoop loop, RepetitionInfo repetition) {
            assertThat(loop).isSameAs(mine);
            int number = repetition.getCurrentRepetition();
            loop.start(
                            "work",
                            () -> {
                                loop.sleep(Duration.ofSeconds(number));
                                return number;
                            })
                    .join();
            assertThat(loop.elapsed()).isEqualTo(Duration.ofSeconds(number));
            if (number % 2 == 0) {
                loop.task("task " + number);
            }
        }
    }

    @Test
    void haveEachTheirOwnLoopAndTheirOwnLooseEnds() {
        Map<String, TestExecutionResult> tests = Kit.run(ManyTestCase.class, FOUR_AT_ONCE).tests();

        assertThat(tests).hasSize(200);
        for (int number = 1; number <= 200; number++) {
            TestExecutionResult end = tests.get("" + number);
            if (number % 2 == 0) {
                assertThat(Kit.text(end.getThrowable().orElseThrow()))
                        .startsWith(
                                "1 loose end in ParallelTest.ManyTestCase.test[%1$d] (at +"
                                        .formatted(number))
                        .contains("1. task \"task " + number + "\" is still pending");
            } else {
                assertThat(end.getThrowable()).isEmpty();
            }
        }
    }

    @VirtualTime(scope = VirtualTime.Scope.LOOP) // two worlds can't meet: each has its own time
    static class MeetingTestCase {
        static final CyclicBarrier MEETING = new CyclicBarrier(2);

        @RepeatedTest(2)
        void test(EventLoop loop)
                throws InterruptedException, BrokenBarrierException, TimeoutException {
            loop.run("body", () -> MEETING.await(60, TimeUnit.SECONDS)).join();
        }
    }

    @Test
    void doNotWaitForEachOther() {
        Kit.run(MeetingTestCase.class, FOUR_AT_ONCE).passes(2);
    }
}
