package dev.timeloop.assertions;

import static dev.timeloop.assertions.Failures.assertMessage;
import static dev.timeloop.assertj.TimeloopAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.EventLoop;
import dev.timeloop.Task;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EventLoopAssertTest {
    private final EventLoop loop = EventLoop.builder().owner("QuoteTest.falls").build();

    @Nested
    class IsIdle {
        @Test
        void passesWhenNothingIsLeft() {
            assertThat(EventLoop.create()).isIdle();
        }

        @Test
        void passesWhenATaskWaitsForSomethingOtherThanTime() {
            Task<String> forever = loop.task("forever");

            assertThat(forever).isPending();
            assertThat(loop).isIdle();
        }

        @Test
        void failsWhenATimerIsLeft() {
            loop.<String>script("feed").succeedsAfter(Duration.ofMinutes(1), "late");
            loop.advance(Duration.ofSeconds(5));

            assertMessage(
                    () -> assertThat(loop).isIdle(),
                    """

                    Expecting the event loop of QuoteTest.falls to be idle at +5 s
                    but its next timer is due at +60 s
                    Pending:
                      task "feed" is pending: its script succeeds with late after 60 s, which is \
                    +60 s""");
        }

        @Test
        void failsWhenSomethingCanRunNow() {
            loop.callSoon(() -> {});

            assertMessage(
                    () -> assertThat(loop).isIdle(),
                    """

                    Expecting the event loop of QuoteTest.falls to be idle at +0 s
                    but something can still run at this instant""");
        }

        @Test
        void failsWhenSomethingCanRunNowAndLater() {
            loop.run("feed", () -> {});
            loop.callLater(Duration.ofMillis(1500), () -> {});

            assertMessage(
                    () -> assertThat(loop).isIdle(),
                    """

                    Expecting the event loop of QuoteTest.falls to be idle at +0 s
                    but something can still run at this instant, and its next timer is due at \
                    +1.5 s
                    Pending:
                      task "feed" is pending: not begun""");
        }

        @Test
        void callsALoopWithoutAnOwnerJustTheLoop() {
            EventLoop nobodys = EventLoop.create();
            nobodys.callSoon(() -> {});

            assertMessage(
                    () -> assertThat(nobodys).isIdle(),
                    """

                    Expecting the event loop to be idle at +0 s
                    but something can still run at this instant""");
        }
    }

    @Nested
    class IsSettled {
        @Test
        void passesWhenOnlyTimersAreLeft() {
            loop.callLater(Duration.ofSeconds(1), () -> {});

            assertThat(loop).isSettled();
        }

        @Test
        void failsWhenSomethingCanRunNow() {
            loop.run("feed", () -> {});

            assertMessage(
                    () -> assertThat(loop).isSettled(),
                    """

                    Expecting the event loop of QuoteTest.falls to be settled at +0 s
                    but something can still run at this instant
                    Pending:
                      task "feed" is pending: not begun""");
        }
    }

    @Nested
    class HasElapsed {
        @Test
        void passesAtTheVeryNanosecond() {
            loop.advance(Duration.ofNanos(1));

            assertThat(loop).hasElapsed(Duration.ofNanos(1));
        }

        @Test
        void failsEarlier() {
            loop.advance(Duration.ofSeconds(5));

            assertMessage(
                    () -> assertThat(loop).hasElapsed(Duration.ofMillis(5001)),
                    """

                    Expecting the event loop of QuoteTest.falls to be 5.001 s from its start
                    but it is at +5 s""");
        }
    }

    @Nested
    class IsAt {
        @Test
        void passesAtTheVeryInstant() {
            loop.advance(Duration.ofHours(1));

            assertThat(loop).isAt(Instant.parse("2000-01-01T01:00:00Z"));
        }

        @Test
        void failsLater() {
            loop.advance(Duration.ofSeconds(5));

            assertMessage(
                    () -> assertThat(loop).isAt(Instant.parse("2000-01-01T00:00:04Z")),
                    """

                    Expecting the event loop of QuoteTest.falls to be at 2000-01-01T00:00:04Z, \
                    which is +4 s
                    but it is at 2000-01-01T00:00:05Z, which is +5 s""");
        }

        @Test
        void failsForAnInstantBeforeTheStart() {
            assertMessage(
                    () -> assertThat(loop).isAt(Instant.parse("1999-12-31T23:59:59Z")),
                    """

                    Expecting the event loop of QuoteTest.falls to be at 1999-12-31T23:59:59Z, \
                    which is -1 s
                    but it is at 2000-01-01T00:00:00Z, which is +0 s""");
        }
    }

    @Nested
    class HasNoLooseEnds {
        @Test
        void passesWhenNothingIsLeft() {
            assertThat(loop).hasNoLooseEnds();
        }

        @Test
        void failsWithTheList() {
            IOException boom = new IOException("boom");
            boom.setStackTrace(new StackTraceElement[0]);
            loop.task("fast").completeExceptionally(boom);
            loop.<String>script("slow").hangs();

            assertThatThrownBy(() -> assertThat(loop).hasNoLooseEnds())
                    .isInstanceOf(AssertionError.class)
                    .hasCause(boom)
                    .extracting(error -> error.getMessage().replaceAll("java:\\d+", "java:LINE"))
                    .isEqualTo(
                            """

                            Expecting the event loop to have no loose ends
                            but it has 2 loose ends in QuoteTest.falls (at +0 s):
                              1. task "fast" failed at +0 s, and nobody looked at it
                                 java.io.IOException: boom
                                   made at EventLoopAssertTest.HasNoLooseEnds.failsWithTheList\
                            (EventLoopAssertTest.java:LINE), 0 s ago
                                 -> await it, handle it, or assert it: \
                            assertThat(task).isFailedWith(IOException.class)
                              2. task "slow" is still pending: its script hangs
                                   made at EventLoopAssertTest.HasNoLooseEnds.failsWithTheList\
                            (EventLoopAssertTest.java:LINE), 0 s ago
                                 -> await it, complete it, or cancel it""");
        }

        @Test
        void failsWithoutACauseWhenNothingFailed() {
            loop.<String>script("slow").hangs();

            assertThatThrownBy(() -> assertThat(loop).hasNoLooseEnds()).hasNoCause();
        }
    }
}
