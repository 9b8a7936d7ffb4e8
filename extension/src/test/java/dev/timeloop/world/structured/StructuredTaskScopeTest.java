package dev.timeloop.world.structured;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.world.suite.ForkedJvm;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnJre;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

class StructuredTaskScopeTest {
    private static final String TEST_CASE = "ScopesTestCase";

    @Test
    @EnabledOnJre(
            value = JRE.JAVA_25,
            disabledReason = "Other JDKs have no such preview, or another one.")
    void scopesAreInVirtualTime(@TempDir Path directory) throws Exception {
        compile(directory);

        String output =
                new ForkedJvm()
                        .with("--enable-preview", "-XX:+EnableDynamicAgentLoading")
                        .withFirstOnClassPath(directory)
                        .run(getClass().getPackageName() + "." + TEST_CASE);

        assertThat(output)
                .contains(
                        "joinsAllForks() SUCCESSFUL",
                        "aFailureCancelsTheOthers() SUCCESSFUL",
                        "theFirstSuccessWins() SUCCESSFUL",
                        "aTimeOutComesAtItsInstant() SUCCESSFUL",
                        "aTimeOutThatIsNotNeededLeavesNothing() SUCCESSFUL",
                        "scopesNest() SUCCESSFUL",
                        "forksSeeScopedValues() SUCCESSFUL")
                .doesNotContain("FAILED", "ABORTED");
    }

    private void compile(Path directory) throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Path source = Path.of(getClass().getResource(TEST_CASE + ".java").toURI());
        List<String> options =
                List.of(
                        "--enable-preview",
                        "--release",
                        Integer.toString(Runtime.version().feature()),
                        "-Xlint:-preview",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        directory.toString());
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            var sources = files.getJavaFileObjects(source);
            assertThat(compiler.getTask(null, files, null, options, null, sources).call()).isTrue();
        }
    }
}
