package dev.timeloop.internal.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserFramesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.example.quotes.Feed",
                "com.example.Feed$Inner",
                "Feed",
                "javafoo.Feed",
                "jdkish.Feed",
                "sunny.Feed",
                "com.sunny.Feed",
                "org.junitish.Feed",
                "org.apache.commons.Feed",
                "io.netty.channel.Channel",
                "dev.timeloopers.Feed",
                "dev.timeloop.samples.Feed",
                "dev.timeloop.behaviour.AwaitTest",
                "dev.timeloop.junitish.Feed"
            })
    void isTheUsers(String className) {
        assertThat(UserFrames.isUser(className)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.Thread",
                "java.util.concurrent.CompletableFuture$AsyncSupply",
                "javax.management.Timer",
                "jdk.internal.reflect.DirectMethodHandleAccessor",
                "sun.nio.ch.Net",
                "com.sun.proxy.$Proxy12",
                "org.junit.jupiter.engine.Something",
                "org.junit.platform.launcher.Launcher",
                "org.opentest4j.AssertionFailedError",
                "org.assertj.core.api.Assertions",
                "org.apache.maven.surefire.booter.ForkedBooter",
                "org.gradle.process.Worker",
                "worker.org.gradle.process.Worker",
                "com.intellij.rt.junit.JUnitStarter",
                "org.eclipse.jdt.internal.junit.runner.RemoteTestRunner",
                "dev.timeloop.EventLoop",
                "dev.timeloop.Task$Alarm",
                "dev.timeloop.internal.engine.Engine",
                "dev.timeloop.junit.TimeloopExtension",
                "dev.timeloop.assertj.TaskAssert",
                "dev.timeloop.agent.Hooks"
            })
    void isNotTheUsers(String className) {
        assertThat(UserFrames.isUser(className)).isFalse();
    }

    @Nested
    class OfAStack {
        private final StackTraceElement[] stack = {
            frame("java.lang.Thread", "sleep", "Thread.java", 1),
            frame("com.example.Feed", "ask", "Feed.java", 31),
            frame("dev.timeloop.EventLoop", "await", "EventLoop.java", 7),
            frame("com.example.Service", "best", "Service.java", 12),
            frame("com.example.ServiceTest", "answers", "ServiceTest.java", 9)
        };

        @Test
        void keepsTheInnermostOfTheUsers() {
            assertThat(UserFrames.of(stack, 2)).containsExactly(stack[1], stack[3]);
        }

        @Test
        void keepsAllIfThereAreFewer() {
            assertThat(UserFrames.of(stack, 9)).containsExactly(stack[1], stack[3], stack[4]);
        }

        @Test
        void keepsNoneIfNoneIsAskedFor() {
            assertThat(UserFrames.of(stack, 0)).isEmpty();
        }

        @Test
        void findsNoneInAnEmptyOne() {
            assertThat(UserFrames.of(new StackTraceElement[0], 5)).isEqualTo(List.of());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "com.example.Feed, ask, Feed.java, 31, Feed.ask(Feed.java:31)",
        "Feed, ask, Feed.java, 31, Feed.ask(Feed.java:31)",
        "com.example.Feed, <init>, Feed.java, 12, Feed.<init>(Feed.java:12)",
        "com.example.Feed$Inner, ask, Feed.java, 40, Feed.Inner.ask(Feed.java:40)",
        "com.example.Feed$Inner$Deep, ask, Feed.java, 41, Feed.Inner.Deep.ask(Feed.java:41)",
        "com.example.Feed$1, run, Feed.java, 50, Feed.1.run(Feed.java:50)",
        "com.example.Feed, lambda$best$3, Feed.java, 33, Feed.best(Feed.java:33)",
        "com.example.Feed, lambda$new$0, Feed.java, 33, Feed.new(Feed.java:33)",
        "com.example.Feed, lambda$static$0, Feed.java, 33, Feed.static(Feed.java:33)",
        "com.example.Feed, lambda$a$b$3, Feed.java, 33, Feed.a$b(Feed.java:33)",
        "com.example.Feed, lambda$0, Feed.java, 33, Feed.lambda$0(Feed.java:33)"
    })
    void isWrittenAsPeopleReadIt(String type, String method, String file, int line, String text) {
        assertThat(UserFrames.text(frame(type, method, file, line))).isEqualTo(text);
    }

    @Test
    void withoutALineNamesItsFile() {
        assertThat(UserFrames.text(frame("com.example.Feed", "ask", "Feed.java", -1)))
                .isEqualTo("Feed.ask(Feed.java)");
    }

    @Test
    void withoutAFileSaysSo() {
        assertThat(UserFrames.text(frame("com.example.Feed", "ask", null, -1)))
                .isEqualTo("Feed.ask(Unknown Source)");
    }

    private static StackTraceElement frame(String type, String method, String file, int line) {
        return new StackTraceElement(type, method, file, line);
    }
}
