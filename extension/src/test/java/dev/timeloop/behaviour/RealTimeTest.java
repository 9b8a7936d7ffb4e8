package dev.timeloop.behaviour;

import static dev.timeloop.behaviour.Clocks.assertReal;
import static dev.timeloop.behaviour.Clocks.assertVirtual;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.EventLoop;
import dev.timeloop.junit.LeakCheck;
import dev.timeloop.junit.RealTime;
import dev.timeloop.junit.TimeloopExtension;
import dev.timeloop.junit.VirtualTime;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.RegisterExtension;

class RealTimeTest {
    @VirtualTime
    static class MixedTestCase {
        @Test
        void virtual() {
            assertVirtual();
        }

        @Test
        @RealTime
        void real() {
            assertReal();
        }

        @Nested
        @RealTime
        class Inner {
            @Test
            void real() {
                assertReal();
            }

            @Test
            @VirtualTime
            void virtual(EventLoop loop) {
                assertVirtual();
            }

            @Nested
            class Innermost {
                @Test
                void inheritsReal() {
                    assertReal();
                }
            }
        }
    }

    @Test
    void isDeclaredByTheNearestOfBothAnnotations() {
        Kit.run(MixedTestCase.class).passes(5);
    }

    @RealTime
    static class RealTestCase {
        @Test
        void inheritsNothingVirtual() {
            assertReal();
        }
    }

    @VirtualTime
    static class VirtualSubclassTestCase extends RealTestCase {
        @Test
        @Override
        void inheritsNothingVirtual() {
            assertVirtual();
        }
    }

    @RealTime
    static class RealSubclassTestCase extends VirtualSubclassTestCase {
        @Test
        @Override
        void inheritsNothingVirtual() {
            assertReal();
        }
    }

    @Test
    void goesOverWhatASuperclassDeclares() {
        Kit.run(RealTestCase.class).passes(1);
        Kit.run(VirtualSubclassTestCase.class).passes(1);
        Kit.run(RealSubclassTestCase.class).passes(1);
    }

    @Retention(RetentionPolicy.RUNTIME)
    @RealTime
    @interface AgainstTheServer {}

    @VirtualTime
    static class MetaTestCase {
        @Test
        @AgainstTheServer
        void real() {
            assertReal();
        }
    }

    @Test
    void mayStandOnAnnotations() {
        Kit.run(MetaTestCase.class).passes(1);
    }

    @VirtualTime
    static class BothTestCase {
        @Test
        @VirtualTime
        @RealTime
        void test() {}
    }

    @Test
    void isRefusedBesideItsContrary() {
        assertThat(Kit.run(BothTestCase.class).failure("test"))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "RealTimeTest.BothTestCase.test has both @VirtualTime and @RealTime.\n"
                                + "-> keep one of them");
    }

    @VirtualTime
    static class WantingTestCase {
        @Test
        @RealTime
        void wants(EventLoop loop) {}
    }

    @RealTime
    static class WantingBeforeEachTestCase {
        @BeforeEach
        void setUp(EventLoop loop) {}

        @Test
        void test() {}
    }

    @Test
    void hasNoLoop() {
        assertThat(Kit.run(WantingTestCase.class).failure("wants"))
                .isInstanceOf(ParameterResolutionException.class)
                .hasMessage(
                        "RealTimeTest.WantingTestCase.wants can't have an EventLoop: it is on real"
                                + " time, because of @RealTime of"
                                + " RealTimeTest.WantingTestCase.wants.\n"
                                + "-> declare @VirtualTime on it, or take the parameter away");
        assertThat(Kit.run(WantingBeforeEachTestCase.class).failure("test"))
                .isInstanceOf(ParameterResolutionException.class)
                .hasMessageStartingWith(
                        "RealTimeTest.WantingBeforeEachTestCase.test can't have an EventLoop: it is"
                                + " on real time, because of @RealTime of"
                                + " RealTimeTest.WantingBeforeEachTestCase.\n");
    }

    @VirtualTime
    static class SharedTestCase {
        @BeforeAll
        static void prepare(EventLoop loop) {
            assertVirtual();
        }

        @Test
        @RealTime
        void isLeftOut() {
            assertReal();
        }

        @Test
        void shares(EventLoop loop) {
            assertVirtual();
        }
    }

    @Test
    void isOutsideTheWorldThatItsClassShares() {
        Kit.run(SharedTestCase.class).passes(2);
    }

    static class FieldTestCase {
        @RegisterExtension
        static final TimeloopExtension TIME = TimeloopExtension.builder().build();

        @Test
        @RealTime
        void real() {
            assertReal();
        }

        @Test
        void virtual() {
            assertVirtual();
        }
    }

    @Test
    void goesOverExtensionsInFields() {
        Kit.run(FieldTestCase.class).passes(2);
    }

    static class CheckedTestCase {
        @Test
        @LeakCheck
        void isOnlyChecked(EventLoop loop) {
            assertReal();
        }

        @Test
        @LeakCheck
        @ExtendWith(TimeloopExtension.class)
        void isExtendedBesides(EventLoop loop) {
            assertVirtual();
        }
    }

    @Test
    void isWhatALeakCheckAloneMeans() {
        Kit.run(CheckedTestCase.class).passes(2);
    }
}
