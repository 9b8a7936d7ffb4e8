package dev.timeloop.behaviour.ending;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.EventLoop;
import dev.timeloop.LooseEndsError;
import dev.timeloop.Task;
import dev.timeloop.behaviour.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The end of a loop, and the text of what it left. */
class CloseTest {
    private final EventLoop loop = EventLoop.builder().owner("QuoteServiceTest.fallsBack").build();

    private static String text(Throwable error) {
        return Texts.withoutLines(error);
    }

    @Test
    void isQuietWhenNothingIsLeft() {
        loop.run("quick", () -> {});

        assertThatCode(loop::close).doesNotThrowAnyException();
    }

    @Test
    void namesEachLooseEndAndSaysWhatToDoAboutIt() {
        loop.<String>script("fast feed").failsAfter(ofSeconds(1), new IOException("boom"));
        loop.run("refresh", () -> loop.sleep(ofSeconds(60)));
        loop.callLater(ofSeconds(9), () -> {});
        loop.executor("jobs").scheduleWithFixedDelay(() -> {}, 2, 3, TimeUnit.SECONDS);
        loop.executor("jobs").schedule(() -> {}, 9, TimeUnit.SECONDS);
        loop.executor("jobs").submit(this::fail);
        Task<Void> busy = loop.run("busy", () -> loop.sleep(ofSeconds(30)));
        loop.advance(ofSeconds(1));
        busy.complete(null);

        assertThatThrownBy(loop::close)
                .isInstanceOf(LooseEndsError.class)
                .hasRootCauseMessage("job")
                .extracting(CloseTest::text)
                .isEqualTo(
                        """
                        7 loose ends in QuoteServiceTest.fallsBack (at +1 s):
                          1. task "jobs-3" failed at +0 s, and nobody looked at it
                             java.lang.IllegalStateException: job
                               thrown at CloseTest.fail(CloseTest.java:N)
                               made at CloseTest.namesEachLooseEndAndSaysWhatToDoAboutIt(CloseTest.java:N), 1 s ago
                             -> keep the job's Future and get() it, or handle the failure in the job
                          2. task "fast feed" failed at +1 s, and nobody looked at it
                             java.io.IOException: boom
                               thrown at CloseTest.namesEachLooseEndAndSaysWhatToDoAboutIt(CloseTest.java:N)
                               made at CloseTest.namesEachLooseEndAndSaysWhatToDoAboutIt(CloseTest.java:N), 1 s ago
                             -> await it, handle it, or assert it: assertThat(task).isFailedWith(IOException.class)
                          3. task "refresh" is still pending: sleeping until +60 s at CloseTest.namesEachLooseEndAndSaysWhatToDoAboutIt(CloseTest.java:N)
                               made at CloseTest.namesEachLooseEndAndSaysWhatToDoAboutIt(CloseTest.java:N), 1 s ago
                             -> await it, cancel it, or start it as background: loop.background(name, body)
                          4. task "jobs-1" is still pending: due at +2 s, with a fixed delay of 3 s
                               made at CloseTest.namesEachLooseEndAndSaysWhatToDoAboutIt(CloseTest.java:N), 1 s ago
                             -> cancel it before the test ends, or shut down its executor
                          5. task "jobs-2" is still pending: due at +9 s
                               made at CloseTest.namesEachLooseEndAndSaysWhatToDoAboutIt(CloseTest.java:N), 1 s ago
                             -> cancel it, or advance until it has run
                          6. callback in CloseTest is still due at +9 s
                               made at CloseTest.namesEachLooseEndAndSaysWhatToDoAboutIt(CloseTest.java:N), 1 s ago
                             -> cancel it, or advance until it has fired
                          7. the body of task "busy" goes on although the task is done: sleeping until +30 s at CloseTest.namesEachLooseEndAndSaysWhatToDoAboutIt(CloseTest.java:N)
                               made at CloseTest.namesEachLooseEndAndSaysWhatToDoAboutIt(CloseTest.java:N), 1 s ago
                             -> let its body end before the test does""");
    }

    private Object fail() {
        throw new IllegalStateException("job");
    }

    @Test
    void oneLooseEndIsOne() {
        loop.task("by hand");

        assertThatThrownBy(loop::close)
                .isInstanceOf(LooseEndsError.class)
                .hasNoCause()
                .extracting(CloseTest::text)
                .isEqualTo(
                        """
                        1 loose end in QuoteServiceTest.fallsBack (at +0 s):
                          1. task "by hand" is still pending: nothing has completed it yet
                               made at CloseTest.oneLooseEndIsOne(CloseTest.java:N), 0 s ago
                             -> await it, complete it, or cancel it""");
    }

    @Test
    void withoutAnOwnerNamesNone() {
        EventLoop nobodys = EventLoop.create();
        nobodys.task("by hand");

        assertThatThrownBy(nobodys::close).hasMessageStartingWith("1 loose end (at +0 s):\n");
    }

