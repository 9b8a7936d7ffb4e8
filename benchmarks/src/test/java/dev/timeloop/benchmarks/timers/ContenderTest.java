package dev.timeloop.benchmarks.timers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All contenders do the same work: otherwise there is nothing to compare. */
class ContenderTest {
    private static final int COUNT = 10_000;

    /** For those whose time grows with the square. */
    private static final int FEW = 1_000;

    @ParameterizedTest
    @EnumSource
    void makesCallbacksByDueInstantThenRegistration(Contender contender) {
        List<Integer> made = new ArrayList<>();

        try (Timers timers = contender.create()) {
            for (int delay : new int[] {3, 1, 3, 2, 1}) {
                timers.callLater(Duration.ofMillis(delay), () -> made.add(delay));
            }
            timers.callLater(Duration.ofMillis(3), () -> made.add(-3));
            timers.advance(Duration.ofMillis(3));
        }

        assertThat(made).containsExactly(1, 1, 2, 3, 3, -3);
    }

    @ParameterizedTest
    @EnumSource
    void makesNoCallbackThatIsDueLater(Contender contender) {
        List<Integer> made = new ArrayList<>();

        try (Timers timers = contender.create()) {
            timers.callLater(Duration.ofMillis(3), () -> made.add(3));
            timers.advance(Duration.ofMillis(2));
            assertThat(made).isEmpty();

            timers.advance(Duration.ofMillis(1));
            assertThat(made).containsExactly(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void makesManyCallbacksInOrder(Contender contender) {
        assertDone(contender, Workload.randomDelays(FEW));
    }

    @ParameterizedTest
    @EnumSource
    void makesAPeriodicCallback(Contender contender) {
        assertDone(contender, Workload.periodic(COUNT));
    }

    @ParameterizedTest
    @EnumSource
    void makesAChainOfCallbacks(Contender contender) {
        assertDone(contender, Workload.chain(COUNT));
    }

    @ParameterizedTest
    @EnumSource
    void makesAPeriodicCallbackInSteps(Contender contender) {
        assertDone(contender, Workload.periodicInSteps(COUNT));
    }

    @ParameterizedTest
    @EnumSource
    void makesNoCallbackThatWasCancelled(Contender contender) {
        assertDone(contender, Workload.mostCancelled(FEW));
    }

    @ParameterizedTest
    @EnumSource
    void makesCallbacksOfOneInstantInOrder(Contender contender) {
        assertDone(contender, Workload.oneInstant(FEW));
    }

    @ParameterizedTest
    @EnumSource
    void collectsTheResultsOfAllTasks(Contender contender) {
        assertDone(contender, Workload.join(FEW));
    }

    @ParameterizedTest
    @EnumSource
    void makesCallbacksThatMakeTheirNextOnes(Contender contender) {
        assertDone(contender, Workload.sleepers(COUNT));
    }

    @ParameterizedTest
    @EnumSource
    void letsManySleepAgainAndAgain(Contender contender) {
        assertDone(contender, Workload.bodies(COUNT));
    }

    @Test
    void workThatWasNotDoneIsNoticed() {
        Workload work = Workload.randomDelays(COUNT);

        assertThatThrownBy(work::check)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Some callbacks were not made, or not in their order: 0");
    }

    @Test
    void workThatWasDoneOutOfOrderIsNoticed() {
        Workload work = Workload.randomDelays(COUNT);

        work.run(new InOrderOfRegistration());

        assertThatThrownBy(work::check).isInstanceOf(IllegalStateException.class);
    }

    /** Twice, as timers live on: the first time must leave nothing behind. */
    private static void assertDone(Contender contender, Workload work) {
        try (Timers timers = contender.create()) {
            work.run(timers);
            assertThatCode(work::check).doesNotThrowAnyException();
            work.run(timers);
            assertThatCode(work::check).doesNotThrowAnyException();
        }
    }

    /** Makes each callback at once. */
    private static final class InOrderOfRegistration implements Timers {
        @Override
        public Object callLater(Duration delay, Runnable callback) {
            callback.run();
            return callback;
        }

        @Override
        public Object callEvery(Duration period, Runnable callback) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void cancel(Object pending) {}

        @Override
        public void advance(Duration span) {}

        @Override
        public void close() {}
    }
}
