package dev.timeloop.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.EventLoop;
import dev.timeloop.LooseEndsError;
import dev.timeloop.Task;
import dev.timeloop.junit.LeakCheck;
import dev.timeloop.junit.LeakCheck.Level;
import dev.timeloop.junit.VirtualTime;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeakCheckTest {
    /** Leaves one loose end of each sort that a loop has. */
    private static void leave(EventLoop loop) {
        loop.task("pending");
        loop.callLater(Duration.ofSeconds(1), () -> {});
        loop.run(
                "failing",
                () -> {
                    throw new IllegalStateException("boom");
                });
    }

    private static java.util.List<String> kinds(Throwable failure) {
        return ((LooseEndsError) failure)
                .looseEnds().stream().map(end -> end.kind().name()).toList();
    }

    @LeakCheck
    static class AloneTestCase {
        @Test
        void leaves(EventLoop loop) {
            leave(loop);
        }

        @Test
        void leavesNothing(EventLoop loop) {
            loop.sleep(Duration.ofSeconds(1));
        }
    }

    @Test
    void checksALoopThatIsInjectedByItself() {
        Kit kit = Kit.run(AloneTestCase.class);

        assertThat(kinds(kit.failure("leaves")))
                .containsExactly("UNRETRIEVED_FAILURE", "PENDING_TASK", "LIVE_TIMER");
        assertThat(kit.tests().get("leavesNothing(EventLoop)").getThrowable()).isEmpty();
    }

    @VirtualTime
    @LeakCheck(tasks = Level.IGNORE, timers = Level.WARN)
    static class KindsTestCase {
        @Test
        void asTheClass(EventLoop loop) {
            leave(loop);
        }

        @Test
        @LeakCheck(failures = Level.IGNORE)
        void oneKindOfItsOwn(EventLoop loop) {
            leave(loop);
        }

        @Test
        @LeakCheck(tasks = Level.FAIL, timers = Level.IGNORE)
        void twoKindsOfItsOwn(EventLoop loop) {
            leave(loop);
        }

        @Nested
        @LeakCheck(timers = Level.FAIL)
        class Inner {
            @Test
            void asItsClassAndTheOneAround(EventLoop loop) {
                leave(loop);
            }
        }
    }

    @Test
    void isOverriddenKindByKind() {
        Kit kit = Kit.run(KindsTestCase.class);

        assertThat(kinds(kit.failure("asTheClass"))).containsExactly("UNRETRIEVED_FAILURE");
        assertThat(kit.tests().get("oneKindOfItsOwn(EventLoop)").getThrowable()).isEmpty();
        assertThat(kinds(kit.failure("twoKindsOfItsOwn")))
                .containsExactly("UNRETRIEVED_FAILURE", "PENDING_TASK");
        assertThat(kinds(kit.failure("asItsClassAndTheOneAround")))
                .containsExactly("UNRETRIEVED_FAILURE", "LIVE_TIMER");
    }

    @VirtualTime
    static class WarningTestCase {
        @Test
        @LeakCheck(tasks = Level.WARN, timers = Level.WARN)
        void leaves(EventLoop loop) {
            loop.task("first");
            loop.task("second\nline");
        }
    }

    @Test
    void warnsInAReportEntryAndOneLineOnStandardError() {
        Kit kit = Kit.run(WarningTestCase.class);

        kit.passes(1);
        assertThat(kit.standardError())
                .isEqualTo(
                        "timeloop: 2 loose ends in LeakCheckTest.WarningTestCase.leaves (at +0 s):"
                                + " task \"first\" is still pending: nothing has completed it yet;"
                                + " task \"second line\" is still pending: nothing has completed"
                                + " it yet"
                                + System.lineSeparator());
        assertThat(kit.reportEntries())
                .singleElement()
                .extracting(entry -> entry.get("timeloop.loose-ends"))
                .asString()
                .startsWith("2 loose ends in LeakCheckTest.WarningTestCase.leaves (at +0 s):\n")
                .contains("\n  2. task \"second\n");
    }

    @VirtualTime
    static class ManyTestCase {
        @Test
        @LeakCheck(tasks = Level.WARN)
        void leavesSeven(EventLoop loop) {
            for (int i = 1; i <= 7; i++) {
                loop.task("t" + i);
            }
        }

        @Test
        void leavesThirty(EventLoop loop) {
            for (int i = 1; i <= 30; i++) {
                loop.task("t" + i);
            }
        }
    }

    @Test
    void countsWhatTheLineHasNoRoomFor() {
        assertThat(Kit.run(ManyTestCase.class).standardError())
                .endsWith(
                        "; task \"t5\" is still pending: nothing has completed it yet; and 2 more"
                                + System.lineSeparator());
    }

    @Test
    void makesOneFailureOfManyLooseEnds() {
        Throwable failure = Kit.run(ManyTestCase.class).failure("leavesThirty");

        assertThat(failure.getSuppressed()).isEmpty();
        assertThat(failure)
                .hasMessageStartingWith("30 loose ends in ")
                .hasMessageEndingWith("\n  ... and 10 more");
        assertThat(((LooseEndsError) failure).looseEnds()).hasSize(30);
    }

    @VirtualTime
    static class PlainTestCase {
        @Test
        void leaves(EventLoop loop) {
            leave(loop);
        }

        @Test
        @LeakCheck(timers = Level.IGNORE)
        void declares(EventLoop loop) {
            leave(loop);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "OFF"})
    void isOffForTestsThatDeclareNoneWhenTheSuiteSaysSo(String off) {
        Kit kit = Kit.run(PlainTestCase.class, Map.of("timeloop.leak-check.default", off));

        assertThat(kit.tests().get("leaves(EventLoop)").getThrowable()).isEmpty();
        assertThat(kinds(kit.failure("declares")))
                .containsExactly("UNRETRIEVED_FAILURE", "PENDING_TASK");
        assertThat(kit.standardError()).isEmpty();
    }

    @Test
    void warnsOfKindsThatNobodyHasSetWhenTheSuiteSaysSo() {
        Kit kit = Kit.run(PlainTestCase.class, Map.of("timeloop.leak-check.default", "warn"));

        kit.passes(2);
        assertThat(kit.standardError().lines())
                .anyMatch(line -> line.startsWith("timeloop: 3 loose ends in "))
                .anyMatch(line -> line.startsWith("timeloop: 2 loose ends in "))
                .hasSize(2);
    }

    @Test
    void failsWhenTheSuiteSaysSo() {
        Kit kit = Kit.run(PlainTestCase.class, Map.of("timeloop.leak-check.default", "Fail"));

        assertThat(kinds(kit.failure("leaves"))).hasSize(3);
    }

    @Test
    void refusesASuitesLevelThatDoesNotExist() {
        Kit kit = Kit.run(PlainTestCase.class, Map.of("timeloop.leak-check.default", "no"));

        assertThat(kit.containerFailure("LeakCheckTest$PlainTestCase"))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "The configuration parameter timeloop.leak-check.default = \"no\" isn't"
                                + " understood.\n-> write fail, warn or off");
    }

    static class BranchesTestCase {
        private static void branch(EventLoop loop) {
            Task<Object> task = loop.task("forked");
            Task<Object> looked = task.thenApply(value -> value);
            task.thenApply(value -> value);
            task.completeExceptionally(new IllegalStateException("boom"));
            assertThat(looked.exception()).hasMessage("boom");
        }

        @Test
        @VirtualTime
        void asksForOne(EventLoop loop) {
            branch(loop);
        }

        @Test
        @LeakCheck(everyBranch = true)
        void asksForEach(EventLoop loop) {
            branch(loop);
        }
    }

    @Test
    void asksForALookAtEveryBranchOnlyWhenTold() {
        Kit kit = Kit.run(BranchesTestCase.class);

        assertThat(kit.tests().get("asksForOne(EventLoop)").getThrowable()).isEmpty();
        assertThat(kit.failureText("asksForEach"))
                .startsWith("1 loose end in LeakCheckTest.BranchesTestCase.asksForEach (at +0 s):");
    }

    @LeakCheck(everyBranch = true)
    static class StrictTestCase {
        @Test
        @LeakCheck(timers = Level.WARN)
        void staysStrict(EventLoop loop) {
            BranchesTestCase.branch(loop);
        }
    }

    @Test
    void asksForALookAtEveryBranchInAllMethodsOfAClassThatDoes() {
        assertThat(kinds(Kit.run(StrictTestCase.class).failure("staysStrict")))
                .containsExactly("UNRETRIEVED_FAILURE");
    }
}