    @Test
    void showsTheChainDownWhichAFailureWent() {
        Task<String> feed = loop.task("feed");
        Task<String> parsed = feed.thenApply(v -> v);
        parsed.thenAccept(v -> {});
        parsed.thenCompose(v -> feed).thenRun(() -> {});
        feed.completeExceptionally(new IOException("boom"));

        assertThatThrownBy(loop::close)
                .extracting(CloseTest::text)
                .isEqualTo(
                        """
                        1 loose end in QuoteServiceTest.fallsBack (at +0 s):
                          1. task "feed" failed at +0 s, and nobody looked at it
                             java.io.IOException: boom
                               thrown at CloseTest.showsTheChainDownWhichAFailureWent(CloseTest.java:N)
                               went down thenApply -> thenAccept, and thenApply -> thenCompose -> thenRun
                               made at CloseTest.showsTheChainDownWhichAFailureWent(CloseTest.java:N), 0 s ago
                             -> await it, handle it, or assert it: assertThat(task).isFailedWith(IOException.class)""");
    }

    @Test
    void writesTwentyInFullAndCountsTheRest() {
        for (int i = 1; i <= 23; i++) {
            loop.task("t" + i);
        }

        assertThatThrownBy(loop::close)
                .isInstanceOf(LooseEndsError.class)
                .satisfies(
                        error -> {
                            List<String> lines = error.getMessage().lines().toList();
                            assertThat(lines).hasSize(1 + 20 * 3 + 1);
                            assertThat(lines.get(0)).startsWith("23 loose ends in ");
                            assertThat(lines.get(58)).startsWith("  20. task \"t20\" is still");
                            assertThat(lines.get(61)).isEqualTo("  ... and 3 more");
                            assertThat(((LooseEndsError) error).looseEnds()).hasSize(23);
                        });
    }

    @Test
    void aFailureWithALongMessageKeepsItsPlace() {
        loop.task("feed").completeExceptionally(new IOException("one\ntwo"));

        assertThatThrownBy(loop::close)
                .hasMessageContaining(
                        "nobody looked at it\n     java.io.IOException: one\n     two\n       thrown");
    }

    @Test
    void aFailureThatCannotBeWrittenIsStillReported() {
        loop.task("feed").completeExceptionally(new Unspeakable());

        assertThatThrownBy(loop::close)
                .isInstanceOf(LooseEndsError.class)
                .hasMessageContaining("task \"feed\" failed at +0 s, and nobody looked at it")
                .hasMessageContaining("Unspeakable");
    }

    private static final class Unspeakable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no words");
        }
    }

    @Test
    void theInstantIsThatOfTheEndNotOfTheCleanUp() {
        loop.run("slow to clean up", this::cleanUpForAMinute);
        loop.advance(ofSeconds(1));

        assertThatThrownBy(loop::close)
                .hasMessageStartingWith("1 loose end in QuoteServiceTest.fallsBack (at +1 s):\n");
        assertThat(loop.elapsed()).isEqualTo(ofSeconds(61));
    }

    private void cleanUpForAMinute() {
        try {
            loop.sleep(ofSeconds(100));
        } finally {
            loop.sleep(ofSeconds(60));
        }
    }

    @Test
    void twiceIsHarmless() {
        loop.task("by hand");
        assertThatThrownBy(loop::close).isInstanceOf(LooseEndsError.class);

        assertThatCode(loop::close).doesNotThrowAnyException();
    }

    @Test
    void isSuppressedInTheFailureOfTheTestItself() {
        IllegalStateException mine = new IllegalStateException("mine");

        assertThatThrownBy(
                        () -> {
                            try (loop) {
                                loop.task("by hand");
                                throw mine;
                            }
                        })
                .isSameAs(mine);
        assertThat(mine.getSuppressed()).hasSize(1).hasOnlyElementsOfType(LooseEndsError.class);
    }

    @Test
    void inATaskIsRefused() {
        Task<Void> task = loop.run("closing", loop::close);

        assertThatIllegalStateException()
                .isThrownBy(() -> loop.await(task))
                .withMessage(
                        "close was called inside task \"closing\": only the test body drives the"
                                + " loop.\n"
                                + "-> to let time pass in a task, block: loop.sleep(duration),"
                                + " loop.await(task)");
        loop.close();
    }

    @Test
    void cancelsWithAReasonThatSaysSo() {
        List<String> reasons = new ArrayList<>();
        loop.run(
                "body",
                () -> {
                    try {
                        loop.sleep(ofSeconds(9));
                    } catch (CancellationException e) {
                        reasons.add(e.getMessage());
                    }
                });
        loop.settle();

        assertThatThrownBy(loop::close).isInstanceOf(LooseEndsError.class);

        assertThat(reasons).containsExactly("the test has ended");
    }
}
