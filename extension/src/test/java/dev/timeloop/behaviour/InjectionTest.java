package dev.timeloop.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.timeloop.EventLoop;
import dev.timeloop.junit.VirtualTime;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InjectionTest {
    private static final Seen SEEN = new Seen();

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    @VirtualTime
    static class EverywhereTestCase {
        EverywhereTestCase(EventLoop loop) {
            SEEN.add(loop);
        }

        @BeforeEach
        void setUp(EventLoop loop) {
            SEEN.add(loop);
        }

        @AfterEach
        void tearDown(EventLoop loop) {
            SEEN.add(loop);
        }

        @Test
        void test(EventLoop loop) {
            SEEN.add(loop);
        }

        @ParameterizedTest
        @ValueSource(ints = {7, 8})
        void parameterized(int number, EventLoop loop) {
            SEEN.add(loop);
        }

        @RepeatedTest(2)
        void repeated(EventLoop loop) {
            SEEN.add(loop);
        }

        @TestFactory
        Stream<DynamicTest> factory(EventLoop loop) {
            SEEN.add(loop);
            return Stream.of("a", "b")
                    .map(name -> DynamicTest.dynamicTest(name, () -> SEEN.note(name)));
        }
    }

    @Test
    void givesAllPartsOfATestTheSameLoopAndEachTestItsOwn() {
        Kit.run(EverywhereTestCase.class).passes(5 + 2);

        String testCase = "InjectionTest.EverywhereTestCase.";
        assertThat(SEEN.counts())
                .containsOnly(
                        Map.entry(testCase + "test", 4),
                        Map.entry(testCase + "parameterized[1]", 4),
                        Map.entry(testCase + "parameterized[2]", 4),
                        Map.entry(testCase + "repeated[1]", 4),
                        Map.entry(testCase + "repeated[2]", 4),
                        Map.entry(testCase + "factory", 4));
        assertThat(SEEN.distinct()).isEqualTo(6);
        assertThat(SEEN.notes()).containsExactly("a", "b");
    }

    @VirtualTime
    static class OuterTestCase {
        OuterTestCase(EventLoop loop) {
            SEEN.add(loop);
        }

        @Test
        void test(EventLoop loop) {
            SEEN.add(loop);
        }

        @Nested
        class Inner {
            Inner(EventLoop loop) {
                SEEN.add(loop);
            }

            @Test
            void test(EventLoop loop) {
                SEEN.add(loop);
            }
        }
    }

    @Test
    void givesTheConstructorsOfNestedClassesTheLoopOfTheTest() {
        Kit.run(OuterTestCase.class).passes(2);

        assertThat(SEEN.counts())
                .containsOnly(
                        Map.entry("InjectionTest.OuterTestCase.test", 2),
                        Map.entry("InjectionTest.OuterTestCase.Inner.test", 3));
        assertThat(SEEN.distinct()).isEqualTo(2);
    }

    static class MethodsTestCase {
        @Test
        @VirtualTime
        void annotated(EventLoop loop) {
            loop.sleep(Duration.ofDays(1));
        }

        @Test
        void other(EventLoop loop) {}
    }

    @Test
    void leavesTestsThatDeclareNothingToOtherExtensions() {
        Kit kit = Kit.run(MethodsTestCase.class);

        assertThat(kit.tests().get("annotated(EventLoop)").getThrowable()).isEmpty();
        assertThat(kit.failure("other"))
                .isInstanceOf(ParameterResolutionException.class)
                .hasMessageStartingWith("No ParameterResolver registered for parameter");
    }

    @VirtualTime
    static class SubtypeTestCase {
        @Test
        void wants(AutoCloseable loop) {}
    }

    @Test
    void claimsParametersOfExactlyItsOwnType() {
        assertThat(Kit.run(SubtypeTestCase.class).failure("wants"))
                .isInstanceOf(ParameterResolutionException.class)
                .hasMessageStartingWith("No ParameterResolver registered for parameter");
    }

    @VirtualTime
    static class SourceTestCase {
        static Stream<Arguments> numbers(EventLoop loop) {
            return Stream.of(Arguments.of(1));
        }

        @ParameterizedTest
        @MethodSource("numbers")
        void test(int number) {}
    }

    @Test
    void refusesToMakeArgumentsOfALoopThatIsNotMadeYet() {
        assertThat(Kit.text(Kit.run(SourceTestCase.class).containerFailure("test")))
                .isEqualTo(
                        "The arguments of InjectionTest.SourceTestCase.test can't come from an"
                                + " EventLoop: each invocation has a loop of its own, made after"
                                + " its arguments.\n"
                                + "-> let the test method take the loop as a parameter");
    }

    @VirtualTime
    @ParameterizedClass
    @ValueSource(ints = {7, 8})
    static class ParameterizedTestCase {
        ParameterizedTestCase(int number, EventLoop loop) {
            SEEN.add(loop);
        }

        @Test
        void test(EventLoop loop) {
            SEEN.add(loop);
        }
    }

    @Test
    void servesParameterizedClasses() {
        Kit.run(ParameterizedTestCase.class).passes(2);

        assertThat(SEEN.counts())
                .containsOnly(
                        Map.entry("InjectionTest.ParameterizedTestCase[1].test", 2),
                        Map.entry("InjectionTest.ParameterizedTestCase[2].test", 2));
    }

    @VirtualTime
    static class ClosingTestCase {
        @Test
        void test(EventLoop loop) {
            loop.close();
        }
    }

    @Test
    void putsUpWithATestThatClosesItsLoop() {
        Kit.run(ClosingTestCase.class).passes(1);
    }

    @VirtualTime
    static class KeepingTestCase {
        static EventLoop kept;

        @Test
        void test(EventLoop loop) {
            kept = loop;
        }
    }

    @Test
    void closesTheLoopWhenTheTestHasEnded() {
        Kit.run(KeepingTestCase.class).passes(1);

        assertThat(catchThrowable(KeepingTestCase.kept::settle))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        "This loop was closed at +0 s, when InjectionTest.KeepingTestCase.test"
                                + " ended.");
    }
}
