package dev.timeloop.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.EventLoop;
import dev.timeloop.junit.VirtualTime;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VirtualTimeTest {
    private static final Instant Y2K = Instant.parse("2000-01-01T00:00:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static void assertLoop(EventLoop loop, Instant startAt, ZoneId zone) {
        assertThat(loop.now()).isEqualTo(startAt);
        assertThat(loop.clock().getZone()).isEqualTo(zone);
    }

    @VirtualTime
    static class StandardTestCase {
        @Test
        void test(EventLoop loop) {
            assertLoop(loop, Y2K, ZoneOffset.UTC);
        }
    }

    @Test
    void startsAt2000InUtcUnlessTold() {
        Kit.run(StandardTestCase.class).passes(1);
    }

    @VirtualTime(startAt = "2026-03-29T01:59:59+01:00", zone = "Europe/Berlin")
    static class ClassTestCase {
        private static final Instant START = Instant.parse("2026-03-29T00:59:59Z");

        @Test
        void hasBothOfTheClass(EventLoop loop) {
            assertLoop(loop, START, BERLIN);
        }

        @Test
        @VirtualTime(zone = "UTC")
        void overridesTheZoneAlone(EventLoop loop) {
            assertLoop(loop, START, ZoneId.of("UTC"));
        }

        @Test
        @VirtualTime(startAt = "2030-01-01T00:00:00Z")
        void overridesTheStartAlone(EventLoop loop) {
            assertLoop(loop, Instant.parse("2030-01-01T00:00:00Z"), BERLIN);
        }

        @Nested
        class Inner {
            @Test
            void inheritsBoth(EventLoop loop) {
                assertLoop(loop, START, BERLIN);
            }
        }

        @Nested
        @VirtualTime(zone = "Z", scope = VirtualTime.Scope.LOOP)
        class Own {
            @Test
            void overridesTheZoneAlone(EventLoop loop) {
                assertLoop(loop, START, ZoneOffset.UTC);
            }
        }
    }

    @Test
    void isOverriddenAttributeByAttributeByTheNearestDeclaration() {
        Kit.run(ClassTestCase.class).passes(5);
    }

    @VirtualTime(zone = "Asia/Tokyo")
    static class SubclassTestCase extends ClassTestCase {
        @Test
        @Override
        void hasBothOfTheClass(EventLoop loop) {
            assertLoop(loop, ClassTestCase.START, ZoneId.of("Asia/Tokyo"));
        }

        @Test
        @Override
        void overridesTheStartAlone(EventLoop loop) {
            assertThat(loop.clock().getZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
        }
    }

    @Test
    void isInheritedFromASuperclassAttributeByAttribute() {
        Kit kit = Kit.run(SubclassTestCase.class);

        assertThat(kit.tests().get("hasBothOfTheClass(EventLoop)").getThrowable()).isEmpty();
        assertThat(kit.tests().get("overridesTheStartAlone(EventLoop)").getThrowable()).isEmpty();
    }

    @Retention(RetentionPolicy.RUNTIME)
    @VirtualTime(zone = "Europe/Berlin")
    @interface BerlinTime {}

    @BerlinTime
    static class MetaTestCase {
        @Test
        void test(EventLoop loop) {
            assertLoop(loop, Y2K, BERLIN);
        }
    }

    @Test
    void mayStandOnAnnotations() {
        Kit.run(MetaTestCase.class).passes(1);
    }

    @VirtualTime(startAt = "yesterday")
    static class BadStartTestCase {
        @Test
        void test() {}
    }

    @Test
    void refusesAStartThatIsNoInstant() {
        Throwable failure =
                Kit.run(BadStartTestCase.class)
                        .containerFailure("VirtualTimeTest$BadStartTestCase");

        assertThat(failure).isInstanceOf(ExtensionConfigurationException.class);
        assertThat(failure)
                .hasMessage(
                        "@VirtualTime(startAt = \"yesterday\") of VirtualTimeTest.BadStartTestCase"
                                + " isn't an instant.\n"
                                + "-> write it with its offset, as 2026-03-29T00:59:59Z or"
                                + " 2026-03-29T01:59:59+01:00");
    }

    static class BadValuesTestCase {
        @Test
        @VirtualTime(startAt = "2026-03-29T00:59:59")
        void local() {}

        @Test
        @VirtualTime(zone = "Berlin")
        void zone() {}

        @Test
        @VirtualTime(realTimeout = "soon")
        void realTimeout() {}
    }

    @Test
    void refusesAStartWithoutAnOffset() {
        assertThat(Kit.run(BadValuesTestCase.class).failureText("local"))
                .startsWith(
                        "@VirtualTime(startAt = \"2026-03-29T00:59:59\") of"
                                + " VirtualTimeTest.BadValuesTestCase.local isn't an instant.\n");
    }

    @Test
    void refusesAZoneThatDoesNotExist() {
        assertThat(Kit.run(BadValuesTestCase.class).failureText("zone"))
                .isEqualTo(
                        "@VirtualTime(zone = \"Berlin\") of VirtualTimeTest.BadValuesTestCase.zone"
                                + " isn't a zone.\n"
                                + "-> write it as Europe/Berlin, UTC or +01:00");
    }

    @Test
    void refusesATimeoutThatIsNoDuration() {
        assertThat(Kit.run(BadValuesTestCase.class).failureText("realTimeout"))
                .isEqualTo(
                        "@VirtualTime(realTimeout = \"soon\") of"
                                + " VirtualTimeTest.BadValuesTestCase.realTimeout isn't a"
                                + " duration.\n"
                                + "-> write it as 42 s, 500 ms, 2 min or PT1M, and longer than"
                                + " zero");
    }

    static class TimeoutTestCase {
        @Test
        @VirtualTime
        void ofTheSuite(EventLoop loop) {
            loop.await(loop.track("outside", new java.util.concurrent.CompletableFuture<>()));
        }

        @Test
        @VirtualTime(realTimeout = "20 ms")
        void ofItsOwn(EventLoop loop) {
            loop.await(loop.track("outside", new java.util.concurrent.CompletableFuture<>()));
        }
    }

    @Test
    void takesTheRealTimeoutOfTheSuiteUnlessTold() {
        Kit kit = Kit.run(TimeoutTestCase.class, Map.of("timeloop.real-timeout", "30 ms"));

        assertThat(kit.failureText("ofTheSuite")).contains(" 30 ms of real time");
        assertThat(kit.failureText("ofItsOwn")).contains(" 20 ms of real time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"forever", "0 s", "-1 s", "5 years"})
    void refusesASuitesTimeoutThatIsNoDuration(String text) {
        Kit kit = Kit.run(StandardTestCase.class, Map.of("timeloop.real-timeout", text));

        assertThat(kit.containerFailure("VirtualTimeTest$StandardTestCase"))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "The configuration parameter timeloop.real-timeout = \""
                                + text
                                + "\" isn't understood.\n"
                                + "-> write it as 42 s, 500 ms, 2 min or PT1M, and longer than"
                                + " zero");
    }
}
