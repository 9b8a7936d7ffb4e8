package dev.timeloop.world.beside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.junit.VirtualTime;
import dev.timeloop.world.suite.ForkedJvm;
import dev.timeloop.world.support.PremainJar;
import dev.timeloop.world.support.Strands;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jacoco.agent.AgentJar;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.IClassCoverage;
import org.jacoco.core.analysis.ICounter;
import org.jacoco.core.analysis.IMethodCoverage;
import org.jacoco.core.tools.ExecFileLoader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JaCoCo's agent counts what tests in a world cover, whichever agent comes first. */
class JacocoTest {
    @TempDir private static Path shared;
    private static Path agent;

    @TempDir private Path directory;

    @BeforeAll
    static void unpackAgent() throws IOException {
        agent = shared.resolve("jacocoagent.jar");
        AgentJar.extractTo(agent.toFile());
    }

    @VirtualTime
    static class TillTestCase {
        @Test
        void isExclusive() throws InterruptedException {
            long start = System.nanoTime();
            List<String> log = Collections.synchronizedList(new ArrayList<>());
            Till till = new Till();
            Strands.together(3, n -> log.add(till.sell(n + 1) + " at " + millisSince(start)));
            Strands.together(2, n -> log.add(till.count(n + 6) + " at " + millisSince(start)));

            assertThat(log)
                    .containsExactly("1 at 200", "3 at 400", "-6 at 500", "6 at 1500", "6 at 2500");
        }

        private static long millisSince(long start) {
            return (System.nanoTime() - start) / 1_000_000;
        }
    }

    @Test
    void countsBesideAnAgentThatAttachesItself() throws Exception {
        assertCounts(jacoco());
    }

    @Test
    void countsBeforeAnAgentOfTheCommandLine() throws Exception {
        assertCounts(jacoco(), "-javaagent:" + PremainJar.in(directory));
    }

    @Test
    void countsAfterAnAgentOfTheCommandLine() throws Exception {
        assertCounts("-javaagent:" + PremainJar.in(directory), jacoco());
    }

    private String jacoco() {
        return "-javaagent:" + agent + "=destfile=" + recorded() + ",includes=dev.timeloop.world.*";
    }

    private Path recorded() {
        return directory.resolve("jacoco.exec");
    }

    private void assertCounts(String... agents) throws Exception {
        String output =
                new ForkedJvm()
                        .with("-XX:+EnableDynamicAgentLoading")
                        .with(agents)
                        .run(TillTestCase.class);

        assertThat(output)
                .isEqualTo(
                        """
                        isExclusive() SUCCESSFUL
                        JacocoTest$TillTestCase SUCCESSFUL
                        JUnit Jupiter SUCCESSFUL
                        """);
        // Of the lines of count and neverCalled, those are left that nothing got to.
        assertThat(linesCovered())
                .containsExactly(
                        "Till 2 of 2", "sell 9 of 9", "count 3 of 4", "neverCalled 0 of 2");
    }

    private List<String> linesCovered() throws IOException {
        ExecFileLoader loader = new ExecFileLoader();
        loader.load(recorded().toFile());
        CoverageBuilder counted = new CoverageBuilder();
        try (InputStream original = Till.class.getResourceAsStream("Till.class")) {
            new Analyzer(loader.getExecutionDataStore(), counted).analyzeClass(original, "Till");
        }
        assertThat(counted.getNoMatchClasses()).isEmpty();
        IClassCoverage till = counted.getClasses().iterator().next();
        return till.getMethods().stream().map(JacocoTest::linesCovered).toList();
    }

    private static String linesCovered(IMethodCoverage method) {
        String name = method.getName().equals("<init>") ? "Till" : method.getName();
        ICounter lines = method.getLineCounter();
        return name + " " + lines.getCoveredCount() + " of " + lines.getTotalCount();
    }
}
