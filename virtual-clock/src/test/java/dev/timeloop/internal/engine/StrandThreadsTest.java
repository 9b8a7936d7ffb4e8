package dev.timeloop.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StrandThreadsTest {
    static Stream<Supplier<ThreadFactory>> factories() {
        return Stream.of(StrandThreads::best, StrandThreads::ofJdk, StrandThreads::platform);
    }

    /** The watchdog makes some, which has none, and must keep none. */
    @ParameterizedTest
    @MethodSource("factories")
    void haveTheClassLoaderOfWhoMadeTheLoopWhoeverMakesThem(Supplier<ThreadFactory> kind)
            throws Exception {
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[0])) {
            current.setContextClassLoader(loader);
            ThreadFactory factory = kind.get();
            current.setContextClassLoader(null);

            Thread made = factory.newThread(() -> {});

            assertThat(made.getContextClassLoader()).isSameAs(loader);
        } finally {
            current.setContextClassLoader(before);
        }
    }
}
