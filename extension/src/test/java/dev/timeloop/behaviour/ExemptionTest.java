package dev.timeloop.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.EventLoop;
import dev.timeloop.LooseEnd.Kind;
import dev.timeloop.LooseEndsError;
import dev.timeloop.junit.Leak;
import dev.timeloop.junit.LeakCheck;
import dev.timeloop.junit.LeakCheck.Level;
import dev.timeloop.junit.VirtualTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExemptionTest {
    private static List<String> names(Throwable failure) {
        return ((LooseEndsError) failure).looseEnds().stream().map(end -> end.name()).toList();
    }

    /** Makes tasks elsewhere. */
    static final class Legacy {
        static void poll(EventLoop loop) {
            loop.task("poll");
        }

        static final class Inner {
            static void poll(EventLoop loop) {
                loop.task("inner poll");
            }
        }
    }

    @VirtualTime
    static class CriteriaTestCase {
        private static void leave(EventLoop loop) {
            loop.task("a 1");
            loop.task("b 1");
            loop.callLater(Duration.ofSeconds(1), () -> {});
            loop.run(
                    "failing",
                    () -> {
                        throw new UncheckedIOException(new IOException("boom"));
                    });
            Legacy.poll(loop);
            Legacy.Inner.poll(loop);
        }

        @Test
        @LeakCheck(
                timers = Level.IGNORE,
                ignore = @Leak(kind = Kind.PENDING_TASK, because = "a test"))
        void byKind(EventLoop loop) {
            leave(loop);
        }

        @Test
        @LeakCheck(
                timers = Level.IGNORE,
                failures = Level.IGNORE,
                ignore = @Leak(madeIn = "*.ExemptionTest.Legacy", because = "a test"))
        void byPlace(EventLoop loop) {
            leave(loop);
        }

        @Test
        @LeakCheck(
                timers = Level.IGNORE,
                failures = Level.IGNORE,
                ignore = @Leak(named = "* 1", because = "a test"))
        void byName(EventLoop loop) {
            leave(loop);
        }

        @Test
        @LeakCheck(
                tasks = Level.IGNORE,
                timers = Level.IGNORE,
                ignore = @Leak(failure = IOException.class, because = "a test"))
        void byFailure(EventLoop loop) {
            leave(loop);
        }

        @Test
        @LeakCheck(
                timers = Level.IGNORE,
                failures = Level.IGNORE,
                ignore = {
                    @Leak(kind = Kind.LIVE_TIMER, named = "a 1", because = "meets one only"),
                    @Leak(
                            kind = Kind.PENDING_TASK,
                            madeIn = "com.example.*,*.Legacy",
                            because = "a test")
                })
        void byAllThatIsSet(EventLoop loop) {
            leave(loop);
        }
    }

    @Test
    void coversWhatMeetsAllThatIsSet() {
        Kit kit = Kit.run(CriteriaTestCase.class);

        assertThat(names(kit.failure("byKind"))).containsExactly("task \"failing\"");
        assertThat(names(kit.failure("byPlace"))).containsExactly("task \"a 1\"", "task \"b 1\"");
        assertThat(names(kit.failure("byName")))
                .containsExactly("task \"poll\"", "task \"inner poll\"");
        assertThat(kit.tests().get("byFailure(EventLoop)").getThrowable()).isEmpty();
        assertThat(names(kit.failure("byAllThatIsSet")))
                .containsExactly("task \"a 1\"", "task \"b 1\"");
    }

    @Retention(RetentionPolicy.RUNTIME)
    @LeakCheck(ignore = @Leak(named = "meta", because = "a test"))
    @interface Meta {}

    @VirtualTime
    @LeakCheck(ignore = @Leak(named = "super", because = "a test"))
    static class SuperTestCase {}

    @LeakCheck(ignore = @Leak(named = "class", because = "a test"))
    static class InheritedTestCase extends SuperTestCase {
        private static void leave(EventLoop loop) {
            for (String name : List.of("super", "class", "nested", "method", "meta")) {
                loop.task(name);
            }
        }

        @Test
        @LeakCheck(ignore = @Leak(named = "method", because = "a test"))
        void adds(EventLoop loop) {
            leave(loop);
        }

        @Test
        @Meta
        void addsByMetaAnnotation(EventLoop loop) {
            leave(loop);
        }

        @Nested
        @LeakCheck(ignore = @Leak(named = "nested", because = "a test"))
        class Inner {
            @Test
            void addsToTheClassAround(EventLoop loop) {
                leave(loop);
            }
        }
    }

    @Test
    void isInheritedBesideThoseOfTheMethod() {
        Kit kit = Kit.run(InheritedTestCase.class);

        assertThat(names(kit.failure("adds"))).containsExactly("task \"nested\"", "task \"meta\"");
        assertThat(names(kit.failure("addsByMetaAnnotation")))
                .containsExactly("task \"nested\"", "task \"method\"");
        assertThat(names(kit.failure("addsToTheClassAround")))
                .containsExactly("task \"method\"", "task \"meta\"");
    }

    static class WrongTestCase {
        @Test
        @LeakCheck(ignore = @Leak(kind = Kind.PENDING_TASK, because = " "))
        void noReason() {}

        @Test
        @LeakCheck(ignore = @Leak(because = "I want peace"))
        void everything() {}

        @Test
        @LeakCheck(ignore = @Leak(madeIn = "com/acme", because = "no such name"))
        void noClass() {}
    }

    @ParameterizedTest
    @ValueSource(strings = {"noReason", "everything", "noClass"})
    void isRefusedWhenItCantBeMeant(String test) {
        Throwable failure = Kit.run(WrongTestCase.class).failure(test);

        assertThat(failure)
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        switch (test) {
                            case "noReason" ->
                                    "@Leak(kind = PENDING_TASK, because = \" \") of"
                                            + " ExemptionTest.WrongTestCase.noReason doesn't say why."
                                            + "\n-> write the reason: because = \"see ACME-42\"";
                            case "everything" ->
                                    "@Leak(because = \"I want peace\") of"
                                            + " ExemptionTest.WrongTestCase.everything exempts every"
                                            + " loose end.\n-> set kind, madeIn, named or failure, or"
                                            + " set the levels of @LeakCheck";
                            default ->
                                    "@Leak(madeIn = \"com/acme\", because = \"no such name\") of"
                                            + " ExemptionTest.WrongTestCase.noClass has a madeIn that"
                                            + " can't be part of the name of a class.\n-> write names"
                                            + " of classes, with * for one or more characters,"
                                            + " separated by commas: com.example.io.*, *ServerTest";
                        });
    }
}
