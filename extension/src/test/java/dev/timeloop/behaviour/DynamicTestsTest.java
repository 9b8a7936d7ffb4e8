package dev.timeloop.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.timeloop.EventLoop;
import dev.timeloop.LooseEndsError;
import dev.timeloop.Task;
import dev.timeloop.junit.LeakCheck;
import dev.timeloop.junit.TimeloopExtension;
import dev.timeloop.junit.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Dynamic tests, in the loop of their factory. */
class DynamicTestsTest {
    @VirtualTime
    static class LeavingTestCase {
        @RegisterExtension final TimeloopExtension again = new TimeloopExtension();

        @TestFactory
        Stream<DynamicNode> factory(EventLoop loop) {
            loop.task("of the factory");
            DynamicTest nested = dynamicTest("nested", () -> loop.task("of nested"));
            return Stream.of(
                    dynamicTest("clean", () -> loop.sleep(Duration.ofSeconds(1))),
                    dynamicTest("leaves", () -> loop.task("of leaves")),
                    dynamicTest(
                            "fails",
                            () -> {
                                loop.task("of fails");
                                throw new IllegalStateException("of its own");
                            }),
                    DynamicContainer.dynamicContainer("container", List.of(nested)),
                    dynamicTest(
                            "unsettled",
                            () ->
                                    loop.run(
                                            "failing",
                                            () -> {
                                                throw new IllegalStateException("boom");
                                            })));
        }
    }

    @Test
    void areBlamedEachForWhatItLeft() {
        Kit kit = Kit.run(LeavingTestCase.class);

        assertThat(kit.tests().get("clean").getThrowable()).isEmpty();
        assertThat(kit.failureText("leaves"))
                .isEqualTo(
                        """
                        1 loose end in DynamicTestsTest.LeavingTestCase.factory "leaves" (at +1 s):
                          1. task "of leaves" is still pending: nothing has completed it yet
                               made at DynamicTestsTest.LeavingTestCase.factory(DynamicTestsTest.java), 0 s ago
                             -> await it, complete it, or cancel it""");
        assertThat(kit.failureText("nested"))
                .startsWith(
                        "1 loose end in DynamicTestsTest.LeavingTestCase.factory \"nested\" (at");
        assertThat(kit.failure("fails")).hasMessage("of its own");
        assertThat(kit.failure("fails").getSuppressed())
                .satisfiesExactly(
                        left -> assertThat(left).isInstanceOf(LooseEndsError.class),
                        lanes -> assertThat(lanes.toString()).contains("Timeline (virtual time"));
        assertThat(kit.failureText("unsettled"))
                .contains("\n  1. task \"failing\" failed at +1 s, and nobody looked at it\n");
    }

    @Test
    void leaveTheirFactoryWhatItLeftItself() {
        Kit kit = Kit.run(LeavingTestCase.class);

        assertThat(Kit.text(kit.containerFailure("factory")))
                .isEqualTo(
                        """
                        1 loose end in DynamicTestsTest.LeavingTestCase.factory (at +1 s):
                          1. task "of the factory" is still pending: nothing has completed it yet
                               made at DynamicTestsTest.LeavingTestCase.factory(DynamicTestsTest.java), 1 s ago
                             -> await it, complete it, or cancel it""");
    }

    @VirtualTime
    static class SharingTestCase {
        @TestFactory
        Stream<DynamicTest> factory(EventLoop loop) {
            Task<String> shared = loop.task("shared");
            return Stream.of(
                    dynamicTest("completes", () -> shared.complete("x")),
                    dynamicTest("awaits", () -> assertThat(loop.await(shared)).isEqualTo("x")));
        }
    }

    @Test
    void mayFinishWhatTheirFactoryBegan() {
        Kit.run(SharingTestCase.class).passes(2);
    }

    @LeakCheck(tasks = LeakCheck.Level.WARN)
    static class WarningTestCase {
        @TestFactory
        Stream<DynamicTest> factory(EventLoop loop) {
            return Stream.of(dynamicTest("leaves", () -> loop.task("order")));
        }
    }

    @Test
    void areWarnedAsTheirFactorySays() {
        Kit kit = Kit.run(WarningTestCase.class);

        kit.passes(1);
        assertThat(kit.standardError().lines())
                .singleElement()
                .asString()
                .startsWith(
                        "timeloop: 1 loose end in DynamicTestsTest.WarningTestCase.factory"
                                + " \"leaves\" (at +0 s): task \"order\" is still pending");
    }

    @VirtualTime
    static class ManyTestCase {
        static final AtomicInteger AT_ONCE = new AtomicInteger();
        static final List<String> CLASHES = new CopyOnWriteArrayList<>();

        @TestFactory
        Stream<DynamicTest> factory(EventLoop loop) {
            return IntStream.range(0, 50)
                    .mapToObj(
                            i ->
                                    dynamicTest(
                                            "test " + i,
                                            () -> {
                                                if (AT_ONCE.incrementAndGet() > 1) {
                                                    CLASHES.add("test " + i);
                                                }
                                                loop.await(loop.start("work", () -> i));
                                                AT_ONCE.decrementAndGet();
                                            }));
        }
    }

    @Test
    void takeTurnsWhenJUnitRunsThemAtTheSameTime() {
        Kit.run(
                        ManyTestCase.class,
                        Map.of(
                                "junit.jupiter.execution.parallel.enabled", "true",
                                "junit.jupiter.execution.parallel.mode.default", "concurrent",
                                "junit.jupiter.execution.parallel.config.strategy", "fixed",
                                "junit.jupiter.execution.parallel.config.fixed.parallelism", "4"))
                .passes(50);

        assertThat(ManyTestCase.CLASHES).isEmpty();
    }

    static class UndeclaredTestCase {
        @TestFactory
        Stream<DynamicTest> factory() {
            return Stream.of(dynamicTest("test", () -> {}));
        }
    }

    @Test
    void areLeftAloneWithoutALoop() {
        Kit.run(
                        UndeclaredTestCase.class,
                        Map.of(
                                "junit.jupiter.extensions.autodetection.enabled", "true",
                                "timeloop.virtual-time.default", "on"))
                .passes(1);
    }

    @VirtualTime
    static class InterruptedTestCase {
        @TestFactory
        Stream<DynamicTest> factory(EventLoop loop) {
            return Stream.of(
                    dynamicTest(
                            "leaves",
                            () -> {
                                loop.task("order");
                                Thread.currentThread().interrupt();
                            }),
                    dynamicTest("next", () -> loop.sleep(Duration.ofSeconds(1))));
        }
    }

    @Test
    void doNotInterruptEachOther() {
        Kit kit = Kit.run(InterruptedTestCase.class);

        assertThat(kit.failure("leaves")).isInstanceOf(LooseEndsError.class);
        assertThat(kit.tests().get("next").getThrowable()).isEmpty();
    }
}
