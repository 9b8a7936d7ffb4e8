package dev.timeloop.behaviour;

import static dev.timeloop.behaviour.Clocks.assertReal;
import static dev.timeloop.behaviour.Clocks.assertVirtual;
import static dev.timeloop.junit.VirtualTime.Scope.LOOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.timeloop.EventLoop;
import dev.timeloop.junit.TimeloopExtension;
import dev.timeloop.junit.VirtualTime;
import dev.timeloop.junit.VirtualTime.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which parts of a test are in its world. */
class ScopeTest {
    @VirtualTime
    static class EverywhereTestCase {
        EverywhereTestCase() {
            assertVirtual();
        }

        @BeforeAll
        static void prepare() {
            assertReal();
        }

        @BeforeEach
        void setUp() {
            assertVirtual();
        }

        @AfterEach
        void tearDown() {
            assertVirtual();
        }

        @AfterAll
        static void clear() {
            assertReal();
        }

        @Test
        void test() {
            assertVirtual();
        }

        @RepeatedTest(2)
        void repeated() {
            assertVirtual();
        }

        @ParameterizedTest
        @ValueSource(ints = {7, 8})
        void parameterized(int number) {
            assertVirtual();
        }

        @TestFactory
        Stream<DynamicTest> factory() {
            assertVirtual();
            return Stream.of("a", "b")
                    .map(name -> DynamicTest.dynamicTest(name, Clocks::assertVirtual));
        }

        @Test
        @Timeout(value = 60, threadMode = SEPARATE_THREAD)
        void onAThreadOfItsOwn() {
            assertVirtual();
        }

        @Nested
        class Inner {
            Inner() {
                assertVirtual();
            }

            @Test
            void test() {
                assertVirtual();
            }
        }
    }

    @Test
    void coversEveryPartOfATestAndNothingOfItsClass() {
        Kit.run(EverywhereTestCase.class).passes(9);
    }

    @VirtualTime
    @TestInstance(PER_CLASS)
    static class PerClassTestCase {
        PerClassTestCase() {
            assertReal();
        }

        @BeforeAll
        void prepare() {
            assertReal();
        }

        @RepeatedTest(2)
        void startsAnew(EventLoop loop) throws InterruptedException {
            assertThat(Instant.now()).isEqualTo(Instant.parse("2000-01-01T00:00:00Z"));
            Thread.sleep(1_000);
            assertThat(loop.elapsed()).isEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void givesEachTestAWorldOfItsOwnUnderPerClass() {
        Kit.run(PerClassTestCase.class).passes(2);
    }

    @VirtualTime
    @TestInstance(PER_CLASS)
    static class SharedTestCase {
        SharedTestCase(EventLoop loop) throws InterruptedException {
            Thread.sleep(1_000);
        }

        @BeforeAll
        void prepare() throws InterruptedException {
            Thread.sleep(1_000);
        }

        @Test
        void goesOn(EventLoop loop) {
            assertThat(loop.elapsed()).isEqualTo(Duration.ofSeconds(2));
            assertVirtual();
        }

        @AfterAll
        void clear() {
            assertVirtual();
        }
    }

    @Test
    void coversTheMethodsOfAClassWithALoop() {
        Kit.run(SharedTestCase.class).passes(1);
    }

    @VirtualTime(scope = LOOP)
    static class LoopTestCase {
        @Test
        void inherits(EventLoop loop) {
            assertReal();
        }

        @Test
        @VirtualTime
        void isNearer() {
            assertVirtual();
        }
    }

    @Test
    void isThatOfTheNearestAnnotation() {
        Kit.run(LoopTestCase.class).passes(2);
    }

    static class FieldTestCase {
        @RegisterExtension
        static final TimeloopExtension TIME = TimeloopExtension.builder().scope(LOOP).build();

        FieldTestCase() {
            assertReal();
        }

        @Test
        void test() {
            assertReal();
        }
    }

    static class InstanceFieldTestCase {
        @RegisterExtension
        final TimeloopExtension time = TimeloopExtension.builder().scope(Scope.WORLD).build();

        InstanceFieldTestCase() {
            assertReal();
        }

        @BeforeEach
        void setUp() {
            assertVirtual();
        }

        @Test
        void test() {
            assertVirtual();
        }
    }

    @VirtualTime
    static class LateFieldTestCase {
        private static final Instant NEW_YEAR = Instant.parse("2019-01-01T00:00:00Z");

        @RegisterExtension
        final TimeloopExtension time = TimeloopExtension.builder().startAt(NEW_YEAR).build();

        @Test
        void test() {
            assertThat(Instant.now()).isEqualTo(NEW_YEAR);
        }
    }

    @Test
    void isTakenFromAnExtensionInAField() {
        Kit.run(FieldTestCase.class).passes(1);
    }

    @Test
    void beginsAfterTheConstructorWhenSettingsAreInAnInstanceField() {
        Kit.run(InstanceFieldTestCase.class).passes(1);
        Kit.run(LateFieldTestCase.class).passes(1);
    }

    @ExtendWith(TimeloopExtension.class)
    static class PlainTestCase {
        @Test
        void real() {
            assertReal();
        }

        @Test
        void virtual() {
            assertVirtual();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "LOOP"})
    void isTakenFromTheConfiguration(String scope) {
        Kit kit = Kit.run(PlainTestCase.class, Map.of("timeloop.scope", scope));

        assertThat(kit.tests().get("real()").getThrowable()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"world", ""})
    void isAWorldUnlessTold(String scope) {
        Kit kit = Kit.run(PlainTestCase.class, Map.of("timeloop.scope", scope));

        assertThat(kit.tests().get("virtual()").getThrowable()).isEmpty();
    }

    @Test
    void isRefusedWhenItIsNone() {
        assertThat(
                        Kit.run(PlainTestCase.class, Map.of("timeloop.scope", "jvm"))
                                .containerFailure("ScopeTest$PlainTestCase"))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "The configuration parameter timeloop.scope = \"jvm\" isn't understood.\n"
                                + "-> write world or loop");
    }

    @Test
    void refusesAnIoPolicyThatIsNone() {
        assertThat(
                        Kit.run(PlainTestCase.class, Map.of("timeloop.io", "block"))
                                .containerFailure("ScopeTest$PlainTestCase"))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "The configuration parameter timeloop.io = \"block\" isn't understood.\n"
                                + "-> write freeze or fail");
    }
}
