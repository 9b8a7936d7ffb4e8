package dev.timeloop.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DebuggingTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=5005",
                "-Xrunjdwp:transport=dt_socket,server=y",
                "-Xdebug"
            })
    void aDebuggerIsSeenAmongTheArgumentsOfTheJvm(String argument) {
        assertThat(Debugging.isDebuggerAmong(List.of("-Xmx1g", argument))).isTrue();
    }

    @Test
    void otherAgentsAreNoDebuggers() {
        assertThat(Debugging.isDebuggerAmong(List.of("-javaagent:x.jar", "-agentlib:hprof")))
                .isFalse();
        assertThat(Debugging.isDebuggerAmong(List.of())).isFalse();
    }

    @Test
    @ResourceLock(Resources.SYSTEM_PROPERTIES)
    void theSwitchTakesTheRealTimeOutAwayFromNewLoops() {
        System.setProperty(Debugging.SWITCH, "true");
        EventLoop loop;
        try {
            loop = EventLoop.builder().realTimeout(Duration.ofMillis(20)).build();
        } finally {
            System.clearProperty(Debugging.SWITCH);
        }

        loop.run("at a breakpoint", () -> standFor(200));
        loop.settle();

        assertThat(loop.elapsed()).isZero();
        loop.close();
    }

    private static void standFor(long millis) {
        long since = System.nanoTime();
        while (System.nanoTime() - since < TimeUnit.MILLISECONDS.toNanos(millis)) {
            Thread.onSpinWait();
        }
    }
}
