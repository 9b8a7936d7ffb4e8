package dev.timeloop.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.internal.timer.TimerHeap;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EngineTest extends EngineFixture {
    @Nested
    class Order {
        @Test
        void ofReadyThingsIsFirstInFirstOut() {
            engine.ready(callback("first"));
            engine.ready(new Step("second", true));
            engine.ready(callback("third"));
            engine.settle();

            assertThat(log).containsExactly("first at 0", "second at 0", "third at 0");
        }

        @Test
        void putsTimersThatAreDueBeforeWhatHasBecomeReadySince() {
            engine.schedule(
                    new Step("due first", false) {
                        @Override
                        public void fire() {
                            super.fire();
                            engine.ready(callback("ready"));
                        }
                    },
                    5);
            engine.schedule(callback("due second"), 5);
            engine.advanceTo(5);

            assertThat(log).containsExactly("due first at 5", "due second at 5", "ready at 5");
        }

        @Test
        void putsWhatIsScheduledForThePresentBehindWhatIsReady() {
            engine.ready(callback("ready"));
            engine.schedule(callback("due now"), 0);
            engine.schedule(callback("overdue"), -7);
            engine.settle();

            assertThat(log).containsExactly("ready at 0", "due now at 0", "overdue at 0");
        }

        @Test
        void putsArrivalsBehindWhatIsReady() {
            engine.post(callback("arrived"));
            engine.ready(callback("ready"));
            engine.settle();

            assertThat(log).containsExactly("ready at 0", "arrived at 0");
        }
    }

    @Nested
    class Time {
        @Test
        void standsStillWhileItSettles() {
            engine.schedule(callback("later"), 5);
            engine.settle();

            assertThat(engine.now()).isZero();
            assertThat(log).isEmpty();
        }

        @Test
        void movesUpToAndIncludingTheTarget() {
            engine.schedule(callback("before"), 4);
            engine.schedule(callback("at"), 5);
            engine.schedule(callback("after"), 6);
            engine.advanceTo(5);

            assertThat(log).containsExactly("before at 4", "at at 5");
            assertThat(engine.now()).isEqualTo(5);
            assertThat(engine.nextDue()).isEqualTo(6);
        }

        @Test
        void endsAtTheTargetWithoutTimers() {
            engine.advanceTo(7);

            assertThat(engine.now()).isEqualTo(7);
        }

        @Test
        void endsAtTheLastTimerWhenItRunsUntilIdle() {
            engine.schedule(callback("last"), 9);
            engine.runUntilIdle();

            assertThat(engine.now()).isEqualTo(9);
            assertThat(engine.nextDue()).isEqualTo(TimerHeap.NEVER);
        }

        @Test
        void isNotMovedByATimerThatWasCancelled() {
            Step cancelled = callback("cancelled");
            engine.schedule(cancelled, 9);
            assertThat(engine.cancel(cancelled)).isTrue();
            engine.runUntilIdle();

            assertThat(engine.now()).isZero();
            assertThat(log).isEmpty();
        }
    }

    @Nested
    class Steps {
        @Test
        void areRunOneByOne() {
            engine.ready(callback("first"));
            engine.ready(callback("second"));
            engine.step();
            assertThat(log).containsExactly("first at 0");
            engine.step();
            assertThat(log).containsExactly("first at 0", "second at 0");
        }

        @Test
        void endWhereABodyBlocks() {
            engine.ready(
                    job(
                            "blocking",
                            () -> {
                                log.add("begins");
                                restUntil(0);
                                log.add("goes on");
                            }));
            engine.step();
            assertThat(log).containsExactly("begins");
            engine.step();
            assertThat(log).containsExactly("begins", "goes on");
        }
    }

    @Nested
    class Verdicts {
        @Test
        void areNoneWhenAllIsWell() {
            assertThat(engine.settle()).isNull();
            assertThat(engine.advanceTo(5)).isNull();
            assertThat(engine.runUntilIdle()).isNull();
        }

        @Test
        void nameARunaway() {
            engine.ready(
                    new Step("again", false) {
                        @Override
                        public void fire() {
                            engine.ready(this);
                        }
                    });

            assertThat(engine.settle())
                    .extracting(Verdict::kind, Verdict::culprit)
                    .containsExactly(Verdict.Kind.RUNAWAY, "step again");
        }

        @Test
        void countStepsPerInstant() {
            int[] left = {3 * (int) MOST_STEPS};
            engine.ready(
                    new Step("now and then", false) {
                        @Override
                        public void fire() {
                            if (--left[0] > 0) {
                                engine.schedule(this, engine.now() + left[0] % 2);
                            }
                        }
                    });

            assertThat(engine.runUntilIdle()).isNull();
        }

        @Test
        void tellOfADeadlock() throws Exception {
            assertThat(engine.block(new Resting(true), TimerHeap.NEVER))
                    .extracting(Verdict::kind)
                    .isEqualTo(Verdict.Kind.DEADLOCK);
        }

        @Test
        void tellWhenTimeWouldGoTooFar() {
            engine.schedule(callback("far"), MOST_NANOS + 1);

            assertThat(engine.runUntilIdle())
                    .extracting(Verdict::kind)
                    .isEqualTo(Verdict.Kind.TIME_LIMIT);
            assertThat(engine.now()).isZero();
        }
    }

    @Nested
    class Failing {
        @Test
        void eventsAreReportedAndHinderNobody() {
            IllegalStateException boom = new IllegalStateException("boom");
            engine.ready(
                    job(
                            "failing",
                            () -> {
                                throw boom;
                            }));
            engine.ready(callback("next"));
            engine.settle();

            assertThat(uncaught).containsExactly(boom);
            assertThat(log).containsExactly("next at 0");
        }

        @Test
        void errorsToo() {
            StackOverflowError error = new StackOverflowError();
            engine.ready(
                    new Step("failing", false) {
                        @Override
                        public void fire() {
                            throw error;
                        }
                    });
            engine.settle();

            assertThat(uncaught).containsExactly(error);
        }
    }

    @Nested
    class Whereabouts {
        @Test
        void ofTheTestBodyAreKnown() {
            assertThat(engine.isOnStrand()).isTrue();
            assertThat(engine.running()).isSameAs(engine.body());
            assertThat(engine.isInCallback()).isFalse();
        }

        @Test
        void ofACallbackAreKnown() {
            List<Boolean> inCallback = new ArrayList<>();
            engine.ready(
                    new Step("callback", false) {
                        @Override
                        public void fire() {
                            inCallback.add(engine.isInCallback());
                        }
                    });
            engine.settle();

            assertThat(inCallback).containsExactly(true);
            assertThat(engine.isInCallback()).isFalse();
        }

        @Test
        void ofAJobAreKnown() {
            List<Strand> strands = new ArrayList<>();
            engine.ready(job("job", () -> strands.add(engine.running())));
            engine.settle();

            assertThat(strands).singleElement().isNotSameAs(engine.body());
        }
    }
}
