package dev.timeloop.junit.report;

import static dev.timeloop.junit.report.Samples.finding;
import static dev.timeloop.junit.report.Samples.frame;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitHubTest {
    @TempDir Path repository;

    private String annotations(Report report) {
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(captured, true, StandardCharsets.UTF_8);
        SourceFiles sources = new SourceFiles(repository.resolve("module"), repository);
        GitHub.annotate(report, sources, out);
        return captured.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private void create(String file) throws IOException {
        Path path = repository.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, "");
    }

    @Test
    void isToldFileAndLineFromTheRootOfTheRepository() throws IOException {
        create("module/src/test/java/com/acme/QuoteTest.java");

        assertThat(
                        annotations(
                                Samples.report(
                                        finding(
                                                Verdict.FAILED,
                                                "task \"feed\"",
                                                frame(
                                                        "com.acme.QuoteTest$Inner",
                                                        "lambda$asks$0",
                                                        "QuoteTest.java",
                                                        31)))))
                .isEqualTo(
                        "::error file=module/src/test/java/com/acme/QuoteTest.java,line=31,"
                                + "title=Loose end in QuoteTest.asks::task \"feed\" is still"
                                + " pending%0Amade at"
                                + " QuoteTest.Inner.asks(QuoteTest.java:31)%0A-> await it\n");
    }

    @Test
    void isToldOfSourcesInAModuleBeside() throws IOException {
        create("other/src/main/java/com/acme/Feed.java");
        create("module/src/main/java/com/acme/Else.java");

        assertThat(
                        annotations(
                                Samples.report(
                                        finding(
                                                Verdict.WARNED,
                                                "task \"feed\"",
                                                frame("com.acme.Feed", "ask", "Feed.java", 3)))))
                .startsWith("::warning file=other/src/main/java/com/acme/Feed.java,line=3,title=");
    }

    @Test
    void isToldWithoutAPlaceWhatHasNone() {
        assertThat(annotations(Samples.report(finding(Verdict.FAILED, "task \"feed\""))))
                .isEqualTo(
                        "::error title=Loose end in QuoteTest.asks::task \"feed\" is still"
                                + " pending%0A-> await it\n");
    }

    @Test
    void takesNothingInANameForACommand() {
        assertThat(
                        annotations(
                                Samples.report(
                                        Samples.failure(
                                                new Thrown("E", "50 %\r\n::error::oops", null)))))
                .isEqualTo(
                        "::error title=Loose end in QuoteTest.asks::task \"feed\" failed, and nobody"
                                + " looked at it: E: 50 %25 ::error::oops%0A-> await it\n");
        assertThat(GitHub.property("a:b,c%d\r\n")).isEqualTo("a%3Ab%2Cc%25d%0D%0A");
        assertThat(GitHub.data("a:b,c%d\r\n")).isEqualTo("a:b,c%25d%0D%0A");
    }

    @Test
    void isToldOnceOfWhatIsAlike() {
        StackTraceElement place = frame("com.acme.Feed", "ask", "Feed.java", 3);

        assertThat(
                        annotations(
                                Samples.report(
                                        finding(Verdict.FAILED, "task \"feed-1\"", place),
                                        finding(Verdict.FAILED, "task \"feed-2\"", place),
                                        finding(Verdict.EXEMPTED, "task \"feed-3\"", place))))
                .endsWith("%0A-> await it%0A1 more like it\n")
                .hasLineCount(1);
    }

    @Test
    void getsASummaryOfTheStepBelowWhatIsThere() throws IOException {
        Path summary = repository.resolve("summary.md");
        Files.writeString(summary, "# Before\n");
        GitHub gitHub = new GitHub(Map.of("GITHUB_STEP_SUMMARY", summary.toString())::get);

        gitHub.report(
                Samples.report(
                        finding(Verdict.FAILED, "task \"a|b<i>*\""),
                        finding(Verdict.IN_BASELINE, "task \"c\"")),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));

        assertThat(summary)
                .hasContent(
                        """
                        # Before
                        ### Timeloop leak check of 3 tests: 2 loose ends, 1 failed, 1 in the baseline

                        | | failed | warned of | exempted | in the baseline |
                        | --- | ---: | ---: | ---: | ---: |
                        | tasks | 1 | 0 | 0 | 1 |

                        | test | loose end | made at | |
                        | --- | --- | --- | --- |
                        | QuoteTest.asks | task "a&#124;b&lt;i&gt;&#42;" is still pending |  | failed |

                        """);
    }

    @Test
    void isThereWhenTheEnvironmentSaysSo() {
        assertThat(new GitHub(Map.of("GITHUB_ACTIONS", "true")::get).isThere()).isTrue();
        assertThat(new GitHub(Map.<String, String>of()::get).isThere()).isFalse();
    }
}
