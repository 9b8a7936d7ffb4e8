package dev.timeloop.junit.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which JVMs get no agent, whatever the configuration says. */
class EarlyAgentTest {
    private static boolean isInMaven(Map<String, String> properties) {
        return EarlyAgent.isInMaven(properties::get);
    }

    @Test
    void mavensOwnJvmIsKnownByItsConfiguration() {
        assertThat(isInMaven(Map.of("classworlds.conf", "bin/m2.conf"))).isTrue();
    }

    @Test
    void mavensOwnJvmIsKnownByItsMainClass() {
        String command = "org.codehaus.plexus.classworlds.launcher.Launcher verify";

        assertThat(isInMaven(Map.of("sun.java.command", command))).isTrue();
    }

    @Test
    void theJvmThatMavenForksForTestsIsNoneOfThem() {
        String command = "surefire/surefirebooter-1.jar surefire surefire-1tmp surefire_0-1tmp";

        assertThat(isInMaven(Map.of("sun.java.command", command))).isFalse();
    }

    @Test
    void aJvmOfWhichNothingIsKnownIsNoneOfThem() {
        assertThat(isInMaven(Map.of())).isFalse();
    }

    @Test
    void thisJvmIsNoneOfThem() {
        assertThat(EarlyAgent.isInMaven(System::getProperty)).isFalse();
    }
}
