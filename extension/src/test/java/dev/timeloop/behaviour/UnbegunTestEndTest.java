package dev.timeloop.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.timeloop.EventLoop;
import dev.timeloop.LooseEndsError;
import dev.timeloop.junit.VirtualTime;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;

/** The end of a test that failed before it began. */
class UnbegunTestEndTest {
    private static final AtomicReference<EventLoop> MADE = new AtomicReference<>();

    @VirtualTime
    static class ConstructorTestCase {
        ConstructorTestCase(EventLoop loop) {
            MADE.set(loop);
            loop.task("order");
            throw new IllegalStateException("constructed badly");
        }

        @Test
        void test() {}
    }

    @Test
    void comesAtOnceWhenTheConstructorFails() {
        Throwable failure = Kit.run(ConstructorTestCase.class).failure("test");

        assertThat(failure).hasMessage("constructed badly");
        assertThat(failure.getSuppressed()).singleElement().isInstanceOf(LooseEndsError.class);
        assertThat(catchThrowable(MADE.get()::settle))
                .hasMessageStartingWith("This loop was closed at +0 s");
    }

    @VirtualTime
    @ExtendWith(BrokenProcessor.class)
    static class UnpreparedTestCase {
        UnpreparedTestCase(EventLoop loop) {
            MADE.set(loop);
            loop.task("order");
        }

        @Test
        void test() {}
    }

    static class BrokenProcessor implements TestInstancePostProcessor {
        @Override
        public void postProcessTestInstance(Object instance, ExtensionContext context) {
            throw new IllegalStateException("processed badly");
        }
    }

    @Test
    void comesWhenTheInstanceIsThrownAway() {
        Throwable failure = Kit.run(UnpreparedTestCase.class).failure("test");

        assertThat(failure).hasMessage("processed badly");
        assertThat(failure.getSuppressed()).singleElement().isInstanceOf(LooseEndsError.class);
        assertThat(catchThrowable(MADE.get()::settle))
                .hasMessageStartingWith("This loop was closed at +0 s");
    }

    @VirtualTime
    static class BeforeEachTestCase {
        @BeforeEach
        void setUp(EventLoop loop) {
            MADE.set(loop);
            loop.task("order");
            throw new IllegalStateException("set up badly");
        }

        @Test
        void test() {}
    }

    @Test
    void comesWhenABeforeEachMethodHasFailed() {
        Throwable failure = Kit.run(BeforeEachTestCase.class).failure("test");

        assertThat(failure).hasMessage("set up badly");
        assertThat(failure.getSuppressed()).singleElement().isInstanceOf(LooseEndsError.class);
        assertThat(catchThrowable(MADE.get()::settle))
                .hasMessageStartingWith("This loop was closed at +0 s");
    }
}
