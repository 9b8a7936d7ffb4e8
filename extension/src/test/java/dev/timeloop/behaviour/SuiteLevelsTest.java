package dev.timeloop.behaviour;

import static dev.timeloop.behaviour.Clocks.assertReal;
import static dev.timeloop.behaviour.Clocks.assertVirtual;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.EventLoop;
import dev.timeloop.LooseEndsError;
import dev.timeloop.junit.LeakCheck;
import dev.timeloop.junit.LeakCheck.Level;
import dev.timeloop.junit.RealTime;
import dev.timeloop.junit.VirtualTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuiteLevelsTest {
    private static List<String> kinds(Throwable failure) {
        return ((LooseEndsError) failure)
                .looseEnds().stream().map(end -> end.kind().name()).toList();
    }

    @VirtualTime
    static class KindsTestCase {
        private static void leave(EventLoop loop) {
            loop.task("pending");
            loop.callLater(Duration.ofSeconds(1), () -> {});
            loop.run(
                    "failing",
                    () -> {
                        throw new IllegalStateException("boom");
                    });
        }

        @Test
        void asTheSuite(EventLoop loop) {
            leave(loop);
        }

        @Test
        @LeakCheck(tasks = Level.FAIL, timers = Level.IGNORE, failures = Level.IGNORE)
        void asDeclared(EventLoop loop) {
            leave(loop);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "failures, LIVE_TIMER, PENDING_TASK",
        "tasks, LIVE_TIMER, UNRETRIEVED_FAILURE",
        "timers, PENDING_TASK, UNRETRIEVED_FAILURE"
    })
    void haveAParameterForEachKind(String kind, String oneLeft, String otherLeft) {
        Kit kit = Kit.run(KindsTestCase.class, Map.of("timeloop.leak-check." + kind, "Ignore"));

        assertThat(kinds(kit.failure("asTheSuite"))).containsExactlyInAnyOrder(oneLeft, otherLeft);
        assertThat(kinds(kit.failure("asDeclared"))).containsExactly("PENDING_TASK");
    }

    @Test
    void ofAKindGoBeforeTheDefault() {
        Kit kit =
                Kit.run(
                        KindsTestCase.class,
                        Map.of(
                                "timeloop.leak-check.default", "warn",
                                "timeloop.leak-check.timers", "fail"));

        assertThat(kinds(kit.failure("asTheSuite"))).containsExactly("LIVE_TIMER");
        assertThat(kit.standardError()).contains("timeloop: 2 loose ends in ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"failures", "tasks", "timers", "threads", "pools"})
    void areRefusedWhenTheyDoNotExist(String kind) {
        Kit kit = Kit.run(KindsTestCase.class, Map.of("timeloop.leak-check." + kind, "off"));

        assertThat(kit.containerFailure("SuiteLevelsTest$KindsTestCase"))
                .hasMessage(
                        "The configuration parameter timeloop.leak-check."
                                + kind
                                + " = \"off\" isn't understood.\n-> write fail, warn or ignore");
    }

    static class UndeclaredTestCase {
        @Test
        void leaves(EventLoop loop) {
            assertReal();
            loop.task("pending");
        }
    }

    private static Kit detected(Class<?> testCase, String... configuration) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("junit.jupiter.extensions.autodetection.enabled", "true");
        for (int i = 0; i < configuration.length; i += 2) {
            parameters.put(configuration[i], configuration[i + 1]);
        }
        return Kit.run(testCase, parameters);
    }

    @Test
    void checkTestsOnRealTimeThatDeclareNothing() {
        Kit kit = detected(UndeclaredTestCase.class, "timeloop.leak-check.default", "fail");

        assertThat(kinds(kit.failure("leaves"))).containsExactly("PENDING_TASK");
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", ""})
    void leaveTestsAloneThatDeclareNothingUnlessTheSuiteWantsItsTestsChecked(String level) {
        Kit kit = detected(UndeclaredTestCase.class, "timeloop.leak-check.default", level);

        assertThat(kit.failure("leaves")).hasMessageContaining("No ParameterResolver registered");
    }

    @Test
    void leaveVirtualTimeAlone() {
        detected(
                        VirtualSuiteTestCase.class,
                        "timeloop.leak-check.default",
                        "fail",
                        "timeloop.virtual-time.default",
                        "on")
                .passes(1);
    }

    static class VirtualSuiteTestCase {
        @Test
        void isVirtual(EventLoop loop) {
            assertVirtual();
        }
    }

    static class RealTestCase {
        @Test
        @RealTime
        void wants(EventLoop loop) {}

        @Test
        @RealTime
        void isReal() {
            assertReal();
        }
    }

    @Test
    void giveNoLoopToTestsOnRealTime() {
        Kit kit = detected(RealTestCase.class, "timeloop.leak-check.default", "warn");

        assertThat(kit.failure("wants"))
                .hasMessage(
                        "SuiteLevelsTest.RealTestCase.wants can't have an EventLoop: it is on real"
                                + " time, because of @RealTime of"
                                + " SuiteLevelsTest.RealTestCase.wants.\n"
                                + "-> declare @VirtualTime on it, or take the parameter away");
        assertThat(kit.tests().get("isReal()").getThrowable()).isEmpty();
    }
}
