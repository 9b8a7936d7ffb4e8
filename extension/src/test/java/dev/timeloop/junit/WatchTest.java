package dev.timeloop.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchTest {
    private static StackTraceElement[] stack(String classes) {
        return Arrays.stream(classes.split(" "))
                .map(type -> new StackTraceElement(type, "method", "File.java", 1))
                .toArray(StackTraceElement[]::new);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.Thread com.example.FooTest org.junit.jupiter.engine.X",
                "jdk.internal.misc.Unsafe java.util.concurrent.CompletableFuture com.example.Foo",
                "java.lang.Object com.example.Foo dev.timeloop.junit.World dev.timeloop.EventLoop",
                "java.lang.Object dev.timeloop.behaviour.SomeTest"
            })
    void seesAWaitOfTheUsersOwn(String classes) {
        assertThat(Watch.isOutside(stack(classes))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.util.concurrent.locks.LockSupport dev.timeloop.internal.engine.Engine"
                        + " dev.timeloop.EventLoop com.example.FooTest",
                "java.lang.Thread dev.timeloop.EventLoop com.example.FooTest",
                "java.lang.Object com.example.Callback dev.timeloop.EventLoop com.example.FooTest",
                "java.util.concurrent.FutureTask org.junit.jupiter.api.Assertions com.example.FooTest",
                "java.lang.Thread"
            })
    void leavesWaitsOfTheLoopAndOfJUnitToThem(String classes) {
        assertThat(Watch.isOutside(stack(classes))).isFalse();
    }
}
