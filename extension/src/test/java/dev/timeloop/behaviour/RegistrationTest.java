package dev.timeloop.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.timeloop.EventLoop;
import dev.timeloop.LooseEndsError;
import dev.timeloop.junit.LeakCheck;
import dev.timeloop.junit.LeakCheck.Level;
import dev.timeloop.junit.TimeloopExtension;
import dev.timeloop.junit.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationTest {
    private static final Instant NEW_YEAR = Instant.parse("2030-01-01T00:00:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static final Seen SEEN = new Seen();

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    private static Map<String, String> autodetection(String... more) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("junit.jupiter.extensions.autodetection.enabled", "true");
        for (int i = 0; i < more.length; i += 2) {
            parameters.put(more[i], more[i + 1]);
        }
        return parameters;
    }

    static class StaticFieldTestCase {
        @RegisterExtension
        static final TimeloopExtension TIME =
                TimeloopExtension.builder().startAt(NEW_YEAR).zone(BERLIN).build();

        StaticFieldTestCase(EventLoop loop) {
            assertThat(loop.now()).isEqualTo(NEW_YEAR);
        }

        @Test
        void test(EventLoop loop) {
            assertThat(loop.clock().getZone()).isEqualTo(BERLIN);
        }

        @Nested
        class Inner {
            @Test
            @VirtualTime(zone = "UTC")
            void prefersAnnotations(EventLoop loop) {
                assertThat(loop.clock().getZone()).isEqualTo(ZoneId.of("UTC"));
                assertThat(loop.now()).isEqualTo(NEW_YEAR);
            }
        }
    }

    @Test
    void inAStaticFieldServesConstructorsTestsAndNestedClasses() {
        Kit.run(StaticFieldTestCase.class).passes(2);
    }

    static class InstanceFieldTestCase {
        @RegisterExtension
        final TimeloopExtension time =
                TimeloopExtension.builder()
                        .startAt(NEW_YEAR)
                        .tasks(Level.IGNORE)
                        .timers(Level.FAIL)
                        .build();

        @BeforeEach
        void setUp(EventLoop loop) {
            assertThat(loop.now()).isEqualTo(NEW_YEAR);
        }

        @Test
        void ignored(EventLoop loop) {
            loop.task("pending");
        }

        @Test
        void failed(EventLoop loop) {
            loop.callLater(Duration.ofSeconds(1), () -> {});
        }
    }

    @Test
    void inAnInstanceFieldServesTests() {
        Kit kit = Kit.run(InstanceFieldTestCase.class);

        assertThat(kit.tests().get("ignored(EventLoop)").getThrowable()).isEmpty();
        assertThat(kit.failure("failed")).isInstanceOf(LooseEndsError.class);
    }

    static class PlainFieldTestCase {
        @RegisterExtension final TimeloopExtension time = new TimeloopExtension();

        @Test
        void leaves(EventLoop loop) {
            loop.task("pending");
        }
    }

    @Test
    void needsNoSettings() {
        assertThat(Kit.run(PlainFieldTestCase.class).failure("leaves"))
                .isInstanceOf(LooseEndsError.class);
    }

    @ExtendWith(TimeloopExtension.class)
    static class ExtendWithTestCase {
        @Test
        void leaves(EventLoop loop) {
            loop.task("pending");
        }
    }

    @Test
    void servesTestsThatAreExtendedWithItDirectly() {
        assertThat(Kit.run(ExtendWithTestCase.class).failure("leaves"))
                .isInstanceOf(LooseEndsError.class);
    }

    static class BareTestCase {
        @Test
        void leaves(EventLoop loop) {
            loop.task("pending");
        }

        @Test
        @VirtualTime
        void annotated(EventLoop loop) {
            loop.task("pending");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "off", "OFF"})
    void isInertWhenDetected(String off) {
        Kit kit = Kit.run(BareTestCase.class, autodetection("timeloop.virtual-time.default", off));

        assertThat(kit.failure("leaves"))
                .isInstanceOf(ParameterResolutionException.class)
                .hasMessageStartingWith("No ParameterResolver registered for parameter");
        assertThat(kit.failure("annotated")).isInstanceOf(LooseEndsError.class);
    }

    @Test
    void servesAllTestsOfASuiteThatSwitchesItOn() {
        Kit kit = Kit.run(BareTestCase.class, autodetection("timeloop.virtual-time.default", "on"));

        assertThat(kit.failure("leaves")).isInstanceOf(LooseEndsError.class);
        assertThat(kit.failure("leaves").getSuppressed()).isEmpty();
        assertThat(kit.failure("annotated").getSuppressed()).isEmpty();
    }

    @Test
    void refusesASuitesSwitchThatIsNeitherOnNorOff() {
        Kit kit =
                Kit.run(BareTestCase.class, autodetection("timeloop.virtual-time.default", "yes"));

        assertThat(kit.containerFailure("RegistrationTest$BareTestCase"))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "The configuration parameter timeloop.virtual-time.default = \"yes\" isn't"
                                + " understood.\n-> write on or off");
    }

    @VirtualTime
    @LeakCheck(timers = Level.WARN)
    static class SeveralTestCase {
        @RegisterExtension
        static final TimeloopExtension FIRST =
                TimeloopExtension.builder().startAt(NEW_YEAR).zone(ZoneId.of("UTC")).build();

        @RegisterExtension
        final TimeloopExtension second = TimeloopExtension.builder().tasks(Level.WARN).build();

        @RegisterExtension final TimeloopExtension third = new TimeloopExtension();

        SeveralTestCase(EventLoop loop) {
            SEEN.add(loop);
        }

        @BeforeEach
        void setUp(EventLoop loop) {
            SEEN.add(loop);
        }

        @Test
        void passes(EventLoop loop) {
            SEEN.add(loop);
            assertThat(loop.now()).isEqualTo(NEW_YEAR);
            loop.task("pending");
            loop.callLater(Duration.ofSeconds(1), () -> {});
        }

        @Test
        void leaves(EventLoop loop) {
            loop.run(
                    "failing",
                    () -> {
                        throw new IllegalStateException("boom");
                    });
        }

        @Test
        void fails(EventLoop loop) {
            loop.run(
                    "failing",
                    () -> {
                        throw new IllegalStateException("boom");
                    });
            throw new IllegalStateException("of its own");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void givesATestOneLoopAndOneCheckHoweverOftenItIsDeclared(boolean detected) {
        Map<String, String> parameters =
                detected
                        ? autodetection("timeloop.virtual-time.default", "on")
                        : Map.<String, String>of();
        Kit kit = Kit.run(SeveralTestCase.class, parameters);

        assertThat(SEEN.counts()).containsEntry("RegistrationTest.SeveralTestCase.passes", 3);
        assertThat(kit.tests().get("passes(EventLoop)").getThrowable()).isEmpty();
        assertThat(kit.standardError().lines())
                .singleElement()
                .asString()
                .startsWith("timeloop: 2 loose ends in RegistrationTest.SeveralTestCase.passes ");
        assertThat(kit.reportEntries()).hasSize(1);
        assertThat(kit.failure("leaves")).isInstanceOf(LooseEndsError.class);
        assertThat(kit.failure("leaves").getSuppressed()).isEmpty();
        assertThat(kit.failure("fails")).hasMessage("of its own");
        assertThat(kit.failure("fails").getSuppressed()).hasSize(1);
    }

    @VirtualTime
    static class TooLateTestCase {
        @RegisterExtension
        final TimeloopExtension time = TimeloopExtension.builder().startAt(NEW_YEAR).build();

        TooLateTestCase(EventLoop loop) {}

        @Test
        void test() {}
    }

    @Test
    void refusesSettingsThatComeTooLateForTheLoop() {
        Throwable failure = Kit.run(TooLateTestCase.class).failure("test");

        assertThat(failure)
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "The loop of RegistrationTest.TooLateTestCase.test was made for a"
                                + " constructor, before the settings of a TimeloopExtension in an"
                                + " instance field were known.\n"
                                + "-> make that field static");
    }

    @Test
    void refusesATimeoutThatIsNotPositive() {
        assertThat(catchThrowable(() -> TimeloopExtension.builder().realTimeout(Duration.ZERO)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("realTimeout must be positive, and is PT0S.");
    }
}
