package dev.timeloop.agent.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkSitesTest {
    private static final String UNSAFE = "jdk.internal.misc.Unsafe.park";
    private static final String SUPPORT = "java.util.concurrent.locks.LockSupport.park";
    private static final String QUEUED = "java.util.concurrent.locks.AbstractQueuedSynchronizer";

    /** A stack by its frames, the innermost first. */
    private static StackTraceElement[] stack(String... frames) {
        return Arrays.stream(frames)
                .map(
                        frame -> {
                            int dot = frame.lastIndexOf('.');
                            return new StackTraceElement(
                                    frame.substring(0, dot), frame.substring(dot + 1), null, 1);
                        })
                .toArray(StackTraceElement[]::new);
    }

    @Test
    void whoTakesFromAQueueWaitsForWork() {
        assertThat(
                        WorkSites.isOne(
                                stack(
                                        UNSAFE,
                                        SUPPORT,
                                        QUEUED + "$ConditionObject.await",
                                        "java.util.concurrent.LinkedBlockingQueue.take",
                                        "com.example.Worker.run")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {UNSAFE, "sun.misc.Unsafe.park", "java.lang.VirtualThread.parkNanos"})
    void soDoesALoopThatParksByItself(String innermost) {
        assertThat(WorkSites.isOne(stack(innermost, SUPPORT, "com.example.Ring.await"))).isTrue();
    }

    @Test
    void whoWaitsForALockDoesNot() {
        assertThat(
                        WorkSites.isOne(
                                stack(
                                        UNSAFE,
                                        SUPPORT,
                                        QUEUED + ".acquire",
                                        "java.util.concurrent.locks.ReentrantLock.lock",
                                        "com.example.Worker.run")))
                .isFalse();
    }

    /** Its state said that it was parked; before its stack was taken, it went on. */
    @Test
    void whoIsInAHookIsNotParked() {
        assertThat(
                        WorkSites.isOne(
                                stack(
                                        "dev.timeloop.agent.boot.Hooks.onSpinWait",
                                        "com.example.Worker.run")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev.timeloop.agent.boot.Hooks.park", SUPPORT})
    void norIsWhoReturnsFromAPark(String innermost) {
        StackTraceElement[] stack = stack(innermost, SUPPORT, "com.example.Ring.await");

        assertThat(WorkSites.isOne(stack)).isFalse();
        assertThat(WorkSites.isCallersOne(stack)).isTrue(); // it says so before it parks
    }

    @Test
    void norDoesThatWaitOnAMonitor() {
        String hook = "dev.timeloop.agent.boot.Hooks.enter";
        assertThat(WorkSites.isMonitorsOne(stack(hook, "com.example.Worker.run"))).isFalse();
        assertThat(
                        WorkSites.isMonitorsOne(
                                stack("java.lang.Object.wait0", "com.example.Worker.run")))
                .isTrue();
    }
}
