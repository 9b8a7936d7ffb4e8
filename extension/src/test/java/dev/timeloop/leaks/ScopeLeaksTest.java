package dev.timeloop.leaks;

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

/** Failures of the subtasks of structured scopes. */
class ScopeLeaksTest {
    private static final String TEST_CASE = "ScopeLeaksTestCase";

    @Test
    @EnabledOnJre(
            value = JRE.JAVA_25,
            disabledReason = "Other JDKs have no such preview, or another one.")
    void subtasksAreLookedAt(@TempDir Path directory) throws Exception {
        compile(directory);

        String output =
                new ForkedJvm()
                        .with("--enable-preview", "-XX:+EnableDynamicAgentLoading")
                        .withFirstOnClassPath(directory)
                        .run(getClass().getPackageName() + "." + TEST_CASE);

        assertThat(output)
                .contains(
                        "whatNobodyAsksIsFound() SUCCESSFUL",
                        "whatIsOnlyHandedOutIsFound() SUCCESSFUL",
                        "itsStateIsALook() SUCCESSFUL",
                        "itsExceptionIsALook() SUCCESSFUL",
                        "itsResultIsALook() SUCCESSFUL",
                        "aPredicateThatAsksIsALook() SUCCESSFUL",
                        "whatJoinThrowsIsLookedAt() SUCCESSFUL",
                        "losersOweNothing() SUCCESSFUL",
                        "aSubtaskThatReturnsOwesNothing() SUCCESSFUL")
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
