package dev.timeloop.world.beside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.when;

import dev.timeloop.agent.install.Agent;
import dev.timeloop.world.suite.ForkedJvm;
import dev.timeloop.world.support.InWorld;
import dev.timeloop.world.support.PremainJar;
import dev.timeloop.world.support.Strands;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;

/** Mockito's inline mock maker rewrites the same classes as we do, before us or after us. */
class MockitoTest {
    @TempDir private Path directory;

    private static void assertMonitorsAreVirtual(Till till) throws Exception {
        assertThat(InWorld.once(log -> Strands.together(3, n -> log.say(till.sell(n + 1)))))
                .containsExactly("+200 1", "+400 3", "+500 -6");
        assertThat(InWorld.once(log -> Strands.together(2, n -> log.say(till.count(100)))))
                .containsExactly("+1000 6", "+2000 6");
    }

    private static void assertIsMocked(Till mock) throws Exception {
        when(mock.count(1)).thenReturn(7);
        assertThat(mock.count(1)).isEqualTo(7);
        assertThat(mock.count(2)).isZero();
    }

    static class OursFirstTestCase {
        @Test
        void monitorsStayVirtual() throws Exception {
            Agent.install();
            int count = Till.class.getDeclaredMethod("count", int.class).getModifiers();
            assertThat(Modifier.isSynchronized(count)).as("a block around it instead").isFalse();
            assertMonitorsAreVirtual(new Till());

            assertIsMocked(mock(Till.class));

            assertMonitorsAreVirtual(new Till());
            assertMonitorsAreVirtual(spy(new Till()));
        }
    }

    static class TheirsFirstTestCase {
        @Test
        void monitorsBecomeVirtual() throws Exception {
            Till mock = mock(Till.class);
            assertIsMocked(mock);

            assertMonitorsAreVirtual(new Till());
            assertMonitorsAreVirtual(spy(new Till()));
            assertIsMocked(mock);
        }
    }

    @Test
    void classesOfOursAreMockedLater() throws Exception {
        assertSucceeds(OursFirstTestCase.class);
    }

    @Test
    void classesOfOursAreMockedLaterByAnAgentThatCameFirst() throws Exception {
        assertSucceeds(OursFirstTestCase.class, mockito(), ours());
    }

    @Test
    void mockedClassesBecomeOurs() throws Exception {
        assertSucceeds(TheirsFirstTestCase.class);
    }

    @Test
    void mockedClassesBecomeThoseOfAnAgentThatCameFirst() throws Exception {
        assertSucceeds(TheirsFirstTestCase.class, ours(), mockito());
    }

    private String ours() throws Exception {
        return "-javaagent:" + PremainJar.in(directory);
    }

    private static String mockito() throws Exception {
        var jar = Mockito.class.getProtectionDomain().getCodeSource().getLocation();
        return "-javaagent:" + Path.of(jar.toURI());
    }

    private static void assertSucceeds(Class<?> testCase, String... agents) throws Exception {
        String output =
                new ForkedJvm().with("-XX:+EnableDynamicAgentLoading").with(agents).run(testCase);

        assertThat(output)
                .containsPattern(" SUCCESSFUL\n.* SUCCESSFUL\nJUnit Jupiter SUCCESSFUL\n$")
                .doesNotContain("Exception");
    }
}
