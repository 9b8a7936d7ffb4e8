package dev.timeloop.world.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.EventLoop;
import dev.timeloop.junit.RealTime;
import dev.timeloop.junit.VirtualTime;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that get out of a suite on virtual time. */
class OptOutTest {
    @RealTime
    static class AnnotatedTestCase {
        @Test
        void isReal() {
            assertThat(Code.isOnRealTime()).isTrue();
        }

        @Test
        @VirtualTime
        void isVirtualAgain() {
            assertThat(Code.isOnRealTime()).isFalse();
        }
    }

    @Test
    void areAnnotated() {
        Suite.passes(2, AnnotatedTestCase.class);
    }

    static class NamedTestCase {
        @Test
        void isReal() {
            assertThat(Code.isOnRealTime()).isTrue();
        }

        @Test
        @VirtualTime
        void isVirtualByAnnotation() {
            assertThat(Code.isOnRealTime()).isFalse();
        }

        @Nested
        class Inner {
            @Test
            void isRealToo() {
                assertThat(Code.isOnRealTime()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "*NamedTestCase",
                "dev.timeloop.world.suite.OptOutTest.NamedTestCase",
                "dev.timeloop.world.suite.OptOutTest$NamedTestCase",
                "com.example.*, dev.timeloop.world.*",
                "*.suite.*,"
            })
    void areNamedByAPattern(String patterns) {
        Suite.passes(3, NamedTestCase.class, "timeloop.real-time", patterns);
    }

    static class OtherTestCase {
        @Test
        void isVirtual() {
            assertThat(Code.isOnRealTime()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OtherTestCase",
                "com.example.*",
                "dev.timeloop.world.suite.OptOutTest.OtherTestCase*",
                "dev$timeloop$world$suite$OptOutTest$OtherTestCase"
            })
    void areNotNamedByOthers(String patterns) {
        Suite.passes(1, OtherTestCase.class, "timeloop.real-time", patterns);
    }

    static class WantingTestCase {
        @Test
        void wants(EventLoop loop) {}
    }

    @Test
    void haveNoLoop() {
        assertThat(Suite.failures(WantingTestCase.class, "timeloop.real-time", "com.*, *.suite.*"))
                .containsExactly(
                        "wants(EventLoop): "
                                + "org.junit.jupiter.api.extension.ParameterResolutionException:"
                                + " OptOutTest.WantingTestCase.wants can't have an EventLoop: it is"
                                + " on real time, because of the configuration parameter"
                                + " timeloop.real-time = *.suite.*.\n"
                                + "-> declare @VirtualTime on it, or take the parameter away");
    }

    @ParameterizedTest
    @ValueSource(strings = {"com/example/Test", "OptOutTest#wants", "Opt Out", "(Opt|Out)Test"})
    void refusesPatternsThatNameNoClass(String patterns) {
        assertThat(Suite.failures(OtherTestCase.class, "timeloop.real-time", patterns))
                .containsExactly(
                        "OptOutTest$OtherTestCase: "
                                + "org.junit.jupiter.api.extension.ExtensionConfigurationException:"
                                + " The configuration parameter timeloop.real-time = \""
                                + patterns
                                + "\" isn't understood.\n"
                                + "-> write names of classes, with * for one or more characters,"
                                + " separated by commas: com.example.io.*, *ServerTest");
    }
}
