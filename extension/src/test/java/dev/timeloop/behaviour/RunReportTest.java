package dev.timeloop.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.timeloop.EventLoop;
import dev.timeloop.junit.Leak;
import dev.timeloop.junit.LeakCheck;
import dev.timeloop.junit.LeakCheck.Level;
import dev.timeloop.junit.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportTest {
    @TempDir Path folder;

    @VirtualTime
    @LeakCheck(
            timers = Level.WARN,
            ignore = {
                @Leak(named = "legacy", because = "see ACME-42"),
                @Leak(named = "long gone", because = "see ACME-43")
            })
    static class MixedTestCase {
        @Test
        void leavesMuch(EventLoop loop) {
            for (String name : List.of("pending", "legacy", "pending too")) {
                loop.task(name);
            }
            loop.callLater(Duration.ofSeconds(1), () -> {});
        }

        @Test
        void fails(EventLoop loop) {
            loop.run(
                    "failing",
                    () -> {
                        throw new IllegalStateException("boom \"\u0001\uD800");
                    });
        }

        @Test
        void leavesNothing() {}
    }

    @VirtualTime
    static class CleanTestCase {
        @Test
        void leavesNothing(EventLoop loop) {
            loop.sleep(Duration.ofSeconds(1));
        }
    }

    @Test
    void sumsUpTheSessionOnStandardError() {
        Launched run = Launched.run(Map.of(), MixedTestCase.class, CleanTestCase.class);

        String summary = run.standardError();
        assertThat(summary.substring(summary.indexOf("timeloop: leak check")))
                .isEqualTo(
                        """
                        timeloop: leak check of 4 tests: 5 loose ends, 3 failed, 1 warned of, 1 exempted
                          failures: 1 failed
                          tasks: 2 failed, 1 exempted
                          timers: 1 warned of
                          made most often at
                            RunReportTest.MixedTestCase.leavesMuch(RunReportTest.java), twice
                            RunReportTest.MixedTestCase.fails(RunReportTest.java), once
                            RunReportTest.MixedTestCase.leavesMuch(RunReportTest.java), once
                          exemptions that covered nothing; take them away:
                            @Leak(named = "long gone", because = "see ACME-43") of RunReportTest.MixedTestCase
                        """);
    }

    @Test
    void printsNothingWhenNothingWasFound() {
        Launched run = Launched.run(Map.of(), CleanTestCase.class);

        assertThat(run.standardError()).isEmpty();
        assertThat(run.standardOutput()).isEmpty();
    }

    @Test
    void writesJsonWhereAskedFor() throws IOException {
        Path file = folder.resolve("sub/leaks.json");

        Launched.run(Map.of("timeloop.leak-check.json", file.toString()), MixedTestCase.class);

        JsonObject root = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        assertThat(root.get("version").getAsInt()).isEqualTo(1);
        assertThat(root.get("tests").getAsInt()).isEqualTo(3);
        assertThat(root.get("counts"))
                .hasToString("{\"failed\":3,\"warned\":1,\"exempted\":1,\"in-baseline\":0}");
        JsonArray findings = root.getAsJsonArray("findings");
        assertThat(findings).hasSize(5);
        JsonObject failing = findings.get(0).getAsJsonObject();
        assertThat(failing.get("test").getAsString())
                .isEqualTo("RunReportTest.MixedTestCase.fails");
        assertThat(failing.get("testClass").getAsString()).isEqualTo(MixedTestCase.class.getName());
        assertThat(failing.get("kind").getAsString()).isEqualTo("UNRETRIEVED_FAILURE");
        assertThat(failing.get("verdict").getAsString()).isEqualTo("failed");
        assertThat(failing.getAsJsonObject("failure").get("message").getAsString())
                .isEqualTo("boom \"\u0001\uD800");
        JsonObject place = failing.getAsJsonObject("failure").getAsJsonObject("thrownAt");
        assertThat(place.get("class").getAsString()).isEqualTo(MixedTestCase.class.getName());
        assertThat(place.get("file").getAsString()).isEqualTo("RunReportTest.java");
        assertThat(place.get("line").getAsInt()).isPositive();
        JsonObject exempted =
                findings.asList().stream()
                        .map(each -> each.getAsJsonObject())
                        .filter(each -> each.get("verdict").getAsString().equals("exempted"))
                        .findFirst()
                        .orElseThrow();
        assertThat(exempted.get("because").getAsString()).isEqualTo("see ACME-42");
        assertThat(exempted.get("failure").isJsonNull()).isTrue();
        assertThat(root.getAsJsonArray("staleExemptions")).hasSize(1);
    }

    @Test
    void writesJsonOfACleanRun() throws IOException {
        Path file = folder.resolve("leaks.json");

        Launched run =
                Launched.run(
                        Map.of("timeloop.leak-check.json", file.toString()), CleanTestCase.class);

        assertThat(run.standardError()).isEmpty();
        JsonObject root = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        assertThat(root.getAsJsonArray("findings")).isEmpty();
        assertThat(root.get("tests").getAsInt()).isEqualTo(1);
    }

    @Test
    void addsUpAllRunsOfASession() throws IOException {
        Path file = folder.resolve("leaks.json");
        Map<String, String> configuration = Map.of("timeloop.leak-check.json", file.toString());

        Launched run =
                Launched.run(
                        List.of(
                                Launched.request(configuration, selectClass(MixedTestCase.class)),
                                Launched.request(configuration, selectClass(CleanTestCase.class))));

        assertThat(run.standardError())
                .containsOnlyOnce("timeloop: leak check of 4 tests: 5 loose ends, ");
        assertThat(
                        JsonParser.parseString(Files.readString(file))
                                .getAsJsonObject()
                                .get("tests")
                                .getAsInt())
                .isEqualTo(4);
    }

    @Test
    void failsNobodyWhenAFileCantBeWritten() throws IOException {
        Path file = Files.createDirectory(folder.resolve("taken"));

        Launched run =
                Launched.run(
                        Map.of("timeloop.leak-check.json", file.toString()), CleanTestCase.class);

        assertThat(run.failed()).isEmpty();
        assertThat(run.standardError())
                .startsWith("timeloop: The report " + file + " can't be written: ");
    }

    @Test
    void annotatesForGitHubWhenAskedFor() {
        Launched run =
                Launched.run(Map.of("timeloop.leak-check.github", "true"), MixedTestCase.class);

        assertThat(run.standardOutput())
                .contains("::error ")
                .contains(
                        "title=Loose end in RunReportTest.MixedTestCase.leavesMuch::task"
                                + " \"pending\" is still pending: nothing has completed it yet%0Amade at"
                                + " RunReportTest.MixedTestCase.leavesMuch(RunReportTest.java)%0A-> ")
                .contains("::warning ");
    }

    @Test
    void refusesAFlagThatIsNone() {
        Launched run =
                Launched.run(Map.of("timeloop.leak-check.github", "yes"), CleanTestCase.class);

        assertThat(run.messages())
                .containsExactly(
                        "The configuration parameter timeloop.leak-check.github = \"yes\" isn't"
                                + " understood.\n-> write true or false");
    }
}
