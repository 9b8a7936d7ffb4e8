package dev.timeloop.world.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.EventLoop;
import dev.timeloop.junit.RealTime;
import dev.timeloop.junit.VirtualTime;
import dev.timeloop.junit.VirtualTime.Scope;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** How the agent gets into a JVM, seen from JVMs of their own. */
class AgentTest {
    private static final String DETECTION = "junit.jupiter.extensions.autodetection.enabled=true";
    private static final String SWITCH = "timeloop.virtual-time.default=on";
    private static final String QUIET = "-XX:+EnableDynamicAgentLoading";

    @TempDir private Path directory;

    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class MixedTestCase {
        @Test
        @VirtualTime(scope = Scope.LOOP)
        void loop(EventLoop loop) {
            loop.sleep(Duration.ofDays(1));
        }

        @Test
        @RealTime
        void real() {
            assertThat(Code.isOnRealTime()).isTrue();
        }

        @Test
        @VirtualTime
        void world() throws InterruptedException {
            assertThat(Code.slept(Duration.ofDays(1))).isEqualTo(Duration.ofDays(1));
        }
    }

    private static final String UNAVAILABLE =
            " FAILED: org.junit.jupiter.api.extension.ExtensionConfigurationException: Timeloop"
                    + " can't give a test its own world in this JVM: it has no agent, and none could"
                    + " be attached.\n";

    private static void assertOnlyTheWorldFails(String output) {
        assertThat(output)
                .startsWith("loop(EventLoop) SUCCESSFUL\nreal() SUCCESSFUL\nworld()" + UNAVAILABLE)
                .contains("-javaagent:", "scope = VirtualTime.Scope.LOOP");
    }

    @Test
    void attachesItselfWithoutAWord() throws IOException, InterruptedException {
        assertThat(new ForkedJvm().with(QUIET).run(MixedTestCase.class))
                .isEqualTo(
                        """
                        loop(EventLoop) SUCCESSFUL
                        real() SUCCESSFUL
                        world() SUCCESSFUL
                        AgentTest$MixedTestCase SUCCESSFUL
                        JUnit Jupiter SUCCESSFUL
                        """);
    }

    @Test
    void failsTestsThatNeedItWhereAttachingIsForbidden() throws IOException, InterruptedException {
        assertOnlyTheWorldFails(
                new ForkedJvm().with("-XX:+DisableAttachMechanism").run(MixedTestCase.class));
    }

    @Test
    void failsTestsThatNeedItWhereAttachingIsRefused() throws IOException, InterruptedException {
        assertOnlyTheWorldFails(
                new ForkedJvm().with("-XX:-EnableDynamicAgentLoading").run(MixedTestCase.class));
    }

    static class PlainTestCase {
        synchronized void isExclusive() {}

        @Test
        void isRewrittenWhenItIsLoaded() throws NoSuchMethodException {
            int modifiers = PlainTestCase.class.getDeclaredMethod("isExclusive").getModifiers();
            assertThat(Modifier.isSynchronized(modifiers)).isFalse();
            assertThat(Code.isOnRealTime()).isFalse();
        }
    }

    private static final String REWRITTEN =
            """
            isRewrittenWhenItIsLoaded() SUCCESSFUL
            AgentTest$PlainTestCase SUCCESSFUL
            JUnit Jupiter SUCCESSFUL
            """;

    @Test
    void comesBeforeTheTestsOfASuiteThatAPropertySwitchesOn()
            throws IOException, InterruptedException {
        assertThat(
                        new ForkedJvm()
                                .with(QUIET, "-D" + DETECTION, "-D" + SWITCH)
                                .run(PlainTestCase.class))
                .isEqualTo(REWRITTEN);
    }

    @Test
    void comesBeforeTheTestsOfASuiteThatAFileSwitchesOn() throws IOException, InterruptedException {
        Files.writeString(
                directory.resolve("junit-platform.properties"), DETECTION + "\n" + SWITCH + "\n");

        assertThat(
                        new ForkedJvm()
                                .with(QUIET)
                                .withFirstOnClassPath(directory)
                                .run(PlainTestCase.class))
                .isEqualTo(REWRITTEN);
    }

    @Test
    void comesBeforeTheTestsOfASuiteThatABuildToolSwitchesOn()
            throws IOException, InterruptedException {
        assertThat(
                        new ForkedJvm()
                                .with(QUIET)
                                .configured(DETECTION, SWITCH)
                                .run(PlainTestCase.class))
                .isEqualTo(REWRITTEN);
    }

    static class DeclaredTestCase {
        static class Base {
            @Test
            @Declared
            void isVirtual() {
                assertThat(Code.isOnRealTime()).isFalse();
            }
        }

        static class Derived extends Base {
            synchronized void isExclusive() {}

            @Test
            void isRewrittenWhenItIsLoaded() throws NoSuchMethodException {
                int modifiers = Derived.class.getDeclaredMethod("isExclusive").getModifiers();
                assertThat(Modifier.isSynchronized(modifiers)).isFalse();
            }
        }
    }

    @VirtualTime
    @Retention(RetentionPolicy.RUNTIME)
    @interface Declared {}

    @Test
    void comesBeforeAClassIsLoadedThatInheritsATestWithADeclaration()
            throws IOException, InterruptedException {
        assertThat(new ForkedJvm().with(QUIET).run(DeclaredTestCase.Derived.class))
                .contains("isRewrittenWhenItIsLoaded() SUCCESSFUL", "isVirtual() SUCCESSFUL");
    }

    @Test
    void stopsNoLauncherWhenItIsUnavailable() throws IOException, InterruptedException {
        assertThat(
                        new ForkedJvm()
                                .with("-XX:+DisableAttachMechanism", "-D" + DETECTION)
                                .with("-D" + SWITCH)
                                .run(PlainTestCase.class))
                .startsWith("isRewrittenWhenItIsLoaded()" + UNAVAILABLE)
                .endsWith("JUnit Jupiter SUCCESSFUL\n");
    }

    static class UndeclaredTestCase {
        @Test
        void hasNoAgent() {
            assertThat(dev.timeloop.agent.install.Agent.isInstalled()).isFalse();
        }
    }

    @Test
    void staysOutWhereNoTestAsksForIt() throws IOException, InterruptedException {
        assertThat(
                        new ForkedJvm()
                                .with("-D" + DETECTION, "-Dtimeloop.virtual-time.default=off")
                                .run(UndeclaredTestCase.class))
                .startsWith("hasNoAgent() SUCCESSFUL\n");
        assertThat(
                        new ForkedJvm()
                                .with("-D" + DETECTION, "-D" + SWITCH, "-Dtimeloop.scope=loop")
                                .run(UndeclaredTestCase.class))
                .startsWith("hasNoAgent() SUCCESSFUL\n");
    }
}
