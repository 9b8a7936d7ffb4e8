package dev.timeloop.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.timeloop.EventLoop;
import dev.timeloop.junit.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

class BaselineTest {
    private static final String HEADER =
            """
            # Loose ends that Timeloop's leak check knows: they fail no test, others do.
            # Take out the line of what you have mended. To write the file anew, delete it, and run all tests with
            # timeloop.leak-check.baseline.write=true
            # test class | kind | name | made at | how many
            """;
    private static final String HERE = "dev.timeloop.behaviour.BaselineTest";

    /** What the fixtures leave, beside what they always do. */
    private static final Set<String> LEFT = new java.util.TreeSet<>();

    @TempDir Path folder;

    @BeforeEach
    void leaveNothingMore() {
        LEFT.clear();
    }

    private Path file() {
        return folder.resolve("sub/leaks.txt");
    }

    private Map<String, String> known() {
        return Map.of("timeloop.leak-check.baseline", file().toString());
    }

    private Map<String, String> written() {
        return Map.of(
                "timeloop.leak-check.baseline",
                file().toString(),
                "timeloop.leak-check.baseline.write",
                "true");
    }

    private void write(String lines) throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), HEADER + lines);
    }

    @VirtualTime
    static class FirstTestCase {
        @Test
        void leaves(EventLoop loop) {
            loop.executor().submit(() -> loop.task("asked 7 times"));
            loop.settle();
            LEFT.forEach(loop::task);
        }
    }

    @VirtualTime
    static class SecondTestCase {
        @RepeatedTest(2)
        void leaves(EventLoop loop) {
            loop.task("odd | \\ name\n");
        }
    }

    private static final String FIRST =
            HERE
                    + "$FirstTestCase | PENDING_TASK | task \"asked # times\" | "
                    + HERE
                    + "$FirstTestCase.leaves | 1\n";
    private static final String SECOND =
            HERE
                    + "$SecondTestCase | PENDING_TASK | task \"odd \\u007c \\u005c name\\u000a\" | "
                    + HERE
                    + "$SecondTestCase.leaves | 2\n";

    @Test
    void isWrittenWhenAskedFor() {
        Launched run = Launched.run(written(), SecondTestCase.class, FirstTestCase.class);

        assertThat(run.failed()).isEmpty();
        assertThat(file()).hasContent(HEADER + FIRST + SECOND);
    }

    @Test
    void letsThroughWhatItKnows() throws IOException {
        write(FIRST + SECOND);

        Launched run = Launched.run(known(), FirstTestCase.class, SecondTestCase.class);

        assertThat(run.failed()).isEmpty();
        assertThat(run.standardError())
                .startsWith(
                        """
                        timeloop: leak check of 3 tests: 3 loose ends, 3 in the baseline
                          tasks: 3 in the baseline
                        """)
                .doesNotContain("no longer left");
        assertThat(file()).hasContent(HEADER + FIRST + SECOND);
    }

    @Test
    void failsWhatIsNew() throws IOException {
        write(FIRST);
        LEFT.add("new");

        Launched run = Launched.run(known(), FirstTestCase.class);

        assertThat(run.failed()).containsExactly("leaves");
        assertThat(run.messages().get(0))
                .startsWith(
                        "1 loose end in BaselineTest.FirstTestCase.leaves (at +0 s):\n"
                                + "  1. task \"new\" is still pending");
    }

    @Test
    void failsMoreOfASortThanItKnows() throws IOException {
        write(SECOND.replace("| 2\n", "| 1\n"));

        Launched run = Launched.run(known(), SecondTestCase.class);

        assertThat(run.failed()).containsExactly("repetition 2 of 2");
    }

    @Test
    void tellsWhatIsNoLongerLeft() throws IOException {
        String gone = FIRST.replace("asked # times", "gone");
        write(FIRST + gone + SECOND);

        Launched run = Launched.run(known(), FirstTestCase.class);

        assertThat(run.standardError())
                .endsWith(
                        "  no longer left, though the baseline has them; take them out of it:\n"
                                + "    "
                                + gone);
    }

    @VirtualTime
    static class PartTestCase {
        @Test
        void leavesNothing() {}

        @Test
        @Disabled("leaves something")
        void isSkipped() {}
    }

    @Test
    void saysNothingOfClassesOfWhichOnlyPartRan() throws IOException {
        write(FIRST.replace("FirstTestCase |", "PartTestCase |") + FIRST);

        Launched skipping = Launched.run(known(), PartTestCase.class);
        Launched selecting =
                Launched.run(
                        List.of(
                                Launched.request(
                                        known(),
                                        selectMethod(PartTestCase.class, "leavesNothing"))));

        assertThat(skipping.standardError()).isEmpty();
        assertThat(selecting.standardError()).isEmpty();
    }

    @Test
    void keepsTheLinesOfClassesThatDidNotRun() throws IOException {
        write(FIRST.replace("asked # times", "gone") + SECOND);

        Launched run = Launched.run(written(), FirstTestCase.class);

        assertThat(run.failed()).isEmpty();
        assertThat(file()).hasContent(HEADER + FIRST + SECOND);
    }

    @Test
    void isWrittenByAllRunsOfASession() {
        Launched.run(
                List.of(
                        Launched.request(written(), selectClass(FirstTestCase.class)),
                        Launched.request(written(), selectClass(SecondTestCase.class)),
                        Launched.request(
                                written(),
                                selectMethod(FirstTestCase.class, "leaves", EventLoop.class))));

        assertThat(file()).hasContent(HEADER + FIRST + SECOND);
    }

    @VirtualTime
    @Execution(ExecutionMode.CONCURRENT)
    static class ParallelTestCase {
        @RepeatedTest(40)
        void leaves(EventLoop loop) {
            loop.task("one");
            loop.task("two");
        }
    }

    @Test
    void isTheSameForTestsThatRunAtTheSameTime() {
        Map<String, String> parallel =
                Map.of(
                        "timeloop.leak-check.baseline",
                        file().toString(),
                        "timeloop.leak-check.baseline.write",
                        "true",
                        "junit.jupiter.execution.parallel.enabled",
                        "true");

        Launched run = Launched.run(parallel, ParallelTestCase.class);

        assertThat(run.failed()).isEmpty();
        assertThat(file()).content().contains("task \"one\"").contains("| 40\n");
        assertThat(Launched.run(known(), ParallelTestCase.class).failed()).isEmpty();
    }

    @Test
    void isAskedForWhenItIsMissing() {
        Launched run = Launched.run(known(), FirstTestCase.class);

        assertThat(run.failed()).containsExactly("BaselineTest$FirstTestCase");
        assertThat(run.messages())
                .containsExactly(
                        "There is no baseline "
                                + file()
                                + ", which timeloop.leak-check.baseline names; relative paths start"
                                + " at "
                                + Path.of("").toAbsolutePath()
                                + ".\n-> write it: run all tests once with"
                                + " timeloop.leak-check.baseline.write = true");
    }

    @Test
    void isRefusedWhenALineIsntUnderstood() throws IOException {
        write("<<<<<<< HEAD\n");

        Launched run = Launched.run(known(), FirstTestCase.class);

        assertThat(run.messages())
                .containsExactly(
                        "Line 5 of the baseline "
                                + file()
                                + " isn't understood: <<<<<<< HEAD\n-> take it out, or write the"
                                + " file anew: timeloop.leak-check.baseline.write = true");
    }

    @Test
    void isntWrittenWithoutAPath() {
        Launched run =
                Launched.run(
                        Map.of("timeloop.leak-check.baseline.write", "true"), FirstTestCase.class);

        assertThat(run.messages())
                .containsExactly(
                        "timeloop.leak-check.baseline.write = true, but no baseline is named.\n"
                                + "-> set timeloop.leak-check.baseline to the path of the file");
    }
}
