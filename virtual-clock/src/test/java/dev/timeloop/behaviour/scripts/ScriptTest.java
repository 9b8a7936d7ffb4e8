package dev.timeloop.behaviour.scripts;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.Answer;
import dev.timeloop.Script;
import dev.timeloop.Task;
import dev.timeloop.behaviour.LoopTest;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ScriptTest extends LoopTest {
    private final IOException boom = new IOException("boom");
    private final Script<String> feed = loop.script("feed");

    private Instant at(long seconds) {
        return Instant.parse("2000-01-01T00:00:00Z").plusSeconds(seconds);
    }

    @Nested
    class OneAnswer {
        @Test
        void succeeds() {
            Task<String> task = feed.succeedsAfter(ofSeconds(2), "x");
            loop.advance(ofMillis(1999));
            assertThat(task).isNotDone();

            loop.advance(ofMillis(1));
            assertThat(task.result()).isEqualTo("x");
        }

        @Test
        void fails() {
            assertThatThrownBy(() -> loop.await(feed.failsAfter(ofSeconds(2), boom)))
                    .isSameAs(boom);
            assertThat(loop.elapsed()).isEqualTo(ofSeconds(2));
        }

        @Test
        void isCancelled() {
            Task<String> task = feed.cancelsAfter(ofSeconds(2));
            loop.advance(ofSeconds(2));

            assertThat(task).isCancelled();
        }

        @Test
        void hangs() {
            Task<String> task = feed.hangs();
            loop.runUntilIdle();
            assertThat(loop.elapsed()).isZero();
            assertThat(task).isNotDone();

            task.complete("by hand");
            assertThat(task.result()).isEqualTo("by hand");
        }

        @Test
        void comesAtAnInstant() {
            Task<String> good = feed.succeedsAt(at(3), "x");
            Task<String> bad = feed.failsAt(at(4), boom);

            assertThat(loop.await(good)).isEqualTo("x");
            assertThat(loop.now()).isEqualTo(at(3));
            assertThatThrownBy(() -> loop.await(bad)).isSameAs(boom);
            assertThat(loop.now()).isEqualTo(at(4));
        }

        @Test
        void thatIsDueAtOnceComesWhenTheLoopIsDriven() {
            loop.advance(ofSeconds(5));
            Task<String> now = feed.succeedsAfter(ZERO, "now");
            Task<String> past = feed.succeedsAt(at(1), "past");
            assertThat(now).isNotDone();
            assertThat(past).isNotDone();

            loop.settle();
            assertThat(now.result()).isEqualTo("now");
            assertThat(past.result()).isEqualTo("past");
        }

        @Test
        void thatIsNoLongerNeededLeavesNoTimer() {
            Task<String> task = feed.succeedsAfter(ofSeconds(9), "x");

            task.complete("early");

            assertThat(loop.isIdle()).isTrue();
            assertThat(task.result()).isEqualTo("early");
        }
    }

    @Nested
    class AChainOfAnswers {
        @Test
        void failsTwiceAndThenSucceeds() {
            feed.then(Answer.failsAfter(ofMillis(10), boom))
                    .then(Answer.failsAfter(ofMillis(10), boom))
                    .then(Answer.succeedsAfter(ofMillis(10), "x"));

            assertThatThrownBy(() -> loop.await(feed.get())).isSameAs(boom);
            assertThatThrownBy(() -> loop.await(feed.get())).isSameAs(boom);
            assertThat(loop.await(feed.get())).isEqualTo("x");
            assertThat(loop.elapsed()).isEqualTo(ofMillis(30));
            assertThat(feed.calls()).isEqualTo(3);
        }

        @Test
        void givesTheLastAnswerAgain() {
            feed.then(Answer.succeedsAfter(ZERO, "first")).then(Answer.succeedsAfter(ZERO, "last"));

            assertThat(loop.await(feed.get())).isEqualTo("first");
            assertThat(loop.await(feed.get())).isEqualTo("last");
            assertThat(loop.await(feed.get())).isEqualTo("last");
        }

        @Test
        void numbersItsCallsInTheNamesOfTheTasks() {
            feed.then(Answer.succeedsAfter(ZERO, "x"));

            assertThat(feed.get().name()).isEqualTo("feed#1");
            assertThat(feed.get().name()).isEqualTo("feed#2");
            loop.settle();
        }

        @Test
        void countsDelaysFromEachCall() {
            feed.then(Answer.succeedsAfter(ofSeconds(1), "x"));
            loop.advance(ofSeconds(5));

            loop.await(feed.get());

            assertThat(loop.elapsed()).isEqualTo(ofSeconds(6));
        }

        @Test
        void canGrowWhileItIsInUse() {
            feed.then(Answer.succeedsAfter(ZERO, "first"));
            assertThat(loop.await(feed.get())).isEqualTo("first");

            feed.then(Answer.succeedsAfter(ZERO, "second"));
            assertThat(loop.await(feed.get())).isEqualTo("second");
        }

        @Test
        void answersCallsThatOverlapEachByItself() {
            feed.then(Answer.succeedsAfter(ofSeconds(5), "slow"))
                    .then(Answer.succeedsAfter(ofSeconds(1), "fast"));
            Task<String> slow = feed.get();
            Task<String> fast = feed.get();

            assertThat(loop.asCompleted(java.util.List.of(slow, fast))).containsExactly(fast, slow);
        }

        @Test
        void withoutAnAnswerSaysSo() {
            assertThatIllegalStateException()
                    .isThrownBy(feed::get)
                    .withMessage(
                            "Script \"feed\" was called and has no answer.\n"
                                    + "-> add one: script.then(Answer.succeedsAfter(delay, value))");
        }

        @Test
        void thatNobodyAskedForIsNoLooseEnd() {
            feed.then(Answer.failsAfter(ofSeconds(1), boom));

            assertThat(blame()).isEmpty();
        }
    }

    @Nested
    class AsText {
        @Test
        void tellsTheAnswersInTheirOrder() {
            feed.then(Answer.failsAfter(ofMillis(10), boom))
                    .then(Answer.succeedsAfter(ZERO, 42 + " EUR"))
                    .then(Answer.succeedsAt(at(3), "x"))
                    .then(Answer.failsAt(at(4), boom))
                    .then(Answer.cancelsAfter(ofSeconds(90)))
                    .then(Answer.cancelsAt(at(5)))
                    .then(Answer.hangs());

            assertThat(feed)
                    .hasToString(
                            "script \"feed\": fails with java.io.IOException: boom after 10 ms, then"
                                    + " succeeds with 42 EUR at once, then succeeds with x at"
                                    + " 2000-01-01T00:00:03Z, then fails with java.io.IOException: boom"
                                    + " at 2000-01-01T00:00:04Z, then is cancelled after 90 s, then is"
                                    + " cancelled at 2000-01-01T00:00:05Z, then hangs");
        }

        @Test
        void withoutAnswersSaysSo() {
            assertThat(feed).hasToString("script \"feed\": no answers");
        }

        @Test
        void standsInThePendingTask() {
            Task<String> task = feed.failsAfter(ofSeconds(2), boom);

            assertThat(task)
                    .hasToString(
                            "task \"feed\" is pending: its script fails with java.io.IOException:"
                                    + " boom after 2 s, which is +2 s");
            task.cancel(true);
        }

        @Test
        void shortensWhatIsLong() {
            assertThat(Answer.succeedsAfter(ZERO, "x".repeat(500)).toString()).hasSizeLessThan(120);
        }

        @Test
        void survivesAValueThatCannotBeWritten() {
            Object unspeakable =
                    new Object() {
                        @Override
                        public String toString() {
                            throw new IllegalStateException("no words");
                        }
                    };

            assertThat(Answer.succeedsAfter(ZERO, unspeakable).toString())
                    .endsWith("(its toString throws) at once");
        }
    }
}
