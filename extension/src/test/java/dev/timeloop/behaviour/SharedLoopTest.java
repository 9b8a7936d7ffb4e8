package dev.timeloop.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

import dev.timeloop.EventLoop;
import dev.timeloop.junit.VirtualTime;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The loop of a class. */
class SharedLoopTest {
    private static final Seen SEEN = new Seen();

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    @VirtualTime
    @TestInstance(PER_CLASS)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class ConstructorTestCase {
        final EventLoop mine;

        ConstructorTestCase(EventLoop loop) {
            mine = loop;
            SEEN.add(loop);
        }

        @BeforeAll
        void setUp(EventLoop loop) {
            SEEN.add(loop);
        }

        @Test
        void first(EventLoop loop) {
            SEEN.add(loop);
            SEEN.add(mine);
            loop.sleep(Duration.ofSeconds(5));
        }

        @Test
        void second() {
            SEEN.add(mine);
            SEEN.note("second at " + mine.elapsed());
        }

        @Nested
        class Inner {
            @Test
            void third(EventLoop loop) {
                SEEN.add(loop);
            }
        }

        @AfterAll
        void tearDown(EventLoop loop) {
            SEEN.add(loop);
        }
    }

    @Test
    void isSharedByAllTestsWhenAConstructorPerClassTakesIt() {
        Kit.run(ConstructorTestCase.class).passes(3);

        String testCase = "SharedLoopTest.ConstructorTestCase";
        assertThat(SEEN.counts())
                .containsExactly(
                        Map.entry(testCase, 3),
                        Map.entry(testCase + ".first", 2),
                        Map.entry(testCase + ".second", 1),
                        Map.entry(testCase + ".Inner.third", 1));
        assertThat(SEEN.distinct()).isEqualTo(1);
        assertThat(SEEN.notes()).containsExactly("second at PT5S");
    }

    @VirtualTime
    static class BeforeAllTestCase {
        static EventLoop loop;

        BeforeAllTestCase(EventLoop mine) {
            SEEN.add(mine);
        }

        @BeforeAll
        static void setUp(EventLoop all) {
            loop = all;
            SEEN.add(all);
        }

        @Test
        void first(EventLoop mine) {
            SEEN.add(mine);
        }

        @Test
        void second(EventLoop mine) {
            SEEN.add(mine);
        }
    }

    @Test
    void isSharedByAllTestsWhenABeforeAllMethodTakesIt() {
        Kit.run(BeforeAllTestCase.class).passes(2);

        assertThat(SEEN.distinct()).isEqualTo(1);
        assertThat(catchThrowable(BeforeAllTestCase.loop::settle))
                .hasMessageStartingWith(
                        "This loop was closed at +0 s, when SharedLoopTest.BeforeAllTestCase"
                                + " ended.");
    }

    @VirtualTime
    @TestInstance(PER_CLASS)
    static class UnaskedTestCase {
        @Test
        void first(EventLoop loop) {
            SEEN.add(loop);
        }

        @Test
        void second(EventLoop loop) {
            SEEN.add(loop);
        }

        @AfterAll
        void tearDown(EventLoop loop) {
            SEEN.add(loop);
        }
    }

    @Test
    void isNoneOfTheTestsWhenOnlyTestsTakeOne() {
        Kit.run(UnaskedTestCase.class).passes(2);

        assertThat(SEEN.distinct()).isEqualTo(3);
    }

    @VirtualTime
    static class NestedPerClassTestCase {
        NestedPerClassTestCase(EventLoop loop) {
            SEEN.add(loop);
        }

        @Test
        void outer(EventLoop loop) {
            SEEN.add(loop);
        }

        @Nested
        @TestInstance(PER_CLASS)
        class Inner {
            @Test
            void first(EventLoop loop) {
                SEEN.add(loop);
            }

            @Test
            void second(EventLoop loop) {
                SEEN.add(loop);
            }
        }
    }

    @Test
    void belongsToANestedClassPerClassWhenTheConstructorAroundItTakesIt() {
        Kit.run(NestedPerClassTestCase.class).passes(3);

        String testCase = "SharedLoopTest.NestedPerClassTestCase.";
        assertThat(SEEN.counts())
                .containsOnly(
                        Map.entry(testCase + "outer", 2),
                        Map.entry(testCase + "Inner", 1),
                        Map.entry(testCase + "Inner.first", 1),
                        Map.entry(testCase + "Inner.second", 1));
        assertThat(SEEN.distinct()).isEqualTo(2);
    }

    @VirtualTime
    @TestInstance(PER_CLASS)
    static class DifferingTestCase {
        DifferingTestCase(EventLoop loop) {}

        @Test
        @VirtualTime(startAt = "2026-03-29T00:59:59Z")
        void test() {}
    }

    @Test
    void cannotBeMadeToSuitOneOfItsTests() {
        Throwable failure = Kit.run(DifferingTestCase.class).failure("test");

        assertThat(failure).isInstanceOf(ExtensionConfigurationException.class);
        assertThat(Kit.text(failure))
                .isEqualTo(
                        "SharedLoopTest.DifferingTestCase.test declares a loop with other settings"
                                + " than the loop of SharedLoopTest.DifferingTestCase has, which it"
                                + " shares because a constructor or a @BeforeAll method took it as"
                                + " a parameter.\n"
                                + "-> declare startAt, zone, scope, realTimeout and everyBranch on the"
                                + " class, or let only tests take the loop");
    }

    @VirtualTime
    @TestInstance(PER_CLASS)
    @Execution(ExecutionMode.CONCURRENT)
    static class ConcurrentTestCase {
        ConcurrentTestCase(EventLoop loop) {}

        @Test
        void test() {}
    }

    @Test
    void isRefusedToTestsThatRunAtTheSameTime() {
        Map<String, String> parallel = Map.of("junit.jupiter.execution.parallel.enabled", "true");

        assertThat(Kit.run(ConcurrentTestCase.class, parallel).failureText("test"))
                .isEqualTo(
                        "SharedLoopTest.ConcurrentTestCase.test shares the loop of"
                                + " SharedLoopTest.ConcurrentTestCase, and may run at the same time"
                                + " as other tests that do.\n"
                                + "-> put @Execution(SAME_THREAD) on the class, or let only tests"
                                + " take the loop as a parameter");
    }

    @Test
    void isSharedAllTheSameWhenJUnitRunsNothingInParallel() {
        Kit.run(ConcurrentTestCase.class).passes(1);
    }
}
