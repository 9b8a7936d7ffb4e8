package dev.timeloop.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

import dev.timeloop.EventLoop;
import dev.timeloop.LooseEndsError;
import dev.timeloop.Task;
import dev.timeloop.junit.VirtualTime;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is blamed for what is left in the loop of a class. */
class SharedLoopBlameTest {
    @VirtualTime
    @TestInstance(PER_CLASS)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class LeakingTestCase {
        final EventLoop loop;

        LeakingTestCase(EventLoop loop) {
            this.loop = loop;
        }

        @BeforeAll
        void start() {
            loop.task("of the class");
        }

        @Test
        void a() {
            loop.task("of a");
        }

        @Test
        void b() {
            assertThat(loop.isIdle()).isTrue();
        }

        @Test
        void c() {
            Task<Object> task = loop.task("of c");
            task.complete(1);
        }

        @AfterAll
        void stop() {
            loop.task("of the end");
        }
    }

    @Test
    void blamesEachTestForWhatItLeft() {
        Kit kit = Kit.run(LeakingTestCase.class);

        assertThat(kit.failureText("a"))
                .isEqualTo(
                        """
                        1 loose end in SharedLoopBlameTest.LeakingTestCase.a (at +0 s):
                          1. task "of a" is still pending: nothing has completed it yet
                               made at SharedLoopBlameTest.LeakingTestCase.a(SharedLoopBlameTest.java), 0 s ago
                             -> await it, complete it, or cancel it""");
        assertThat(kit.tests().get("b()").getThrowable()).isEmpty();
        assertThat(kit.tests().get("c()").getThrowable()).isEmpty();
    }

    @Test
    void blamesTheClassForWhatItsOwnMethodsLeft() {
        Kit kit = Kit.run(LeakingTestCase.class);

        assertThat(Kit.text(kit.containerFailure("SharedLoopBlameTest$LeakingTestCase")))
                .isEqualTo(
                        """
                        2 loose ends in SharedLoopBlameTest.LeakingTestCase (at +0 s):
                          1. task "of the class" is still pending: nothing has completed it yet
                               made at SharedLoopBlameTest.LeakingTestCase.start(SharedLoopBlameTest.java), 0 s ago
                             -> await it, complete it, or cancel it
                          2. task "of the end" is still pending: nothing has completed it yet
                               made at SharedLoopBlameTest.LeakingTestCase.stop(SharedLoopBlameTest.java), 0 s ago
                             -> await it, complete it, or cancel it""");
    }

    @VirtualTime
    @ParameterizedClass
    @ValueSource(ints = {7, 8})
    static class ParameterizedTestCase {
        @Parameter int number;

        @BeforeParameterizedClassInvocation(injectArguments = false)
        static void setUp(EventLoop loop) {
            loop.task("of all tests");
        }

        @Test
        void test(EventLoop loop) {}
    }

    @Test
    void blamesEachInvocationOfAParameterizedClassForWhatItLeft() {
        Kit kit = Kit.run(ParameterizedTestCase.class);

        String testCase = "SharedLoopBlameTest.ParameterizedTestCase";
        assertThat(kit.tests().get("test(EventLoop)").getThrowable()).isEmpty();
        assertThat(kit.containers().values().stream().flatMap(end -> end.getThrowable().stream()))
                .extracting(Kit::text)
                .anyMatch(text -> text.startsWith("1 loose end in " + testCase + "[1] (at +0 s):"))
                .anyMatch(text -> text.startsWith("1 loose end in " + testCase + "[2] (at +0 s):"))
                .hasSize(2);
    }

    @VirtualTime
    static class FailingTestCase {
        @BeforeAll
        static void setUp(EventLoop loop) {
            loop.task("of the class");
            throw new IllegalStateException("set up badly");
        }

        @Test
        void test() {}
    }

    @Test
    void leavesTheFailureOfAClassInItsPlace() {
        Throwable failure =
                Kit.run(FailingTestCase.class)
                        .containerFailure("SharedLoopBlameTest$FailingTestCase");

        assertThat(failure).hasMessage("set up badly");
        assertThat(failure.getSuppressed()).singleElement().isInstanceOf(LooseEndsError.class);
    }

    @VirtualTime
    static class PerTestTestCase {
        PerTestTestCase(EventLoop loop) {
            loop.task("of the constructor");
        }

        @BeforeAll
        static void share(EventLoop loop) {}

        @Test
        void test() {}
    }

    @Test
    void blamesATestForWhatItsConstructorLeft() {
        Kit kit = Kit.run(PerTestTestCase.class);

        assertThat(kit.failureText("test"))
                .startsWith(
                        "1 loose end in SharedLoopBlameTest.PerTestTestCase.test (at +0 s):\n"
                                + "  1. task \"of the constructor\" is still pending");
    }
}
