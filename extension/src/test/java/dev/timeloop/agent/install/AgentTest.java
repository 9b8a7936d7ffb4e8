package dev.timeloop.agent.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.world.support.PremainJar;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentTest {
    @Test
    void attachesItself() throws Exception {
        assertThat(Jvm.run(InstallMain.class, "-XX:+EnableDynamicAgentLoading"))
                .containsEntry("installed", "true")
                .containsEntry("problems", "[]");
    }

    @Test
    void anAgentOnTheCommandLineNeedsNoAttaching(@TempDir Path directory) throws Exception {
        String agent = "-javaagent:" + PremainJar.in(directory);

        assertThat(Jvm.run(InstallMain.class, agent, "-XX:-EnableDynamicAgentLoading"))
                .containsEntry("installed", "true")
                .containsEntry("problems", "[]");
    }

    @Test
    void withoutAnAgentItSaysWhatToAddToTheBuild() throws Exception {
        String output = Jvm.output(InstallMain.class, "-XX:-EnableDynamicAgentLoading");

        assertThat(output)
                .contains(
                        "Timeloop can't give a test its own world in this JVM: it has no agent,"
                                + " and none could be attached.",
                        "<argLine/>",
                        "<goal>properties</goal>",
                        "<argLine>@{argLine} -javaagent:${dev.timeloop:timeloop-extension:jar}"
                                + "</argLine>",
                        "CommandLineArgumentProvider",
                        "@VirtualTime(scope = VirtualTime.Scope.LOOP)");
    }

    @Test
    void aRefusalIsRememberedAsItWas() throws Exception {
        var seen = Jvm.run(InstallMain.class, "-XX:-EnableDynamicAgentLoading");

        assertThat(seen.get("refused 2")).isNotNull().isEqualTo(seen.get("refused 1"));
    }

    @Test
    void namesTheHookThatWasLoadedTooEarly() throws Exception {
        String early = "dev.timeloop.agent.boot.Resident";
        String output =
                Jvm.output(InstallMain.class, List.of(early), "-XX:+EnableDynamicAgentLoading");

        assertThat(output).contains(early + " was loaded by ");
    }
}
