package dev.timeloop.world.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.agent.install.Agent;
import dev.timeloop.junit.VirtualTime;
import dev.timeloop.world.support.PremainJar;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent on the command line, with a build tool that loads the classes of tests early. */
class CommandLineAgentTest {
    @TempDir private Path directory;

    static class ExclusiveTestCase {
        private final List<String> log = new ArrayList<>();
        private final Instant start = Instant.now();

        private synchronized void hold(String who) {
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            log.add("+" + Duration.between(start, Instant.now()).toMillis() + " " + who);
        }

        @Test
        @VirtualTime
        void isHeldByOneAtATime() throws InterruptedException {
            List<Thread> threads = new ArrayList<>();
            for (String name : List.of("a", "b", "c")) {
                Thread thread = new Thread(() -> hold(name));
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }

            assertThat(log).containsExactly("+100 a", "+200 b", "+300 c");
            assertThat(java.lang.reflect.Modifier.isSynchronized(modifiers())).isFalse();
        }

        private static int modifiers() {
            try {
                return ExclusiveTestCase.class
                        .getDeclaredMethod("hold", String.class)
                        .getModifiers();
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final String PASSES =
            """
            isHeldByOneAtATime() SUCCESSFUL
            CommandLineAgentTest$ExclusiveTestCase SUCCESSFUL
            JUnit Jupiter SUCCESSFUL
            """;

    @Test
    void rewritesTheTestClassItself() throws Exception {
        assertThat(withAgent().run(ExclusiveTestCase.class)).isEqualTo(PASSES);
    }

    /** As Surefire does, before JUnit's launcher begins to look for tests. */
    @Test
    void comesEvenBeforeAClassThatIsLoadedTooEarlyToAttach() throws Exception {
        assertThat(withAgent().with("-Dforked.load=true").run(ExclusiveTestCase.class))
                .isEqualTo(PASSES);
    }

    static class PlainTestCase {
        @Test
        void hasNoAgent() {
            assertThat(Agent.isInstalled()).isFalse();
        }
    }

    @Test
    void staysOutWhereNoTestAsksForIt() throws Exception {
        assertThat(withAgent().with("-Dforked.load=true").run(PlainTestCase.class))
                .startsWith("hasNoAgent() SUCCESSFUL\n");
    }

    private ForkedJvm withAgent() throws IOException {
        return new ForkedJvm()
                .with("-javaagent:" + PremainJar.in(directory), "-XX:-EnableDynamicAgentLoading");
    }
}
