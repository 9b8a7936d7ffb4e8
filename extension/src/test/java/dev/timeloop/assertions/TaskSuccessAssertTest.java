package dev.timeloop.assertions;

import static dev.timeloop.assertions.Failures.assertMessage;
import static dev.timeloop.assertions.Feeds.cancelled;
import static dev.timeloop.assertions.Feeds.failed;
import static dev.timeloop.assertions.Feeds.pending;
import static dev.timeloop.assertions.Feeds.succeeded;
import static dev.timeloop.assertj.TimeloopAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.INTEGER;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class TaskSuccessAssertTest {
    @Nested
    class IsSucceeded {
        @Test
        void passesWhateverTheValue() {
            assertThat(succeeded(null)).isSucceeded();
        }

        @Test
        void failsOnAPendingTask() {
            assertMessage(
                    () -> assertThat(pending()).isSucceeded(),
                    """

                    Expecting task "feed" to have succeeded
                    but it is pending: nothing has completed it yet""");
        }

        @Test
        void failsOnAFailedTaskAndGivesTheFailureAsCause() {
            IOException boom = new IOException("boom");

            assertMessage(
                            () -> assertThat(failed(boom)).isSucceeded(),
                            """

                            Expecting task "feed" to have succeeded
                            but it failed with java.io.IOException: boom at +1 s""")
                    .hasCause(boom);
        }

        @Test
        void failsOnACancelledTask() {
            assertMessage(
                    () -> assertThat(cancelled("too late")).isSucceeded(),
                    """

                    Expecting task "feed" to have succeeded
                    but it was cancelled at +1 s (too late)""");
        }
    }

    @Nested
    class IsSucceededWith {
        @Test
        void passesForAnEqualValue() {
            assertThat(succeeded("best price")).isSucceededWith(String.join(" ", "best", "price"));
        }

        @Test
        void passesForNull() {
            assertThat(succeeded(null)).isSucceededWith(null);
        }

        @Test
        void passesForAnArrayWithEqualElements() {
            assertThat(succeeded(new int[] {1, 2})).isSucceededWith(new int[] {1, 2});
        }

        @Test
        void failsForAnotherValue() {
            assertMessage(
                    () -> assertThat(succeeded(" at +9 s")).isSucceededWith("b"),
                    """

                    Expecting task "feed" to have succeeded with "b"
                    but it succeeded with " at +9 s" at +1 s""");
        }

        @Test
        void failsForAnotherValueThatLooksTheSameAndTellsThemApart() {
            record Twin(Object secret) {
                @Override
                public String toString() {
                    return "twin";
                }
            }

            assertThatThrownBy(
                            () -> assertThat(succeeded(new Twin(1))).isSucceededWith(new Twin(2)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageMatching(
                            """

                            Expecting task "feed" to have succeeded with twin \\(Twin@\\w+\\)
                            but it succeeded with twin \\(Twin@\\w+\\) at \\+1 s""");
        }

        @Test
        void failsForAnotherValueWithBothForTheIdeToCompare() {
            assertThatThrownBy(() -> assertThat(succeeded(41)).isSucceededWith(42))
                    .isInstanceOf(AssertionFailedError.class)
                    .hasFieldOrPropertyWithValue("actual.value", 41)
                    .hasFieldOrPropertyWithValue("expected.value", 42);
        }

        @Test
        void failsOnAPendingTask() {
            assertMessage(
                    () -> assertThat(Feeds.<String>pending()).isSucceededWith("a"),
                    """

                    Expecting task "feed" to have succeeded with "a"
                    but it is pending: nothing has completed it yet""");
        }

        @Test
        void failsOnAFailedTaskAndGivesTheFailureAsCause() {
            IOException boom = new IOException("boom");

            assertMessage(
                            () -> assertThat(failed(boom)).isSucceededWith("a"),
                            """

                            Expecting task "feed" to have succeeded with "a"
                            but it failed with java.io.IOException: boom at +1 s""")
                    .hasCause(boom);
        }
    }

    @Nested
    class Value {
        @Test
        void goesOnToTheValue() {
            assertThat(succeeded("best")).value().isEqualTo("best");
        }

        @Test
        void goesOnToAValueOfAType() {
            assertThat(succeeded("best")).value(STRING).startsWith("b");
        }

        @Test
        void failsOnAPendingTask() {
            assertMessage(
                    () -> assertThat(pending()).value().isNotNull(),
                    """

                    Expecting task "feed" to have succeeded
                    but it is pending: nothing has completed it yet""");
        }

        @Test
        void failsForAnotherTypeAndSaysWhoseValueItIs() {
            assertMessage(
                    () -> assertThat(succeeded("best")).value(INTEGER).isZero(),
                    """
                    [value of task "feed"]\s
                    Expecting actual:
                      "best"
                    to be an instance of:
                      java.lang.Integer
                    but was instance of:
                      java.lang.String""");
        }
    }
}
