package dev.timeloop.agent.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.agent.install.Agent;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.Type;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HookTableTest {
    @BeforeAll
    static void defineTheHooks() {
        Agent.install();
    }

    @Test
    void everyRowFindsItsTargetOnThisJdk() throws Exception {
        for (String type : HookTable.forJdk(Runtime.version().feature()).types()) {
            Class.forName(type.replace('/', '.'), false, null); // some are seen when they load
        }

        assertThat(Agent.problems()).isEmpty();
    }

    static Stream<Row> rows() {
        return Stream.of(17, 21, 25)
                .flatMap(jdk -> HookTable.forJdk(jdk).rows().stream())
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyRowNamesAHookThatThereIs(Row row) throws Exception {
        assertThat(hooks()).contains(row.hook());
        assertThat(row.means()).endsWith(".");
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 21, 25})
    void noRowIsThereTwice(int jdk) {
        Set<String> seen = new HashSet<>();

        assertThat(HookTable.forJdk(jdk).rows())
                .allMatch(row -> seen.add(row.type() + " " + row.target() + " " + row.action()));
    }

    @Test
    void aMissingTargetIsReportedWithWhatItMeans() {
        Rewriter rewriter = new Rewriter(HookTable.forJdk(25));

        assertThat(rewriter.missing("java/util/concurrent/locks/LockSupport", "25"))
                .contains(
                        "java.util.concurrent.locks.LockSupport: park()V isn't there to be hooked"
                                + " on this JDK (25). Locks, queues and futures wait in real"
                                + " time.");
    }

    @Test
    void aMissingTargetInALibraryIsReportedAlike() {
        Rewriter rewriter = new Rewriter(HookTable.forJdk(25));

        assertThat(rewriter.missing("kotlinx/coroutines/EventLoopImplBase", "25"))
                .contains(
                        "kotlinx.coroutines.EventLoopImplBase: schedule isn't there to be hooked in"
                                + " the version at hand. A delay that one test leaves disturbs the"
                                + " next.");
    }

    private static Set<String> hooks() throws ClassNotFoundException {
        Set<String> all = new HashSet<>();
        String hooks = Row.HOOKS.replace('/', '.');
        for (var method : Class.forName(hooks).getDeclaredMethods()) {
            all.add(method.getName() + Type.getMethodDescriptor(method));
        }
        for (var method : Class.forName(hooks.replace("Hooks", "IoHooks")).getDeclaredMethods()) {
            all.add("IoHooks." + method.getName() + Type.getMethodDescriptor(method));
        }
        return all;
    }
}
