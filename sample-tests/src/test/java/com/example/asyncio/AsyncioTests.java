package com.example.asyncio;

import com.example.failures.FailureTests;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests that the README's table names. */
public final class AsyncioTests {
    private AsyncioTests() {}

    /** Their names, such as {@code AwaitingTest.anEmptySetIsAnError}. */
    public static List<String> names() {
        return Stream.of(
                        AwaitingTest.class,
                        GatheringTest.class,
                        TaskGroupTest.class,
                        FailureTests.printed())
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(AsyncioTests::name)
                .toList();
    }

    private static String name(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }
}
